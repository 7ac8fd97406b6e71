"""Bodies that clients send, strictly: JSON of a shape that the document names, and not longer than it may be."""

from __future__ import annotations

import json
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from pydantic import BaseModel, ValidationError

from research.api.problems import ApiProblem
from research.representations.schema_v1 import ProblemError

Shape = TypeVar("Shape", bound=BaseModel)


def read_body(request: HttpRequest, shape: type[Shape], longest: int, too_long: str) -> Shape:
    """Return the body of ``request`` as a ``shape``. ``longest`` is in bytes. Raises ``ApiProblem``."""
    body = _body(request, too_long)
    if len(body) > longest:
        raise refused("", too_long)
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        raise refused("", "The body is not JSON.") from None
    try:
        return shape.model_validate_json(body)
    except ValidationError as invalid:
        first = invalid.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise refused(place, f"“{place or 'body'}”: {first['msg']}.") from None


def _body(request: HttpRequest, too_long: str) -> bytes:
    try:
        return request.body
    except (RequestDataTooBig, UnreadablePostError):
        raise refused("", too_long) from None


def refused(place: str, detail: str, code: str = "invalid-body") -> ApiProblem:
    """Return the problem of what stands at ``place`` in the body, a path with dots."""
    return ApiProblem(code, detail, [ProblemError(code=code, loc=["body", *filter(None, place.split("."))])])

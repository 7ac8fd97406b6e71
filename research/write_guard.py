"""Look at what a client of Wagtail's write API sends for our pages, before Wagtail does.

Answers a body that is no page with problem details that name the place, where Wagtail 8 would answer 500.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.fields import StreamField
from wagtail.models import Page

from research.blocks.shape import Misshapen, misshapen
from research.models import GatedPage

NAMESPACE = "wagtailapi_v3"
#: The views of API v3 that take a page. Views of one address share a match, which names the first of them.
VIEWS = frozenset({"list_pages", "create_page", "detail_page", "update_page"})
MOST_TOLD = 20
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")


def concerns(request: HttpRequest) -> bool:
    match = request.resolver_match
    return (
        request.method in ("POST", "PATCH")
        and match is not None
        and match.namespaces[:1] == [NAMESPACE]
        and match.url_name in VIEWS
    )


def refuse_misshapen(request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponse | None:
    """Return the refusal of a misshapen body, or ``None`` where Wagtail can go on."""
    page_id = int(kwargs["page_id"]) if str(kwargs.get("page_id", "")).isdigit() else None
    try:
        body = json.loads(request.body)
        found = list(_misshapen(body, page_id))[:MOST_TOLD]
    except ValueError:
        # Wagtail says so itself.
        return None
    except RecursionError:
        found = [((), "The body is nested too deeply.")]
    if not found:
        return None
    problem = {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "Validation failed",
        "errors": [{"type": "misshapen", "loc": list(place), "msg": text} for place, text in found],
    }
    return JsonResponse(problem, status=422, content_type="application/problem+json")


def _misshapen(body: Any, page_id: int | None) -> Iterator[Misshapen]:
    if not isinstance(body, dict):
        yield (), "The body must be an object."
        return
    yield from _unholdable(body, ())
    meta = body.get("meta")
    if meta is not None and not isinstance(meta, dict):
        yield ("meta",), "This must be an object."
        return
    model = _model((meta or {}).get("type"), page_id)
    if model is None or not issubclass(model, GatedPage):
        return
    for field in model._meta.get_fields():
        if isinstance(field, StreamField) and field.name in body:
            yield from misshapen(field.stream_block, body[field.name], (field.name,))


def _unholdable(value: Any, at: tuple[str, ...]) -> Iterator[Misshapen]:
    """Yield where there is a character that JSON can write, and neither a database nor UTF-8 can hold."""
    if isinstance(value, str):
        if _UNHOLDABLE.search(value):
            yield at, "This holds the character NUL, or half of a character. Leave it out."
    elif isinstance(value, dict):
        for name, child in value.items():
            if _UNHOLDABLE.search(name):
                yield at, "A name holds the character NUL, or half of a character. Leave it out."
            else:
                yield from _unholdable(child, (*at, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _unholdable(child, (*at, str(index)))


def _model(label: Any, page_id: int | None) -> type[Any] | None:
    if page_id is not None:
        page = Page.objects.filter(pk=page_id).first()
        return page.specific_class if page else None
    try:
        return apps.get_model(str(label))
    except (LookupError, ValueError):
        return None

"""The page that explains the API: plain HTML made from the OpenAPI document, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from research.api.problems import KINDS
from research.api.service import api


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    base = request.path.rstrip("/").removesuffix("docs")
    schema = api.get_openapi_schema(path_prefix=base)
    return render(
        request,
        "research/api/docs.html",
        {
            "info": {**schema["info"], "description": _text(schema["info"]["description"])},
            "base": request.build_absolute_uri(base),
            "operations": list(_operations(schema)),
            "schemas": [_schema(name, body) for name, body in sorted(schema["components"]["schemas"].items())],
            "problems": [{"code": code, "kind": kind} for code, kind in KINDS.items()],
        },
    )


def _operations(schema: Any) -> Iterator[dict[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield {
                "method": method.upper(),
                "path": path,
                "id": operation["operationId"],
                "summary": operation["summary"],
                "description": _text(operation.get("description", "")),
                "parameters": [
                    {
                        "name": p["name"],
                        "in": p["in"],
                        "type": _type(p["schema"]),
                        "required": p.get("required", False),
                        "description": _text(p["schema"].get("description", p.get("description", ""))),
                    }
                    for p in operation.get("parameters", ())
                ],
                "responses": [
                    {
                        "status": status,
                        "types": list(
                            filter(None, _type(_first(body.get("content", {})).get("schema", {})).split(" or "))
                        ),
                        "means": _text(body.get("description", "")),
                        "headers": list(body.get("headers", ())),
                    }
                    for status, body in operation["responses"].items()
                ],
            }


def _text(description: str) -> SafeString:
    """Return a description of the document, in which backticks stand round code, as HTML."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(description)))  # noqa: S308 - it is escaped


def _first(content: dict[str, Any]) -> dict[str, Any]:
    return next(iter(content.values()), {})


def _schema(name: str, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "description": _text(body.get("description", "")),
        "enum": body.get("enum", ()),
        "fields": [
            {"name": field, "type": _type(spec), "description": _text(spec.get("description", ""))}
            for field, spec in body.get("properties", {}).items()
        ],
    }


def _type(spec: dict[str, Any]) -> str:
    if "$ref" in spec:
        return str(spec["$ref"].rsplit("/", 1)[-1])
    for key in ("anyOf", "oneOf"):
        if key in spec:
            return " or ".join(_type(option) for option in spec[key])
    if "const" in spec:
        return f"“{spec['const']}”"
    if spec.get("type") == "array":
        return f"list of {_type(spec.get('items', {}))}"
    if "enum" in spec:
        return " or ".join(f"“{value}”" for value in spec["enum"])
    if "minimum" in spec and "maximum" in spec:
        return f"{spec['type']}, {spec['minimum']} to {spec['maximum']}"
    return str(spec.get("format") or spec.get("type") or "")

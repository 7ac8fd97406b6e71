"""Every kind of problem at an address of its own, for people and programs: what it means, what to do, an example."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from research.api import answers, params
from research.api.examples import example
from research.api.problems import KINDS, ApiProblem, type_of
from research.representations.schema_v1 import ProblemDetail, ProblemKind, ProblemKindList

HTML, JSON = "text/html", "application/json"


def problems(request: HttpRequest) -> HttpResponse:
    """Answer with every kind of problem. Raises ``ApiProblem``."""
    params.refuse_unknown(request, set())
    kinds = [_kind(code) for code in KINDS]
    return _answer(request, "problems", {"kinds": kinds}, ProblemKindList(items=kinds))


def problem(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with one kind of problem. Raises ``ApiProblem``."""
    params.refuse_unknown(request, set())
    if code not in KINDS:
        raise ApiProblem("address-not-found", "There is no problem with this code. See “problems/” for all of them.")
    kind = _kind(code)
    shown = json.dumps(example(f"problem-{code}"), indent=2, ensure_ascii=False) if kind.example else ""
    return _answer(request, "problem", {"kind": kind, "shown": shown}, kind)


def _kind(code: str) -> ProblemKind:
    kind, shown = KINDS[code], example(f"problem-{code}")
    return ProblemKind(
        code=code,
        type=type_of(code),
        status=kind.status,
        title=kind.title,
        meaning=kind.meaning,
        what_to_do=kind.what_to_do,
        example=ProblemDetail.model_validate(shown) if shown else None,
    )


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], body: ProblemKind | ProblemKindList
) -> HttpResponse:
    if request.get_preferred_type([JSON, HTML]) == HTML:
        page = render_to_string(f"research/api/{template}.html", context, request)
        found = HttpResponse(page, content_type=f"{HTML}; charset=utf-8")
        found["ETag"] = answers.tag_of(found.content)
        found["Cache-Control"] = answers.cache_control()
    else:
        data = body.model_dump_json().encode()
        found = answers.json_answer(data, answers.tag_of(data))
    found["Content-Language"] = "en"
    patch_vary_headers(found, ["Accept"])
    return answers.conditional(request, found)

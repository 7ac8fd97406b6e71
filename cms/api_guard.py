"""Refuse queries that Wagtail's own APIs hand to the database unread, and fail on with a 500.

For API v2 and v3 only; the research API reads its parameters itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

PREFIXES = ("/api/v2/", "/api/v3/")
#: A larger number fits into no column.
MOST_DIGITS = 18
_WORD = re.compile(r"\w")


class ApiGuardMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PREFIXES) and (refusal := _refusal(request)):
            return _answer(request, refusal)
        return self.get_response(request)


def _refusal(request: HttpRequest) -> str:
    """Return what is wrong with the query, in a sentence; "" where Wagtail can read it."""
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    for name, value in pairs:
        if "\x00" in value or "\x00" in name:
            return "The query holds a NUL character. Leave it out."
        if name in ("offset", "limit") and len(value.strip()) > MOST_DIGITS:
            return f"“{name}” is too large. Use a number of {MOST_DIGITS} digits at most."
        if name == "search" and value and not _WORD.search(value):
            return "“search” holds no letter and no digit. Say a word to look for."
    return ""


def _answer(request: HttpRequest, refusal: str) -> HttpResponse:
    if request.path.startswith("/api/v2/"):
        return JsonResponse({"message": refusal}, status=400)
    problem = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": refusal}
    return JsonResponse(problem, status=400, content_type="application/problem+json")

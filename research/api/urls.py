"""What a site mounts: the operations, their document, a page that explains them, and problems for the rest.

path("api/research/v1/", include("research.api.urls"))
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from research.api.docs import docs
from research.api.problems import ApiProblem, response
from research.api.served import NAMESPACE
from research.api.service import api

WITHOUT_SLASH = re.compile(r"updates(/[^/]+)?|docs")


def _with_problems(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a method that an address does not have with problem details, as everything else."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.method
        if asked == "HEAD":
            # Every GET can be asked for its headers alone; the server leaves out the body.
            request.method = "GET"
        answer = view(request, *args, **kwargs)
        request.method = asked
        if answer.status_code == 404:
            _keep_here(request)
        if answer.status_code == 405:
            allowed = answer.headers.get("Allow", "GET")
            problem = response(ApiProblem("method-not-allowed", f"This address only has: {allowed}."))
            problem["Allow"] = allowed
            return problem
        return answer

    return wrapped


def _keep_here(request: HttpRequest) -> None:
    """Keep a 404 as it is: LocaleMiddleware would redirect it to ``/en/api/…`` in a site with i18n_patterns."""
    request.urlconf = "research.api.urls"


@csrf_exempt
def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    if rest and not rest.endswith("/") and WITHOUT_SLASH.fullmatch(rest):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{request.path}/{'?' + query if query else ''}")
    _keep_here(request)
    return response(ApiProblem("address-not-found", "There is nothing at this address. See “docs”."))


def _wrapped(pattern: URLPattern) -> URLPattern:
    return URLPattern(pattern.pattern, _with_problems(pattern.callback), pattern.default_args, pattern.name)


_patterns, _app_name, _namespace = api.urls
urlpatterns = [
    path(
        "",
        include(
            (
                [
                    *[_wrapped(p) for p in _patterns if isinstance(p, URLPattern)],
                    path("docs/", docs, name="docs"),
                    re_path(r"^(?P<rest>.*)$", not_found),
                ],
                "ninja",
            ),
            namespace=NAMESPACE,
        ),
    )
]

"""What a site mounts: the operations, their document, a page that explains them, and problems for the rest.

path("api/research/v1/", include("research.api.urls"))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import Operation

from research.api import service_feedback, service_feeds, service_renderings, service_words  # noqa: F401 - they add their operations
from research.api.around import NAMESPACE
from research.api.caller import CHALLENGES, PREVIEW, READ, refusal, require_scope
from research.api.docs import docs
from research.api.preview import private
from research.api.problems import ApiProblem, response
from research.api.service import api

WITHOUT_SLASH = re.compile(
    r"(updates|problems|vocabularies)(/[^/]+)?|updates/[^/]+/(renderings(/[^/]+)?|feedback)|changes|search|glossary|locales|docs"
)


def _answering(operations: Sequence[Operation]) -> Callable[..., HttpResponse]:
    """Return a view that calls the operation for a method, and answers what goes wrong with problem details."""
    by_method = {method: operation.view_func for operation in operations for method in operation.methods}
    allowed = ", ".join(sorted({*by_method, *(["HEAD"] if "GET" in by_method else [])}))

    @csrf_exempt
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        # Every GET can be asked for its headers alone; the server leaves out the body.
        operation = by_method.get("GET" if request.method == "HEAD" else request.method or "")
        try:
            if operation is None:
                raise ApiProblem("method-not-allowed", f"This address only has: {allowed}.")
            require_scope(request, PREVIEW if "preview" in request.GET else READ)
            answer: HttpResponse = operation(request, **kwargs)
        except ApiProblem as problem:
            answer = refusal(problem) if problem.code in CHALLENGES else response(problem)
            if operation is None:
                answer["Allow"] = allowed
            if answer.status_code == 404:
                _keep_here(request)
        return private(answer) if "preview" in request.GET else answer

    return view


def _keep_here(request: HttpRequest) -> None:
    """Keep a 404 as it is: LocaleMiddleware would redirect it to ``/en/api/…`` in a site with i18n_patterns."""
    request.urlconf = "research.api.urls"


@csrf_exempt
def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    if rest and not rest.endswith("/") and WITHOUT_SLASH.fullmatch(rest):
        query = request.META.get("QUERY_STRING", "")
        moved = HttpResponsePermanentRedirect(f"{request.path}/{'?' + query if query else ''}")
        # The token of a preview is in the address.
        return private(moved) if "preview" in request.GET else moved
    _keep_here(request)
    return response(ApiProblem("address-not-found", "There is nothing at this address. See “docs”."))


def _operations() -> Iterator[URLPattern]:
    for route, view in api.default_router.path_operations.items():
        names = {operation.url_name for operation in view.operations}
        route = route.lstrip("/").replace("{", "<str:").replace("}", ">")
        yield path(route, _answering(view.operations), name=names.pop())


_documents = [p for p in api.urls[0] if isinstance(p, URLPattern) and p.name == "openapi-json"]
app_name = NAMESPACE
urlpatterns = [
    *_operations(),
    *_documents,
    path("docs/", docs, name="docs"),
    re_path(r"^(?P<rest>.*)$", not_found),
]

"""The API itself: its operations and its OpenAPI document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError as NinjaValidationError
from ninja.openapi.schema import OpenAPISchema

from research import __version__
from research.api import params, served
from research.api.problems import CONTENT_TYPE, KINDS, ApiProblem, answer
from research.domain.codes import Certainty, EvidenceState, PopulationKind
from research.representations.schema_v1 import ProblemDetail, ServedUpdateV1, UpdateList

#: Says that a parameter comes from the query; untyped upstream.
QueryParam: Any = Query

DESCRIPTION = """
Plain-language updates on medical research, one address per update, one representation per locale.

Three promises hold in every answer: a finding comes with its caveats; every text says which language it
is in and where it comes from; a translation says the same numbers as its source.
Unknown parameters are refused. Problems are `application/problem+json` (RFC 9457).
"""


class ResearchAPI(NinjaAPI):
    """A ``NinjaAPI`` whose document names the media type of problems and the codes that they can have."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in response.get("content", {}):
                        response["content"][CONTENT_TYPE] = response["content"].pop("application/json")
        schema["components"]["schemas"]["ProblemDetail"]["properties"]["code"]["enum"] = sorted(KINDS)
        return schema


api = ResearchAPI(
    title="Research Updates",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace=served.NAMESPACE,
    docs_url=None,
    openapi_url="/openapi.json",
)
api.exception_handler(ApiProblem)(answer)


@api.exception_handler(NinjaValidationError)
def refuse_invalid(request: HttpRequest, invalid: NinjaValidationError) -> HttpResponse:
    """Say in our words what django-ninja found out about the query before our own reader of it did."""
    try:
        params.list_params(request)
    except ApiProblem as problem:
        return answer(request, problem)
    name = str(invalid.errors[0]["loc"][-1]) if invalid.errors else ""
    return answer(request, ApiProblem("invalid-parameter", f"“{name}” does not have a value that is possible here."))


PROBLEMS: dict[int, Any] = {404: ProblemDetail, 422: ProblemDetail}


@api.get(
    "/updates/",
    response={200: UpdateList, 422: ProblemDetail},
    url_name="updates",
    operation_id="listUpdates",
    summary="List updates",
    tags=["Updates"],
)
def list_updates(
    request: HttpRequest,
    locale: str | None = QueryParam(None, description="Only updates in this locale (BCP 47), such as `es`."),
    topic: list[str] = QueryParam([], description="Code of a topic. Give it again for any of several."),
    condition: list[str] = QueryParam([], description="Code of a condition."),
    population: list[PopulationKind] = QueryParam([], description="Where a finding was made."),
    certainty: list[Certainty] = QueryParam([], description="Certainty of a finding."),
    evidence: list[EvidenceState] = QueryParam([], description="What became of the evidence since."),
    limit: int = QueryParam(params.DEFAULT_ITEMS, ge=1, le=params.MOST_ITEMS, description="How many at most."),
    cursor: str | None = QueryParam(None, description="From `next` of the page before."),
) -> HttpResponse:
    """Updates that anybody may read, the latest published first."""
    return served.as_response(request, served.listing(request, params.list_params(request)))


@api.get(
    "/updates/{translation_key}/",
    response={200: ServedUpdateV1, **PROBLEMS},
    url_name="update",
    operation_id="getUpdate",
    summary="Read one update",
    tags=["Updates"],
)
def get_update(
    request: HttpRequest,
    translation_key: str,
    locale: str | None = QueryParam(None, description="Locale (BCP 47). Without it: that of the source page."),
) -> HttpResponse:
    """One update in one locale. A locale that is not available is refused, never replaced in silence."""
    params.refuse_unknown(request, {"locale"})
    return served.as_response(request, served.detail(request, params.key(translation_key), params.locale(request)))

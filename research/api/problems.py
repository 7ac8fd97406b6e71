"""What is answered when a request cannot be: RFC 9457 problem details with a closed list of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from research.representations.schema_v1 import ProblemDetail, ProblemError, Withdrawal

CONTENT_TYPE = "application/problem+json"
#: Relative, so that the catalogue is where the API is.
TYPE = "urn:research-updates:problem:%s"


@dataclass(frozen=True, slots=True)
class Kind:
    status: int
    title: str


#: Every code that this API can answer with. A code once published keeps its meaning.
KINDS: Mapping[str, Kind] = {
    "unknown-parameter": Kind(422, "Unknown query parameter"),
    "invalid-parameter": Kind(422, "Invalid query parameter"),
    "repeated-parameter": Kind(422, "Query parameter given twice"),
    "invalid-cursor": Kind(422, "Invalid cursor"),
    "invalid-key": Kind(422, "Invalid translation key"),
    "invalid-body": Kind(422, "Invalid body"),
    "update-not-found": Kind(404, "Update not found"),
    "locale-not-available": Kind(404, "Update not available in this locale"),
    "update-withdrawn": Kind(410, "Update taken back"),
    "update-gone": Kind(410, "Update deleted"),
    "update-redirected": Kind(410, "Update replaced"),
    "address-not-found": Kind(404, "Address not found"),
    "method-not-allowed": Kind(405, "Method not allowed"),
}


class ApiProblem(Exception):
    """Raised anywhere in the API and answered as problem details."""

    def __init__(
        self,
        code: str,
        detail: str,
        errors: Sequence[ProblemError] = (),
        available_locales: Sequence[str] = (),
        withdrawal: Withdrawal | None = None,
    ) -> None:
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.available_locales = list(available_locales)
        self.withdrawal = withdrawal
        super().__init__(detail)


def response(problem: ApiProblem) -> HttpResponse:
    kind = KINDS[problem.code]
    body = ProblemDetail(
        type=TYPE % problem.code,
        title=kind.title,
        status=kind.status,
        detail=problem.detail,
        code=problem.code,
        errors=problem.errors,
        available_locales=problem.available_locales,
        withdrawal=problem.withdrawal,
    )
    answer = HttpResponse(body.model_dump_json(), status=kind.status, content_type=CONTENT_TYPE)
    answer["Content-Language"] = "en"
    # A refusal is not kept: what is missing now may be published in a moment.
    answer["Cache-Control"] = "no-cache"
    return answer


def answer(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    """The shape that django-ninja asks of an exception handler."""
    return response(problem)

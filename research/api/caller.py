"""Who asks, where somebody says so by a key: put into the request by whatever reads keys, before an operation runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from research.api.problems import ApiProblem, response
from research.representations.schema_v1 import ProblemError

READ, PREVIEW = "read", "preview"
#: As ``preview`` in an address: the draft is opened by the key of the request.
BY_KEY = "key"
_PLACE = "_research_caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """``key`` is the beginning of a key, ``limit`` a number of requests a minute where it has its own."""

    key: str
    scopes: frozenset[str]
    limit: int | None = None
    expires_at: datetime | None = None


def caller(request: HttpRequest) -> Caller | None:
    """Return who asks; ``None`` for anybody."""
    found: Caller | None = request.__dict__.get(_PLACE)
    return found


def note_caller(request: HttpRequest, found: Caller) -> None:
    request.__dict__[_PLACE] = found


def require_scope(request: HttpRequest, scope: str) -> None:
    """Raise ``scope-missing`` where a key asks for what it was not made for. Anybody without a key may go on."""
    found = caller(request)
    if found is not None and scope not in found.scopes:
        raise ApiProblem(
            "scope-missing",
            f"This needs a key with the scope “{scope}”, and yours does not have it.",
            [ProblemError(code="scope-missing", loc=["header", "Authorization"])],
        )


def refusal(problem: ApiProblem) -> HttpResponse:
    """Answer a problem with a key: nobody keeps it, and it says what kind of key is asked for (RFC 6750)."""
    answer = response(problem)
    answer["Cache-Control"] = "private, no-store"
    answer["WWW-Authenticate"] = CHALLENGES[problem.code]
    return answer


CHALLENGES = {
    "api-key-required": 'Bearer realm="research"',
    "api-key-refused": 'Bearer realm="research", error="invalid_token"',
    "scope-missing": 'Bearer realm="research", error="insufficient_scope"',
}

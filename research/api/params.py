"""Query parameters, strictly: what is not known is refused, so that a misspelt filter never shows everything."""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.http import HttpRequest

from research.api.problems import ApiProblem
from research.domain.codes import Certainty, EvidenceState, PopulationKind
from research.domain.locales import is_language_tag
from research.representations.schema_v1 import ProblemError

MOST_ITEMS = 100
DEFAULT_ITEMS = 20
LONGEST_VALUE = 150
MOST_VALUES = 50
#: Names that other APIs use for ours.
ALIASES = {"lang": "locale", "language": "locale", "page": "cursor", "offset": "cursor", "page_size": "limit"}


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after the last item seen: its time of publication and its page."""

    published_at: datetime
    page: int

    def encode(self) -> str:
        raw = f"{self.published_at.isoformat()}|{self.page}"
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class ListParams:
    locale: str | None
    facets: dict[str, list[str]]
    limit: int
    cursor: Cursor | None


def refuse_unknown(request: HttpRequest, known: Collection[str], repeatable: Collection[str] = ()) -> None:
    """Raise a problem for the first parameter that the endpoint does not have, or that may not be repeated."""
    for name in request.GET:
        if name not in known:
            hint = f" Use “{ALIASES[name]}”." if ALIASES.get(name) in known else f" Use: {', '.join(sorted(known))}."
            raise _problem("unknown-parameter", name, f"“{name[:80]}” is not a parameter of this endpoint.{hint}")
        if name not in repeatable and len(request.GET.getlist(name)) > 1:
            raise _problem("repeated-parameter", name, f"“{name}” can be given once only.")


def refused(name: str, detail: str) -> ApiProblem:
    """Return the problem of a value that the parameter ``name`` cannot have on this site."""
    return _problem("invalid-parameter", name, detail)


def _problem(code: str, name: str, detail: str) -> ApiProblem:
    return ApiProblem(code, detail, [ProblemError(code=code, loc=["query", name[:80]], detail=detail)])


def locale(request: HttpRequest) -> str | None:
    value = request.GET.get("locale")
    if value is None:
        return None
    if not is_language_tag(value):
        raise _problem("invalid-parameter", "locale", "“locale” is not a language tag. One looks like this: es, pt-BR.")
    return value


def key(value: str) -> uuid.UUID:
    try:
        found = uuid.UUID(value)
        if str(found) != value.lower():
            # One address per update: braces, “urn:uuid:” and missing hyphens would make others.
            raise ValueError
        return found
    except ValueError:
        raise ApiProblem(
            "invalid-key",
            "A translation key is a UUID, such as 6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a10.",
            [ProblemError(code="invalid-key", loc=["path", "translation_key"])],
        ) from None


def list_params(request: HttpRequest) -> ListParams:
    """Read the parameters of the list of updates. Raises ``ApiProblem``."""
    facet_names = ("topic", "population", "certainty", "evidence", "condition")
    refuse_unknown(request, {"locale", "limit", "cursor", *facet_names}, repeatable=facet_names)
    closed: dict[str, type[StrEnum]] = {
        "population": PopulationKind,
        "certainty": Certainty,
        "evidence": EvidenceState,
    }
    facets: dict[str, list[str]] = {}
    for name in facet_names:
        values = request.GET.getlist(name)
        if len(values) > MOST_VALUES:
            raise _problem("invalid-parameter", name, f"“{name}” can be given {MOST_VALUES} times at most.")
        for value in values:
            if name in closed and value not in {str(member) for member in closed[name]}:
                allowed = ", ".join(member.value for member in closed[name])
                raise _problem("invalid-parameter", name, f"“{name}” is one of: {allowed}.")
            if not value or len(value) > LONGEST_VALUE or "\x00" in value:
                raise _problem("invalid-parameter", name, f"“{name}” is a code of 1 to {LONGEST_VALUE} characters.")
        if values:
            facets[name] = values
    return ListParams(locale=locale(request), facets=facets, limit=_limit(request), cursor=_cursor(request))


def _limit(request: HttpRequest) -> int:
    value = request.GET.get("limit", str(DEFAULT_ITEMS))
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= MOST_ITEMS):
        raise _problem("invalid-parameter", "limit", f"“limit” is a whole number from 1 to {MOST_ITEMS}.")
    return int(value)


def _cursor(request: HttpRequest) -> Cursor | None:
    value = request.GET.get("cursor")
    if value is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4)).decode()
        at, _, page = raw.partition("|")
        published_at = datetime.fromisoformat(at)
        if published_at.tzinfo is None or not 0 <= int(page) < 2**63:
            raise ValueError
        # Here rather than in the database, which would fail at the ends of the calendar.
        found = Cursor(published_at.astimezone(UTC), int(page))
        if found.encode() != value:
            raise ValueError
    except (ValueError, binascii.Error, OverflowError):
        raise _problem("invalid-cursor", "cursor", "Take the cursor from “next” of the page before.") from None
    return found

"""Query parameters, strictly: what is not known is refused, so that a misspelt filter never shows everything."""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from wagtail.coreutils import get_content_languages

from research import conf
from research.api.problems import ApiProblem
from research.api.rows import ORDERS, RANGES, Shape
from research.domain.codes import Certainty, EvidenceState, Phase, PopulationKind, StudyDesign
from research.domain.easy_read import OptionalForm
from research.domain.locales import is_language_tag
from research.domain.negotiation import Choice, Preferred, Why, preferred
from research.representations.schema_v1 import ProblemError, ServedUpdateV1
from research.representations.schema_v1.update import ALWAYS

MOST_ITEMS = 100
DEFAULT_ITEMS = 20
LONGEST_VALUE = 150
MOST_VALUES = 50
MOST_LOCALES = 20
#: Names that other APIs use for ours.
ALIASES = {
    "lang": "locale",
    "language": "locale",
    "page": "cursor",
    "offset": "cursor",
    "page_size": "limit",
    "order": "sort",
    "ordering": "sort",
    "since": "changed_since",
}
#: Filters whose values are closed vocabularies.
CLOSED: Mapping[str, type[StrEnum]] = {
    "population": PopulationKind,
    "certainty": Certainty,
    "evidence": EvidenceState,
    "design": StudyDesign,
    "phase": Phase,
}
#: Filters whose values are fixed; all but one are vocabularies.
FIXED: Mapping[str, type[StrEnum]] = {**CLOSED, "form": OptionalForm}
#: Filters whose values are identifiers of a study; upper and lower case are the same.
IDENTIFIERS = ("doi", "nct", "pmid")
FACETS = ("topic", "condition", *FIXED, *IDENTIFIERS)
FIELDS = frozenset(ServedUpdateV1.model_fields)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after the last item seen: what the list is sorted by, its value there, and the page."""

    order: str
    value: datetime | date
    page: int

    def encode(self) -> str:
        raw = f"{self.order}|{self.value.isoformat()}|{self.page}"
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class DetailParams:
    """``locale`` is ``None`` where none was named, ``locales`` where several were not asked for."""

    locale: str | None = None
    locales: tuple[str, ...] | None = None
    fallback: bool = True
    fields: frozenset[str] | None = None
    preview: str | None = None


@dataclass(frozen=True, slots=True)
class ListParams:
    """``preferred`` is ``None`` where each locale of an update is an item; else each is listed in the best of these."""

    locale: str | None
    facets: dict[str, list[str]]
    limit: int
    cursor: Cursor | None
    order: str = "-published"
    ranges: dict[str, datetime | date] = field(default_factory=dict)
    fields: frozenset[str] | None = None
    total: bool = False
    preferred: tuple[Preferred, ...] | None = None

    @property
    def shape(self) -> Shape:
        return Shape(
            order=self.order,
            locale=self.locale is not None and self.preferred is None,
            facets=tuple((name, len(values)) for name, values in sorted(self.facets.items())),
            ranges=tuple(sorted(self.ranges)),
            after=self.cursor is not None,
            limit=self.limit,
            preferred=tuple(one.rank for one in self.preferred or ()),
        )

    @property
    def values(self) -> dict[str, Any]:
        """Return the values for the slots of the query."""
        found: dict[str, Any] = {"locale": (self.locale or "").lower(), **self.ranges}
        found.update({f"preferred:{n}": one.choice.locale for n, one in enumerate(self.preferred or ())})
        for name, values in self.facets.items():
            found.update({f"{name}:{position}": value for position, value in enumerate(values)})
        if self.cursor is not None:
            found.update(after=self.cursor.value, after_page=self.cursor.page)
        return found

    def choice(self, locale: str) -> Choice:
        """Return why an item is in ``locale``."""
        if self.preferred is not None:
            return next(one.choice for one in self.preferred if one.choice.locale == locale)
        return Choice(locale, Why.ASKED if self.locale else Why.EVERY)


def refuse_unknown(request: HttpRequest, known: Collection[str], repeatable: Collection[str] = ()) -> None:
    """Raise a problem for the first parameter that the endpoint does not have, or that may not be repeated."""
    for name in request.GET:
        if name not in known:
            hint = f" Use “{ALIASES[name]}”." if ALIASES.get(name) in known else f" Use: {', '.join(sorted(known))}."
            hint = hint if known else " It has none."
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
        raise refused("locale", "“locale” is not a language tag. One looks like this: es, pt-BR.")
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


def detail_params(request: HttpRequest) -> DetailParams:
    """Read the parameters of one update. Raises ``ApiProblem``."""
    if not request.GET:
        return DetailParams()
    if "preview" in request.GET:
        refuse_unknown(request, {"preview", "locale"})
        return DetailParams(locale=locale(request), preview=request.GET["preview"])
    refuse_unknown(request, {"locale", "locales", "fallback", "fields", "preview"})
    if "locale" in request.GET and "locales" in request.GET:
        raise refused("locales", "Give “locale” for one locale or “locales” for several, not both.")
    return DetailParams(
        locale=locale(request), locales=_locales(request), fallback=_fallback(request), fields=fields(request)
    )


def rendering_params(request: HttpRequest, *more: str) -> DetailParams:
    """Read the parameters of the forms of one update; ``more`` are those of one form. Raises ``ApiProblem``."""
    refuse_unknown(request, {"locale", "fallback", *more})
    return DetailParams(locale=locale(request), fallback=_fallback(request))


def number(request: HttpRequest, name: str, least: int, most: int, default: int) -> int:
    value = request.GET.get(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and least <= int(value) <= most):
        raise refused(name, f"“{name}” is a whole number from {least} to {most}.")
    return int(value)


def _locales(request: HttpRequest) -> tuple[str, ...] | None:
    value = request.GET.get("locales")
    if value is None or value == "*":
        return None if value is None else ("*",)
    asked = tuple(dict.fromkeys(part.strip() for part in value.split(",")))
    if len(asked) > MOST_LOCALES or not all(is_language_tag(tag) for tag in asked):
        raise refused("locales", f"“locales” is “*” or up to {MOST_LOCALES} language tags with commas: es,fr.")
    return asked


def _fallback(request: HttpRequest, default: str = "chain") -> bool:
    value = request.GET.get("fallback", default)
    if value not in ("chain", "none"):
        raise refused("fallback", "“fallback” is one of: chain, none.")
    return value == "chain"


def fields(request: HttpRequest) -> frozenset[str] | None:
    """Return the names of the fields that were asked for, with those that are always there."""
    value = request.GET.get("fields")
    if value is None:
        return None
    asked = {part.strip() for part in value.split(",")}
    if unknown := sorted(asked - FIELDS):
        known = ", ".join(sorted(FIELDS - set(ALWAYS)))
        raise refused("fields", f"An update has no field “{unknown[0][:80]}”. It has: {known}.")
    if "blocks" in asked:
        # Easy words stand in blocks; who tested them, or that nobody has, stands here.
        asked.add("easy_read")
    return frozenset(asked | set(ALWAYS))


def list_params(request: HttpRequest) -> ListParams:
    """Read the parameters of the list of updates. Raises ``ApiProblem``."""
    known = {"locale", "fallback", "limit", "cursor", "sort", "fields", "total", *FACETS, *RANGES}
    refuse_unknown(request, known, repeatable=FACETS)
    order = _order(request)
    wanted = locale(request)
    return ListParams(
        locale=wanted,
        facets=facets(request),
        limit=limit(request),
        cursor=_cursor(request, order),
        order=order,
        ranges=_ranges(request),
        fields=fields(request),
        total=flag(request, "total"),
        preferred=_preferred(request, wanted),
    )


def _preferred(request: HttpRequest, wanted: str | None) -> tuple[Preferred, ...] | None:
    if not _fallback(request, default="none"):
        return None
    if wanted is None:
        raise refused("fallback", "Give “locale” with “fallback=chain”: other languages stand in for that one.")
    return preferred(wanted, list(get_content_languages()), chain=conf.setting("FALLBACKS"))


def facets(request: HttpRequest) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in FACETS:
        values = request.GET.getlist(name)
        if len(values) > MOST_VALUES:
            raise refused(name, f"“{name}” can be given {MOST_VALUES} times at most.")
        for value in values:
            if name in FIXED and value not in {str(member) for member in FIXED[name]}:
                allowed = ", ".join(member.value for member in FIXED[name])
                raise refused(name, f"“{name}” is one of: {allowed}.")
            if not value or len(value) > LONGEST_VALUE or "\x00" in value:
                raise refused(name, f"“{name}” is a code of 1 to {LONGEST_VALUE} characters.")
        if values:
            found[name] = [value.lower() for value in values] if name in IDENTIFIERS else values
    return found


def _order(request: HttpRequest) -> str:
    value = request.GET.get("sort", "-published")
    if value.removeprefix("-") not in ORDERS:
        raise refused("sort", f"“sort” is one of: {', '.join(f'{name}, -{name}' for name in ORDERS)}.")
    return value


def _ranges(request: HttpRequest) -> dict[str, datetime | date]:
    found: dict[str, datetime | date] = {}
    for name, comparison in RANGES.items():
        value = request.GET.get(name)
        if value is None:
            continue
        if comparison.startswith("review_due"):
            found[name] = _day(name, value)
        else:
            found[name] = _time(name, value)
    return found


def _day(name: str, value: str) -> date:
    try:
        if len(value) != len("2026-01-31"):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise refused(name, f"“{name}” is a day, such as 2026-01-31.") from None


def _time(name: str, value: str) -> datetime:
    """Read a time with its offset, or a day, which begins in UTC."""
    try:
        # A plus sign that was not escaped arrives as a space.
        at = datetime.fromisoformat(value.replace(" ", "+"))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None and len(value) == len("2026-01-31") else at
        if at.tzinfo is None:
            raise ValueError
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise refused(name, f"“{name}” is a day or a time with its offset: 2026-01-31, 2026-01-31T09:00:00Z.") from None


def cursor_problem(detail: str) -> ApiProblem:
    return _problem("invalid-cursor", "cursor", detail)


def flag(request: HttpRequest, name: str) -> bool:
    value = request.GET.get(name, "false")
    if value not in ("true", "false"):
        raise refused(name, f"“{name}” is one of: true, false.")
    return value == "true"


def limit(request: HttpRequest, most: int = MOST_ITEMS, default: int = DEFAULT_ITEMS) -> int:
    return number(request, "limit", 1, most, default)


def _cursor(request: HttpRequest, order: str) -> Cursor | None:
    value = request.GET.get("cursor")
    if value is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4)).decode()
        sorted_by, at, page = raw.split("|")
        if sorted_by != order or not 0 <= int(page) < 2**63:
            raise ValueError
        place: datetime | date
        if order.removeprefix("-") == "review_due":
            place = date.fromisoformat(at)
        else:
            place = datetime.fromisoformat(at)
            if place.tzinfo is None:
                raise ValueError
            # Here rather than in the database, which would fail at the ends of the calendar.
            place = place.astimezone(UTC)
        found = Cursor(order, place, int(page))
        if found.encode() != value:
            raise ValueError
    except (ValueError, binascii.Error, OverflowError):
        raise _problem(
            "invalid-cursor", "cursor", "Take the cursor from “next” of the page before, and keep “sort” as it was."
        ) from None
    return found

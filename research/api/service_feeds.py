"""Operations on feeds. Their filters are those of the list of updates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from research.api import feeds, params
from research.api.filters import QueryParam, filtered
from research.api.service import REFUSED, PathParam, api
from research.representations.schema_v1 import JsonFeed, ProblemDetail

LOCALE = "Code of a locale, as `locales/` lists them."


@api.get(
    "/feeds/{locale}.atom",
    response={200: str, 404: ProblemDetail, **REFUSED},
    url_name="atom-feed",
    operation_id="getAtomFeed",
    summary="Subscribe to a locale (Atom)",
    tags=["Following"],
)
@filtered(after="locale")
def get_atom_feed(
    request: HttpRequest,
    locale: str = PathParam(..., description=LOCALE, examples=["es"]),
    limit: int = QueryParam(feeds.DEFAULT_ENTRIES, ge=1, le=params.MOST_ITEMS, description="How many at most."),
) -> HttpResponse:
    """What changed last in a locale, as Atom (RFC 4287). What was taken back is an `at:deleted-entry` (RFC 6721)."""
    return feeds.as_atom(request, locale)


@api.get(
    "/feeds/{locale}.json",
    response={200: JsonFeed, 404: ProblemDetail, **REFUSED},
    by_alias=True,
    url_name="json-feed",
    operation_id="getJsonFeed",
    summary="Subscribe to a locale (JSON Feed)",
    tags=["Following"],
)
@filtered(after="locale")
def get_json_feed(
    request: HttpRequest,
    locale: str = PathParam(..., description=LOCALE, examples=["es"]),
    limit: int = QueryParam(feeds.DEFAULT_ENTRIES, ge=1, le=params.MOST_ITEMS, description="How many at most."),
) -> HttpResponse:
    """What changed last in a locale, as JSON Feed 1.1: notices and key messages, never a finding."""
    return feeds.as_json(request, locale)

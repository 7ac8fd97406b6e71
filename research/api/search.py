"""Full-text search: what is asked for, the one query that answers it, and the hits with their snippets."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db import connections, models
from django.db.models import Count, F, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse

from research.api import answers, params
from research.api.around import address, base, encoded, page_address
from research.api.params import FACETS, ListParams
from research.api.rows import HOST, PORT, Row, before, columns, database, located, place, visible
from research.api.served import refuse_unknown_values
from research.models.prepared import Parts, Prepared, Written
from research.search import hits
from research.search.hits import After
from research.search.index import languages
from research.search.query import SCORES, NoQuery, Word, words
from research.search.snippets import snippets

#: Beyond this nobody needs to know how many there are.
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class SearchParams:
    words: list[Word]
    locale: str | None
    facets: dict[str, list[str]]
    limit: int
    after: After | None
    total: bool


class Hit(NamedTuple):
    """An entry that was found: its representation, its place in the order, and what it shows."""

    row: Row
    score: int
    key: int
    shown: str
    stems: str
    passages: str
    findings: str


def search_params(request: HttpRequest) -> SearchParams:
    """Read the parameters of the search. Raises ``ApiProblem``."""
    params.refuse_unknown(request, {"q", "locale", "limit", "cursor", "total", *FACETS}, repeatable=FACETS)
    if "q" not in request.GET:
        raise params.refused("q", "“q” is missing: say what to search for.")
    try:
        found = words(request.GET["q"], languages())
    except NoQuery as why:
        raise params.refused("q", str(why)) from None
    return SearchParams(
        words=found,
        locale=params.locale(request),
        facets=params.facets(request),
        limit=params.limit(request),
        after=_after(request),
        total=params.flag(request, "total"),
    )


def _after(request: HttpRequest) -> After | None:
    value = request.GET.get("cursor")
    if value is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4)).decode()
        score, key = (int(part) for part in raw.split("."))
        found = After(score, key)
        if score not in SCORES or not 0 <= key < hits.END or _cursor(found) != value:
            raise ValueError
    except (ValueError, binascii.Error):
        raise params.cursor_problem("Take the cursor from “next” of the page before.") from None
    return found


def _cursor(after: After) -> str:
    return base64.urlsafe_b64encode(f"{after.score}.{after.key}".encode()).decode().rstrip("=")


def search(request: HttpRequest, asked: SearchParams) -> HttpResponse:
    """Answer with a page of hits and the address of the next page. One query, two with the total."""
    found = _hits(request, asked)
    if not found:
        refuse_unknown_values(ListParams(asked.locale, asked.facets, asked.limit, cursor=None))
    shown = found[: asked.limit]
    tail: dict[str, Any] = {"next": None, "total": _total(request, asked) if asked.total else None}
    if len(found) > asked.limit:
        query = request.GET.copy()
        query["cursor"] = _cursor(After(shown[-1].score, shown[-1].key))
        tail["next"] = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    start = base(request)
    items = [_item(request, start, hit, asked.words) for hit in shown]
    data = b'{"items":[' + b",".join(items) + b"]," + encoded(tail)[1:]
    answer = answers.list_answer(data, [hit.row.language for hit in shown], [hit.row.key for hit in shown])
    return answers.conditional(request, answer)


def _item(request: HttpRequest, start: str, hit: Hit, found: Sequence[Word]) -> bytes:
    published_at = cast("datetime", hit.row.published_at)  # it is among the columns that are asked for
    added = encoded(
        {
            "url": address(start, hit.row),
            "html_url": page_address(request, hit.row),
            "published_at": published_at.isoformat().replace("+00:00", "Z"),
            "score": hit.score,
        }
    )
    passages = ",".join(snippets(found, hit.stems, hit.passages, hit.findings, languages()))
    return b'%b,%b,"snippets":[%b]}' % (hit.shown[:-1].encode(), added[1:-1], passages.encode())


def _hits(request: HttpRequest, asked: SearchParams) -> list[Hit]:
    """Return one hit more than is shown, if there are more, the best first."""
    rows = _query().rows(database(), _values(request, asked, asked.after, asked.limit + 1))
    width = len(Row._fields)
    found = [Hit(Row(*row[:width]), *row[width:]) for row in rows]
    return sorted(found, key=lambda hit: (hit.score, hit.key), reverse=True)


def _total(request: HttpRequest, asked: SearchParams) -> int:
    rows = _count().rows(database(), _values(request, asked, None, MOST_COUNTED))
    return int(rows[0][0]) if rows else 0


def _values(request: HttpRequest, asked: SearchParams, after: After | None, limit: int) -> dict[str, Any]:
    wanted = hits.filters(asked.locale, asked.facets)
    vendor = connections[database()].vendor
    return {**place(request), **hits.values(vendor, asked.words, wanted, after, limit)}


def _found_rows() -> Any:
    """Return the rows of what was found; who may see them was decided where it was found."""
    is_hit = RawSQL(  # noqa: S611 - made of constants
        f"{hits.ENTRIES}.key IN (SELECT key FROM hits)",  # noqa: S608 - made of names of tables and columns alone
        [],
        output_field=models.BooleanField(),
    )
    return located().filter(search_entry__isnull=False).filter(is_hit)


def _hits_of(using: str) -> tuple[str, Sequence[Any]]:
    # Made of names of tables and columns alone.
    page = RawSQL(hits.PAGE, [], output_field=models.BigIntegerField())  # noqa: S611
    # What the index says of an update is shown, so that it must be of the very bytes that are served now: an entry that
    # lags behind could lack the notice of a retraction.
    current = visible().filter(page_id=page, search_entry__etag=F("etag"))
    seen: QuerySet[Any] = current.order_by().values("page_id")
    sql, parameters = seen.query.get_compiler(using).as_sql()
    return hits.statement(connections[using].vendor, sql, parameters)


@lru_cache(maxsize=1)
def _query() -> Prepared:
    def build() -> Parts:
        score = RawSQL(  # noqa: S611 - made of names of tables and columns alone
            # Made of names of tables and columns alone.
            f"(SELECT score FROM hits WHERE hits.key = {hits.ENTRIES}.key)",  # noqa: S608
            [],
            output_field=models.IntegerField(),
        )
        nothing = Value(None, output_field=models.TextField())
        rows = _found_rows().annotate(score=score)
        more = ("key", "shown", "stems", "passages", "findings")
        of_entry = [f"search_entry__{name}" for name in more]
        rows = columns(
            rows, nothing, Value(True, output_field=models.BooleanField()), "score", *of_entry, dates={"published_at"}
        )
        return [*before(), ("hits", Written(_hits_of))], rows

    return Prepared(build, [HOST, PORT])


@lru_cache(maxsize=1)
def _count() -> Prepared:
    def build() -> Parts:
        counted = _found_rows().order_by().annotate(one=Value(1)).values("one")
        rows = counted.annotate(number=Count("*")).values_list("number")
        return [*before(), ("hits", Written(_hits_of))], rows

    return Prepared(build, [HOST, PORT])

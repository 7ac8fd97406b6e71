"""What a page for people finds: the keys of the best matches among rows that a queryset names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connections, models
from django.db.models import F
from django.db.models.expressions import RawSQL

from research.models.prepared import Slot
from research.models.querysets import RepresentationQuerySet
from research.models.search_entry import PAGE_BITS
from research.search import hits
from research.search.query import Word

#: How many matches are looked at. Nobody reads further; a list that ends here says so.
MOST_FOUND = 1000


class Found(NamedTuple):
    """``pages`` are the best matches first. ``is_cut`` is true where there are more."""

    pages: list[int]
    is_cut: bool


def found(rows: RepresentationQuerySet, words: Sequence[Word], locale: str) -> Found:
    """Return the pages among ``rows``, which are in ``locale``, that hold every word, the best first.

    ``MOST_FOUND`` at most. One query. An entry that lags behind its representation is passed over: it could lack the
    notice of a retraction.
    """
    using = rows.db
    vendor = connections[using].vendor
    # Made of names of tables and columns alone.
    page = RawSQL(hits.PAGE, [], output_field=models.BigIntegerField())  # noqa: S611
    visible = rows.filter(page_id=page, search_entry__etag=F("etag")).order_by().values("page_id")
    sql, parameters = hits.statement(vendor, *visible.query.get_compiler(using).as_sql())
    given = hits.values(vendor, words, hits.filters(locale, {}), None, MOST_FOUND + 1)
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [_given(parameter, given) for parameter in parameters])
        matches: list[tuple[int, int]] = [(score, key) for key, score in cursor.fetchall()]
    pages = [key & (2**PAGE_BITS - 1) for _score, key in sorted(matches, reverse=True)]
    return Found(pages[:MOST_FOUND], len(pages) > MOST_FOUND)


def _given(parameter: Any, given: Mapping[str, Any]) -> Any:
    return given[parameter.name] if isinstance(parameter, Slot) else parameter

"""Keep the index as the representations are: a follower of the journal, and a look at everything for what it missed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from wagtail.coreutils import get_content_languages

from research.domain.locales import base_language
from research.models import Change, Facet, Follower, Representation, SearchEntry
from research.search.document import VERSION, document
from research.search.words import STEMMERS

#: What it is called among the followers of the journal.
NAME = "search"
#: How many representations are read and indexed at once.
CHUNK = 100


def languages() -> tuple[str, ...]:
    """Return the languages whose stems are stored and asked for: those of the site that have a stemmer."""
    return _with_stemmer(tuple(get_content_languages()))


@lru_cache(maxsize=16)
def _with_stemmer(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({base_language(code) for code in codes} & STEMMERS.keys()))


def made_by() -> str:
    """Return what decides on an entry beside its representation: the code, and the languages of the site."""
    return f"{VERSION}:{','.join(languages())}"[:200]


def follow(changes: Sequence[Change]) -> None:
    """Bring the entries of the updates that ``changes`` speak of up to date. Doing it twice changes nothing."""
    update({change.translation_key for change in changes})


def update(keys: Collection[uuid.UUID]) -> None:
    public = Representation.objects.unrestricted().filter(translation_key__in=keys)
    SearchEntry.objects.filter(representation__translation_key__in=keys).exclude(
        representation__in=public.values("pk")
    ).delete()
    _write(list(_stale(public).values_list("pk", flat=True)))


def mend() -> int:
    """Write every entry that is missing or differs from its representation. Returns how many there were.

    An entry whose representation is deleted goes with it. Bytes that came to be without a word in the journal, such
    as by a restored backup, and entries from before an upgrade or a new language are found here.
    """
    count = 0
    last = 0
    while chunk := list(
        _stale(Representation.objects.unrestricted())
        .filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", flat=True)[:CHUNK]
    ):
        with transaction.atomic():
            # The follower holds this row while it writes; one of the two waits for the other.
            Follower.objects.select_for_update().filter(pk=NAME).first()
            _write(chunk)
        count += len(chunk)
        last = chunk[-1]
    return count


def _stale(rows: Any) -> Any:
    same = Q(search_entry__etag=F("etag"), search_entry__made_by=made_by())
    return rows.filter(Q(search_entry=None) | ~same)


def _write(pages: Collection[int]) -> None:
    rows = Representation.objects.filter(pk__in=pages)
    facets: dict[int, list[tuple[str, str]]] = {}
    for page, name, value in Facet.objects.filter(representation__in=pages).values_list(
        "representation_id", "name", "value"
    ):
        facets.setdefault(page, []).append((name, value))
    SearchEntry.objects.filter(representation__in=pages).delete()
    # One by one: as arrays, which is how Django sends many rows to PostgreSQL, long texts are escaped for longer.
    SearchEntry.objects.bulk_create(_entries(rows, facets), batch_size=1)


def _entries(rows: Any, facets: dict[int, list[tuple[str, str]]]) -> Iterator[SearchEntry]:
    stemmed = languages()
    for row in rows.only("pk", "published_at", "etag", "body"):
        made = document(json.loads(row.body), row.published_at, row.pk, facets.get(row.pk, ()), stemmed)
        yield SearchEntry(
            key=made.key,
            representation=row,
            etag=row.etag,
            made_by=made_by(),
            tokens=made.tokens,
            shown=made.shown,
            stems=made.stems,
            passages=made.passages,
            findings=made.findings,
        )

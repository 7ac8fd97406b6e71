"""The updates of a list as one e-book."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from django.http import HttpRequest
from wagtail.models import Page

from research.models import COLLECTION, Representation
from research.reader.addresses import absolute, reachable, text_language
from research.reader.language import interface
from research.reader.listing import below, newest_first
from research.reader.update import named, parsed
from research.renderings.book import Book
from research.renderings.feeds.feed import entry_id
from research.renderings.form import Source
from research.renderings.links import Link, Surroundings
from research.renderings.made_from import code
from research.representations import schema_v1 as v1

#: How many updates a book has at most, the newest first.
MOST = 50


def collected(request: HttpRequest, page: Page) -> list[Representation]:
    """Return the updates of the list ``page`` that go into its book. One query."""
    return list(newest_first(below(request, page))[:MOST])


def book(request: HttpRequest, page: Page, rows: Sequence[Representation]) -> Book | None:
    """Return the book of ``rows``; ``None`` where none of them can be read. One query for the updates they name."""
    locale = str(page.locale.language_code)
    chapters = list(_chapters(request, rows, locale))
    if not chapters:
        return None
    return Book(
        identifier=entry_id(page.translation_key, locale),
        title=page.title,
        title_language=text_language(page),
        locale=locale,
        language=interface(locale),
        address=absolute(request, page),
        chapters=chapters,
    )


def tag_of(found: Book, rows: Sequence[Representation]) -> str:
    """Return what changes when the bytes do, so that a book that somebody has need not be bound again."""
    related = sorted(found.chapters[0].around.related.items())
    made_of = (code(), found.title, found.address, related, [(row.pk, row.etag, row.url_path) for row in rows])
    return f'"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]}"'


def address_of(request: HttpRequest, page: Page) -> str:
    return f"{absolute(request, page).rstrip('/')}/{COLLECTION}/"


def _chapters(request: HttpRequest, rows: Sequence[Representation], locale: str) -> Iterator[Source]:
    updates: list[tuple[Representation, v1.ResearchUpdateV1]] = [
        (row, update) for row in rows if (update := parsed(row.body, row.pk))
    ]
    keys = {key for _row, update in updates for key in named(update)}
    related = {
        key: Link(request.build_absolute_uri(link.url), link.title, link.language)
        for key, link in reachable(request, keys, locale).items()
    }
    for row, update in updates:
        yield Source(update, Surroundings(api="", forms="", page=absolute(request, row.page), related=related))

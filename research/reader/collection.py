"""The updates of a list, or of what a reader has narrowed it to, as one e-book."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from research.models import COLLECTION, Representation
from research.reader.addresses import absolute, reachable, text_language
from research.reader.asked import asked, vocabulary_terms
from research.reader.filters import chosen, having
from research.reader.language import interface
from research.reader.listing import below, newest_first
from research.reader.update import named, parsed
from research.renderings.book import Book
from research.renderings.feeds.feed import entry_id
from research.renderings.form import Source
from research.renderings.links import Link, Surroundings
from research.renderings.made_from import code
from research.renderings.outline import Line, Span
from research.representations import schema_v1 as v1
from research.search.found import found

#: How many updates a book has at most, the newest first.
MOST = 50


@dataclass(frozen=True, slots=True)
class Collected:
    """What goes into a book: ``narrowed`` says in words what the list is narrowed by, ``query`` in parameters."""

    rows: Sequence[Representation]
    narrowed: Line = ()
    query: str = ""


def collected(request: HttpRequest, page: Page) -> Collected | None:
    """Return the updates of the list ``page`` that go into its book; ``None`` where it cannot be narrowed like that.

    One query; three more for a list that is narrowed, and one for words.
    """
    rows = below(request, page)
    if not request.GET:
        return Collected(list(newest_first(rows)[:MOST]))
    locale = str(page.locale.language_code)
    known = vocabulary_terms(request.GET)
    wanted = asked(request.GET, known)
    if wanted.left_out or wanted.is_unclear:
        return None
    for name, values in wanted.facets.items():
        rows = rows.filter(pk__in=having(name, values))
    narrowed: list[Span] = []
    if wanted.words:
        narrowed.append(Span(f" – “{wanted.text}”", neutral=True))
        rows = rows.filter(pk__in=found(rows, wanted.words, locale).pages[:MOST])
    for one in chosen(wanted, known, locale):
        # A label that nobody has translated is in a language of its own.
        named = Span(f" – {one.title}: ", interface(locale))
        narrowed += [named, Span(one.label.text, one.label.language)]
    return Collected(list(newest_first(rows)[:MOST]), tuple(narrowed), wanted.query)


def book(request: HttpRequest, page: Page, made_of: Collected) -> Book | None:
    """Return the book; ``None`` where none of its updates can be read. One query for the updates they name."""
    locale = str(page.locale.language_code)
    chapters = list(_chapters(request, made_of.rows, locale))
    if not chapters:
        return None
    identifier, address = entry_id(page.translation_key, locale), absolute(request, page)
    if made_of.query:
        identifier = uuid.uuid5(uuid.UUID(identifier), made_of.query).urn
        address = f"{address}?{made_of.query}"
    return Book(
        identifier=identifier,
        title=(Span(page.title, text_language(page)), *made_of.narrowed),
        locale=locale,
        language=interface(locale),
        address=address,
        chapters=chapters,
    )


def tag_of(book: Book, rows: Sequence[Representation]) -> str:
    """Return what changes when the bytes do, so that a book that somebody has need not be bound again."""
    related = sorted(book.chapters[0].around.related.items())
    made_of = (code(), book.title, book.address, related, [(row.pk, row.etag, row.url_path) for row in rows])
    return f'"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]}"'


def address_of(request: HttpRequest, page: Page, query: str = "") -> str:
    return f"{absolute(request, page).rstrip('/')}/{COLLECTION}/{f'?{query}' if query else ''}"


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

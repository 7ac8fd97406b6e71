"""The updates below a page in its locale, newest first, and what other languages have where there are none.

A list can be narrowed by words and by filters; then it says so, how many are left, and how to be rid of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PaginatorPage
from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from research.domain.locales import Direction, direction, own_name
from research.models import Representation
from research.models.querysets import RepresentationQuerySet
from research.reader.addresses import PageLink, has_own_address, link
from research.reader.asked import Asked, asked, vocabulary_terms
from research.reader.filters import NAMES, Chosen, Filter, chosen, having, offered
from research.reader.found_in import FoundIn, found_in
from research.reader.update import parsed
from research.representations import schema_v1 as v1
from research.search.found import found
from research.search.query import Word

#: How many updates a page of a list shows.
PER_PAGE = 20
#: How many updates of another language an empty list offers.
OFFERED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One update in a list: with a finding only where words were found in it, and then with its caveats."""

    update: v1.ResearchUpdateV1
    url: str
    published_at: datetime
    found_in: FoundIn | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another locale has, with its language's own name: how many, and the newest few."""

    locale: str
    name: str
    direction: Direction
    count: int
    newest: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    entries: tuple[Entry, ...]
    page: PaginatorPage[Any]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """A list that a reader can narrow: what was asked for, what can be asked for, and what is left.

    ``address`` is absolute and without parameters. ``is_cut`` is true where more was found than is looked at; then
    the filters count what is looked at.
    """

    asked: Asked
    address: str
    filters: tuple[Filter, ...]
    chosen: tuple[Chosen, ...]
    left_out: tuple[str, ...]
    listing: Listing
    is_cut: bool

    @property
    def number(self) -> int:
        return self.listing.page.paginator.count

    @property
    def can_narrow(self) -> bool:
        """False where there is nothing to search in."""
        return bool(self.number or self.asked.is_narrowed)


def listing(request: HttpRequest, page: Page, per_page: int | None = None) -> Listing:
    """Return the updates below ``page`` that anybody may read in its locale.

    Two queries however many there are. Raises ``Http404`` for a number of a page that does not exist.
    """
    shown = _numbered(request, newest_first(below(request, page)), per_page)
    entries = _entries(request, shown.object_list)
    return Listing(entries=entries, page=shown, elsewhere=() if entries else _elsewhere(request, page))


def search(request: HttpRequest, page: Page, address: str, per_page: int | None = None) -> Search:
    """Return the updates below ``page`` that anybody may read in its locale and that the request asks for.

    Five queries however many there are; one more for words together with filters, and one for a word of the glossary.
    Raises ``Http404`` for a number of a page that does not exist.
    """
    locale = str(page.locale.language_code)
    known = vocabulary_terms(request.GET)
    wanted = asked(request.GET, known)
    rows = below(request, page)
    narrowed = rows
    for name, values in wanted.facets.items():
        narrowed = narrowed.filter(pk__in=having(name, values))
    is_cut = False
    if wanted.words:
        everywhere = found(rows, wanted.words, locale)
        best = found(narrowed, wanted.words, locale) if wanted.facets else everywhere
        is_cut = best.is_cut
        rows = rows.filter(pk__in=everywhere.pages)
        shown = _numbered(request, best.pages, per_page)
        entries = _found_entries(request, list(shown.object_list), wanted)
    else:
        shown = _numbered(request, newest_first(narrowed), per_page)
        entries = _entries(request, shown.object_list)
    is_empty = not entries and not wanted.is_narrowed
    return Search(
        asked=wanted,
        address=address,
        filters=offered(rows, wanted, known, locale),
        chosen=chosen(wanted, known, locale),
        left_out=tuple(str(NAMES[name]) for name in wanted.left_out),
        listing=Listing(entries=entries, page=shown, elsewhere=_elsewhere(request, page) if is_empty else ()),
        is_cut=is_cut,
    )


def _servable(request: HttpRequest) -> RepresentationQuerySet:
    return Representation.objects.servable(Site.find_for_request(request))


def below(request: HttpRequest, page: Page) -> RepresentationQuerySet:
    """Return what anybody may read below ``page`` in its locale."""
    return _servable(request).filter(locale=page.locale_id, page__path__startswith=page.path)


def newest_first(rows: RepresentationQuerySet) -> RepresentationQuerySet:
    return rows.select_related("locale", "page__locale").order_by("-published_at", "-pk")


def _numbered(request: HttpRequest, found_: Any, per_page: int | None) -> PaginatorPage[Any]:
    try:
        return Paginator(found_, per_page or PER_PAGE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404("There is no such page of the list.") from error


def _entries(request: HttpRequest, rows: Iterable[Representation], words: Sequence[Word] = ()) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            update=update,
            url=row.page.get_url(request) or "/",
            published_at=row.published_at,
            found_in=found_in(row, update, words) if words else None,
        )
        for row in rows
        if (update := parsed(row.body, row.pk))
    )


def _found_entries(request: HttpRequest, keys: Sequence[int], wanted: Asked) -> tuple[Entry, ...]:
    """Return the entries of these pages, in this order. Who may see them is asked again: they were found before."""
    rows = _servable(request).filter(pk__in=keys).select_related("locale", "page__locale", "search_entry")
    place = {key: number for number, key in enumerate(keys)}
    return _entries(request, sorted(rows, key=lambda row: place[row.pk]), wanted.words)


def _elsewhere(request: HttpRequest, page: Page) -> tuple[Elsewhere, ...]:
    """Return what is below the translations of ``page``. Two queries, and only for an empty list."""
    translations = Page.objects.filter(
        translation_key=page.translation_key, path=Substr(OuterRef("page__path"), 1, Length("path"))
    )
    others = _servable(request).filter(Exists(translations)).exclude(locale=page.locale_id)
    counts = dict(
        others.order_by("locale__language_code").values_list("locale__language_code").annotate(count=Count("pk"))
    )
    if not counts:
        return ()
    newest: dict[str, list[PageLink]] = {code: [] for code in counts}
    rows = others.select_related("locale", "page__locale", "page__alias_of__locale").defer("body")
    for row in rows.order_by("-published_at", "-pk")[: OFFERED * len(counts)]:
        if len(newest[row.locale.language_code]) < OFFERED and has_own_address(request, row.page):
            newest[row.locale.language_code].append(link(request, row))
    return tuple(
        Elsewhere(locale=code, name=own_name(code), direction=direction(code), count=count, newest=tuple(newest[code]))
        for code, count in counts.items()
    )

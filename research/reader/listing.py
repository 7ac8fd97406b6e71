"""The updates below a page in its locale, newest first, and what other languages have where there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
from research.reader.update import parsed
from research.representations import schema_v1 as v1

#: How many updates a page of a list shows.
PER_PAGE = 20
#: How many updates of another language an empty list offers.
OFFERED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One update in a list: never with a finding, because its caveats have no room there."""

    update: v1.ResearchUpdateV1
    url: str
    published_at: datetime


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
    page: PaginatorPage[Representation]
    elsewhere: tuple[Elsewhere, ...]


def listing(request: HttpRequest, page: Page, per_page: int | None = None) -> Listing:
    """Return the updates below ``page`` that anybody may read in its locale.

    Two queries however many there are. Raises ``Http404`` for a number of a page that does not exist.
    """
    servable = Representation.objects.servable(Site.find_for_request(request))
    found = servable.filter(locale=page.locale_id, page__path__startswith=page.path)
    found = found.select_related("locale", "page__locale").order_by("-published_at", "-pk")
    try:
        shown = Paginator(found, per_page or PER_PAGE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404("There is no such page of the list.") from error
    entries = tuple(
        Entry(update=update, url=row.page.get_url(request) or "/", published_at=row.published_at)
        for row in shown.object_list
        if (update := parsed(row.body, row.pk))
    )
    return Listing(entries=entries, page=shown, elsewhere=() if entries else _elsewhere(request, page, servable))


def _elsewhere(request: HttpRequest, page: Page, servable: RepresentationQuerySet) -> tuple[Elsewhere, ...]:
    """Return what is below the translations of ``page``. Two queries, and only for an empty list."""
    translations = Page.objects.filter(
        translation_key=page.translation_key, path=Substr(OuterRef("page__path"), 1, Length("path"))
    )
    others = servable.filter(Exists(translations)).exclude(locale=page.locale_id)
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

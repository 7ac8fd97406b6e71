"""The feed of a locale, as Atom and as JSON Feed: what changed last comes first, so that nobody misses a retraction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from research import conf
from research.api import answers, params, rows, served
from research.api.around import address, base, page_address
from research.api.params import ListParams
from research.api.problems import ApiProblem
from research.api.rows import Row
from research.api.vocabularies import site_locales
from research.domain.negotiation import exactly
from research.models import Change, Representation
from research.reader.update import parsed
from research.renderings.feeds import atom, json_feed
from research.renderings.feeds.feed import Entry, Feed, entry_id
from research.representations import schema_v1 as v1
from research.representations.changes import change_item
from research.representations.publisher import licence_of, publisher_in

DEFAULT_ENTRIES = 50


def as_atom(request: HttpRequest, locale: str) -> HttpResponse:
    return _answer(request, locale, atom.atom, f"{atom.MEDIA_TYPE}; charset=utf-8")


def as_json(request: HttpRequest, locale: str) -> HttpResponse:
    return _answer(request, locale, json_feed.json_feed, json_feed.MEDIA_TYPE)


def feed_address(base_url: str, locale: str, form: str) -> str:
    """Return the address of a feed; ``form`` is ``atom`` or ``json``."""
    return f"{base_url}feeds/{locale}.{form}"


def _answer(request: HttpRequest, locale: str, write: Callable[[Feed], bytes], media_type: str) -> HttpResponse:
    """Answer with the feed of ``locale``. Five queries, and what the site needs to name its publisher."""
    params.refuse_unknown(request, {"limit", *params.FACETS}, repeatable=params.FACETS)
    asked = ListParams(
        locale=_known(locale),
        facets=params.facets(request),
        limit=params.limit(request, default=DEFAULT_ENTRIES),
        cursor=None,
        order="-changed",
    )
    feed = _feed(request, asked)
    data = write(feed)
    answer = answers.list_answer(data, [feed.locale, *(entry.update.language for entry in feed.entries)], [])
    answer["Content-Type"] = media_type
    return answers.conditional(request, answer)


def _known(asked: str) -> str:
    known = site_locales()
    if (found := exactly(asked, known)) is None:
        there = ", ".join(known)
        raise ApiProblem("address-not-found", f"This site has no feed of this locale. It has: {there}.")
    return found


def _feed(request: HttpRequest, asked: ListParams) -> Feed:
    locale, base_url, site = asked.locale or "", base(request), Site.find_for_request(request)
    found = rows.listing(request, asked.shape, asked.values)
    shown = sorted((row for row in found if row.listed), key=lambda row: (row.changed, row.page), reverse=True)
    if not shown:
        served.refuse_unknown_values(asked)
    shown = shown[: asked.limit]
    publisher = conf.publisher(site)
    return Feed(
        id=_id(site, asked),
        locale=locale,
        address=request.build_absolute_uri(),
        home=page_address(request, shown[0]._replace(url_path=shown[0].root_url_path)) if shown else None,
        about=f"{base_url}docs/",
        vocabularies=f"{base_url}vocabularies/",
        publisher=publisher_in(publisher, locale),
        licence=licence_of(publisher),
        entries=[entry for row in shown if (entry := _entry(request, row, found))],
        removed=_removed(site, locale, asked.limit),
    )


def _id(site: Site | None, asked: ListParams) -> str:
    """Return what names the feed for ever, at whichever address of the site it is read."""
    root = site.root_page.translation_key if site else uuid.UUID(int=0)
    filters = urlencode(sorted(asked.facets.items()), doseq=True)
    return uuid.uuid5(root, f"feed {(asked.locale or '').lower()} {filters}").urn


def _entry(request: HttpRequest, row: Row, found: Sequence[Row]) -> Entry | None:
    update = parsed(row.body or "", row.page)
    if update is None:
        return None
    others = [other for other in found if other.key == row.key and other.page != row.page]
    pages = [(other.locale, page_address(request, other)) for other in others if other.language == other.locale]
    return Entry(
        update=update,
        published=update.provenance.first_published_at or row.changed,
        updated=row.changed,
        page=page_address(request, row),
        api=address(base(request), row),
        alternates=[v1.AlternateAddress(locale=locale, url=page) for locale, page in sorted(pages) if page],
    )


def _removed(site: Site | None, locale: str, at_most: int) -> list[v1.RemovedItem]:
    """Return what was public in ``locale`` and is not any more, the latest first. One query.

    What can be read again although the journal has not said so yet is no longer removed.
    """
    if site is None:
        return []
    readable = Representation.objects.servable(site).filter(
        translation_key=OuterRef("translation_key"), locale__language_code=OuterRef("locale")
    )
    told = Change.objects.filter(root=site.root_page.translation_key, locale=locale, current=True, removed=True)
    items = [change_item(change) for change in told.exclude(Exists(readable)).order_by("-sequence")[:at_most]]
    return [
        v1.RemovedItem(id=entry_id(item.translation_key, item.locale), at=item.at, state=item.state, note=item.note)
        for item in items
    ]

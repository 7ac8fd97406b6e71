"""Where an update can be read, for caches that can be told of addresses only."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.utils.http import RFC3986_SUBDELIMS
from wagtail.models import Page, Site

from research.api.around import front, root_path
from research.models import COLLECTION, EASY_READ, Change
from research.renderings.forms import FORMS


class _Place(NamedTuple):
    """Where an update was public once: the key of a site's first page, the locale, and the place in the tree."""

    key: uuid.UUID
    root: uuid.UUID
    locale: str
    url_path: str


def addresses(keys: Collection[uuid.UUID]) -> set[str]:
    """Return every address at which ``keys``, or a list with them, is or was: of the API and of pages.

    An update says where its other locales are, so all of them are named. The pages above an update list it. Pages of
    a list after the first, and what has other parameters, cannot be listed.
    """
    columns = ("translation_key", "root", "locale", "url_path")
    places = [_Place(*row) for row in Change.objects.filter(translation_key__in=keys).values_list(*columns).distinct()]
    sites: dict[uuid.UUID, list[str]] = {}
    for site in Site.objects.select_related("root_page"):
        sites.setdefault(site.root_page.translation_key, []).append(site.root_url)
    roots = _roots(sites.keys())
    return {
        f"{site}{path}"
        for place in places
        for site in sites.get(place.root, ())
        for path in (*_api(place), *_pages(place, roots.get((place.root, place.locale))))
    }


def _roots(keys: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, str], str]:
    pages = Page.objects.filter(translation_key__in=keys)
    rows = pages.values_list("translation_key", "locale__language_code", "url_path")
    return {(key, code): path for key, code, path in rows}


def _api(place: _Place) -> Iterator[str]:
    start = root_path()
    yield from (f"{start}updates/", f"{start}updates/?locale={place.locale}", f"{start}changes/")
    update = f"{start}updates/{place.key}/"
    for path in ("", "renderings/", *(f"renderings/{name}/" for name in FORMS)):
        yield from (f"{update}{path}", f"{update}{path}?locale={place.locale}")


def _pages(place: _Place, root: str | None) -> Iterator[str]:
    """Yield the path of the page and of all that are above it."""
    start = front(place.locale, settings.ROOT_URLCONF)
    if start is None or root is None or not place.url_path.startswith(root):
        return
    below = ""
    yield from (start, f"{start}{COLLECTION}/")
    for name in place.url_path.removeprefix(root).strip("/").split("/"):
        below += f"{quote(name, safe=RFC3986_SUBDELIMS + '/~:@')}/"
        yield from (f"{start}{below}", f"{start}{below}{COLLECTION}/")
    # The last of them is the update itself.
    yield f"{start}{below}{EASY_READ}/"

"""What stands around the stored bytes in an answer: why this locale, the other locales, addresses, what is overdue.

It is joined to the bytes as bytes, so that nothing stored is parsed on the way out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.http import RFC3986_SUBDELIMS

from research.api.rows import Row
from research.domain.locales import own_name
from research.domain.negotiation import Choice

NAMESPACE = "research_v1"


def origin(request: HttpRequest) -> str:
    """Return scheme and host that were asked. Kept with the request: every address of an answer begins with it."""
    known: str | None = request.__dict__.get("_research_origin")
    if known is None:
        known = request.__dict__["_research_origin"] = f"{request.scheme}://{request.get_host()}"
    return known


def base(request: HttpRequest) -> str:
    """Return the absolute address of the API at the host that was asked, with a slash at its end."""
    return f"{origin(request)}{_api_path(request.path_info, request.path)}"


@lru_cache(maxsize=1)
def root_path() -> str:
    return reverse(f"{NAMESPACE}:updates").removesuffix("updates/")


def _api_path(path_info: str, path: str) -> str:
    return f"{path.removesuffix(path_info)}{root_path()}"


def address(base_url: str, row: Row) -> str:
    return f"{base_url}updates/{row.key}/?locale={row.locale}"


def page_address(request: HttpRequest, row: Row) -> str | None:
    """Where people read the update on this site, at the host that was asked; ``None`` if they cannot open it there."""
    path = _page_path(settings.ROOT_URLCONF, row.locale, row.site_locale, row.url_path, row.root_url_path)
    return None if path is None else f"{origin(request)}{path}"


@lru_cache(maxsize=4096)
def _page_path(urlconf: str, locale: str, site_locale: str, url_path: str, root_url_path: str) -> str | None:
    start = start_of_pages(locale, site_locale, urlconf)
    if start is None:
        return None
    path = f"{start}{quote(url_path.removeprefix(root_url_path), safe=RFC3986_SUBDELIMS + '/~:@')}"
    if not getattr(settings, "WAGTAIL_APPEND_SLASH", True) and path != "/":
        path = path.rstrip("/")
    return path


def start_of_pages(locale: str, site_locale: str, urlconf: str) -> str | None:
    """Return what stands before the path of a page in ``locale``; ``None`` where it cannot be opened.

    Without ``i18n_patterns`` all locales share the addresses of a site, and what is served there is in the locale of
    its first page.
    """
    if locale != site_locale and not is_language_prefix_patterns_used(urlconf)[0]:
        return None
    return front(locale, urlconf)


@lru_cache(maxsize=256)
def front(locale: str, urlconf: str) -> str | None:
    """Return what stands before the path of a page in ``locale``; ``None`` where the site serves no pages."""
    try:
        if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            return reverse("wagtail_serve", args=("",), urlconf=urlconf)
        with translation.override(locale):
            return reverse("wagtail_serve", args=("",), urlconf=urlconf)
    except NoReverseMatch:
        return None


class Served(NamedTuple):
    """Why an answer is in the locale that it is in. ``by`` names what asked for it, ``asked`` what it asked for."""

    asked: tuple[str, ...]
    by: str
    locale: str
    why: str


def served(row: Row, choice: Choice, asked: Sequence[str], by: str) -> Served:
    return Served(tuple(asked), by, row.locale, choice.why.value)


class Around(NamedTuple):
    """What stands around one stored representation: the JSON object that is joined to it, and the Link header.

    ``digest`` is of ``added``; ``link`` is empty where there is nothing to link to.
    """

    added: bytes
    digest: str
    link: str


#: What of a row is seen around a representation in another locale: page, locale, language, the three of its address.
_SEEN = itemgetter(*map(Row._fields.index, ("page", "locale", "language", "site_locale", "url_path", "root_url_path")))


def around(request: HttpRequest, row: Row, group: Iterable[Row], why: Served) -> Around:
    """Return what is added to the stored representation: the fields of ``ServedUpdateV1`` that it lacks."""
    overdue = bool(row.review_due and row.review_due < timezone.localdate())
    start = f"{base(request)}updates/{row.key}/?locale="
    return _around(
        origin(request), start, settings.ROOT_URLCONF, row.page, tuple(map(_SEEN, group)), why, overdue=overdue
    )


@lru_cache(maxsize=4096)
def _around(
    host: str, start: str, urlconf: str, own: int, group: tuple[Any, ...], why: Served, *, overdue: bool
) -> Around:
    """Kept: made anew it would take 15 microseconds for each item of a list. What it is made of is read each time.

    ``host`` has its scheme; ``start`` is the address of the update up to the locale; ``own`` is the page it is about.
    """
    page, alternates = None, []
    for number, locale, language, *address in group:
        path = _page_path(urlconf, locale, *address)
        html = None if path is None else f"{host}{path}"
        if number == own:
            page = html
        else:
            url, name = f"{start}{locale}", own_name(locale)
            alternates.append({"locale": locale, "language": language, "name": name, "url": url, "html_url": html})
    links = [f'<{page}>; rel="canonical"'] if page else []
    links += [f'<{other["url"]}>; rel="alternate"; hreflang="{other["locale"]}"' for other in alternates]
    added = encoded(
        {
            "review_overdue": overdue,
            "served": why._asdict(),
            "alternates": sorted(alternates, key=itemgetter("locale")),
            "links": {"self": f"{start}{why.locale}", "page": page},
        }
    )
    return Around(added, hashlib.sha256(added).hexdigest()[:12], ", ".join(links))


def joined(body: str, added: bytes) -> bytes:
    """Return one JSON object of the stored one and the object that is added to it."""
    return b"%b,%b" % (body[:-1].encode(), added[1:])


#: ``json.dumps`` would make one for each call.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encoded(added: dict[str, Any]) -> bytes:
    return _ENCODER.encode(added).encode()


def tag(row: Row, made: Around) -> str:
    """Return the entity tag of stored and added bytes without a look at the stored ones."""
    return f'{row.etag[:-1]}-{made.digest}"'


def stored_tags(header: str) -> list[str]:
    """Return the tags of stored bytes that an If-None-Match header names."""
    return [f'{part.strip().removeprefix("W/").rpartition("-")[0]}"' for part in header.split(",")[:4] if "-" in part]

"""From the addresses that people read at to the paths of pages: ``/es/research/x/``, ``/home-es/research/x/``."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page, Site

from research.api.around import front

#: Longer than any address that a browser sends.
LONGEST = 2000


def _roots(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the path and the locale of the first page of the asked site, in every locale."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    roots = Page.objects.filter(translation_key=site.root_page.translation_key)
    return list(roots.order_by("pk").values_list("url_path", "locale__language_code"))


def html_paths(request: HttpRequest, url_path: str) -> Iterator[str]:
    """Yield the addresses, without host, at which a page with ``url_path`` was read on the asked site."""
    for root, locale in _roots(request):
        start = front(locale, settings.ROOT_URLCONF)
        if start is not None and url_path.startswith(root):
            yield f"{start}{url_path.removeprefix(root)}"


def url_paths(request: HttpRequest, address: str) -> Iterator[str]:
    """Yield the paths of pages that ``address``, with or without host, may be the address of."""
    path = unquote(urlsplit(address).path)
    path = path if path.endswith("/") else f"{path}/"
    for root, locale in _roots(request):
        start = front(locale, settings.ROOT_URLCONF)
        if start is not None and path.startswith(start):
            yield f"{root}{path.removeprefix(start)}"

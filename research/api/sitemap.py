"""The sitemap of the pages that updates are read at, with the other languages of each (sitemaps.org, hreflang).

It is cut by the ids of pages, so that an address stays in its part while others come and go, and no part is longer
than ``sitemap_rows.PART`` addresses.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from research.api import answers, sitemap_rows
from research.api.around import page_address, start_of_pages
from research.api.rows import Row

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
#: Longer numbers name no page.
LONGEST_NUMBER = 15


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Answer with the addresses of the parts. One query."""
    root = ET.Element("sitemapindex", {"xmlns": SITEMAP})
    changed: dict[int, datetime] = {}
    for number, locale, site_locale, newest in sitemap_rows.parts(request):
        if start_of_pages(locale, site_locale, settings.ROOT_URLCONF) is not None:
            changed[number] = max(newest, changed.get(number, newest))
    for number, newest in sorted(changed.items()):
        part_ = ET.SubElement(root, "sitemap")
        ET.SubElement(part_, "loc").text = _absolute(request, number)
        ET.SubElement(part_, "lastmod").text = _time(newest)
    return _answer(request, root)


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with the addresses of one part. One query."""
    found = sitemap_rows.part(request, number) if len(str(number)) <= LONGEST_NUMBER else []
    groups: dict[uuid.UUID, list[tuple[Row, str]]] = {}
    for row in sorted(found, key=lambda row: row.page):
        if page := page_address(request, row):
            groups.setdefault(row.key, []).append((row, page))
    listed = sorted((row.page, row, page) for group in groups.values() for row, page in group if row.listed)
    if not listed:
        raise Http404("There is no such part of the sitemap.")
    root = ET.Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for _id, row, page in listed:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = page
        ET.SubElement(url, "lastmod").text = _time(row.changed)
        for language, address in _languages(groups[row.key]):
            ET.SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": language, "href": address})
    return _answer(request, root)


def _languages(group: Sequence[tuple[Row, str]]) -> Iterator[tuple[str, str]]:
    """Yield the address for each language, itself included, and for all others that of the page made first."""
    if len(group) > 1:
        yield from sorted((row.locale, page) for row, page in group)
        yield "x-default", group[0][1]


def _absolute(request: HttpRequest, number: int) -> str:
    return request.build_absolute_uri(reverse("research_sitemap_part", args=(number,)))


def _answer(request: HttpRequest, root: ET.Element) -> HttpResponse:
    answer = answers.list_answer(ET.tostring(root, encoding="utf-8", xml_declaration=True), [], [])
    answer["Content-Type"] = "application/xml; charset=utf-8"
    return answers.conditional(request, answer)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

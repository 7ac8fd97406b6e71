"""The easy-read version of an update as a page of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest
from wagtail.models import Page

from research.domain.easy_read import OptionalForm
from research.models import EASY_READ, Facet
from research.reader.addresses import LanguageLink, absolute
from research.reader.update import Reading
from research.renderings.hypertext import hypertext
from research.renderings.links import Link, Surroundings
from research.renderings.outline import easy_outline


def address_of(url: str) -> str:
    """Return the address of the easy-read version of the update at ``url``."""
    return f"{url.rstrip('/')}/{EASY_READ}/"


def easy_address(request: HttpRequest, page: Page) -> str:
    return address_of(absolute(request, page))


def easy_html(request: HttpRequest, page: Page, found: Reading) -> str:
    """Return the easy-read version as HTML elements, the title first; "" where there is none."""
    related: Mapping[str, Link] = {
        key: Link(request.build_absolute_uri(link.url), link.title, link.language)
        for key, link in found.related.items()
    }
    around = Surroundings(api="", forms="", page=absolute(request, page), related=related)
    outline = easy_outline(found.update, around)
    return hypertext(outline) if outline else ""


def easy_languages(page: Page, found: Reading) -> tuple[LanguageLink, ...]:
    """Return the languages in which the easy-read version can be read, this one included. One query."""
    facets = Facet.objects.filter(
        representation__translation_key=page.translation_key, name="form", value=OptionalForm.EASY
    )
    written = set(facets.values_list("locale__language_code", flat=True))
    return tuple(replace(link, url=address_of(link.url)) for link in found.languages if link.locale in written)

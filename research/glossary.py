"""The page with the words that the site explains, for sites that mount ``research.page_urls``."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from research.api.answers import LISTS_TAG, VOCABULARIES_TAG
from research.reader.addresses import Standing, page_link
from research.reader.glossary import first_pages, glossary, glossary_address, language_links
from research.reader.language import interface


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the glossary in the locale that the address names, or in that of the site where addresses name none.

    Answers 404 for a locale in which nobody can read the first page of the site.
    """
    roots = first_pages(request)
    root = _asked_for(request, roots)
    locale = str(root.locale.language_code)
    languages = language_links(request, roots, locale)
    with override(interface(locale)):
        title = gettext("Words explained")
    page = Standing(
        title=title,
        locale=locale,
        url=next(link.url for link in languages if link.current),
        languages=languages,
        trail=(page_link(request, root),),
    )
    shown = {"page": page, "glossary": glossary(request, root)}
    answer = render(request, "research/glossary_page.html", shown)
    answer["Surrogate-Key"] = f"{LISTS_TAG} {VOCABULARIES_TAG}"
    return answer


def _asked_for(request: HttpRequest, roots: list[Page]) -> Page:
    for root in roots:
        if unquote(glossary_address(str(root.locale.language_code))) == request.path:
            return root
    raise Http404("There is no glossary in this language.")

"""The e-book of a list, at an address below that of the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from wagtail import hooks
from wagtail.models import Page

from research.api import answers
from research.models import ResearchIndexPage
from research.reader import collection
from research.renderings.book import MEDIA_TYPE, bound
from research.renderings.form import file_title
from research.renderings.outline import text_of

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]


#: Hooks with a higher number are called later: after who may open the list was asked, and within what adds its tag.
INNERMOST = 1000


@hooks.register("on_serve_page", order=INNERMOST)
def as_a_book(serve: Serve) -> Serve:
    """Answer with the e-book of a list, if the address names it."""

    def served(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        if isinstance(page, ResearchIndexPage) and kwargs.get("collection"):
            return _book(page, request)
        return serve(page, request, args, kwargs)

    return served


def _book(page: Page, request: HttpRequest) -> HttpResponse:
    made_of = collection.collected(request, page)
    if made_of is None:
        raise Http404("The address asks for something that does not exist here.")
    found = collection.book(request, page, made_of)
    if found is None:
        raise Http404("There is no update in this list.")
    tag = collection.tag_of(found, made_of.rows)
    languages = ", ".join(dict.fromkeys(row.language for row in made_of.rows))
    if answers.has(request.META.get("HTTP_IF_NONE_MATCH", ""), tag):
        short = answers.not_modified(tag)
        short["Content-Language"] = languages
        return short
    data = bound(found)
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer["ETag"] = tag
    answer["Cache-Control"] = answers.cache_control()
    name = f"{file_title(text_of(found.title)) or page.slug}.{page.locale.language_code}.epub"
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["Content-Language"] = languages
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

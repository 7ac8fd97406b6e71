"""``{% load research_updates %}``: updates and their surroundings, from representations.

``research_update``, ``research_updates``, ``research_search``, ``research_problems``, ``research_languages``,
``research_trail``, ``research_sections``, ``research_feeds``, ``research_forms``, ``research_checks_notice``,
``research_feedback``, ``research_easy_read``, ``easy_read_address``, ``research_publisher``, ``page_address``,
``glossary_address``, ``collection_address``; filters ``related_to`` and ``studies_of``. How their texts are
written out is in ``research_texts``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias
from urllib.parse import urlencode

from django import template
from django.http import Http404
from django.template.context import Context
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from research import conf
from research.domain.problems import errors
from research.feedback.form import Form, form_of
from research.feedback.limit import is_open
from research.messages import message
from research.models import AbstractResearchUpdate, ResearchIndexPage
from research.reader import addresses, collection, easy, glossary, language, listing
from research.reader.asked import filters_in
from research.reader.explain import anchor
from research.reader.update import Reading, reading
from research.renderings.checks import LIMITS
from research.representations import schema_v1 as v1
from research.representations.canonical import canonical, etag
from research.representations.publisher import publisher_in
from research.representations.words import text_of
from research.wording import catalogue

register = template.Library()

#: What a template has as ``page``: nothing, or the empty text, where there is no page.
Place: TypeAlias = Page | addresses.Standing | str | None


@register.simple_tag(takes_context=True)
def research_update(context: Context, page: AbstractResearchUpdate) -> Reading | None:
    """The update of ``page``. ``None`` only in the preview of a draft that could not be published."""
    found = reading(context["request"], page)
    if found is None and not _is_preview(context):
        raise Http404("This update is not served.")
    return found


@register.simple_tag
def research_problems(page: AbstractResearchUpdate) -> list[str]:
    """What stands against showing the draft ``page``, in sentences for its editor."""
    return [message(problem) for problem in errors(page.publication_problems())]


@register.simple_tag(takes_context=True)
def research_updates(context: Context, page: Page, per_page: int | None = None) -> listing.Listing:
    """The updates below ``page`` in its locale, newest first."""
    return listing.listing(context["request"], page, per_page)


@register.simple_tag(takes_context=True)
def research_search(context: Context, page: Page, per_page: int | None = None) -> listing.Search:
    """The updates below ``page`` in its locale that the address asks for, and what it can ask for.

    The answer is kept for the request, because several blocks of a template ask.
    """
    request = context["request"]
    kept: dict[int | None, listing.Search] = request.__dict__.setdefault("_research_searches", {})
    if page.pk not in kept:
        kept[page.pk] = listing.search(request, page, addresses.absolute(request, page), per_page)
    return kept[page.pk]


@register.simple_tag(takes_context=True)
def research_languages(
    context: Context, page: Page | addresses.Standing | str | None
) -> tuple[addresses.LanguageLink, ...]:
    """The locales of ``page``, or of the site where there is no page."""
    request = context.get("request")
    if request is None:
        return ()
    if isinstance(page, addresses.Standing):
        return page.languages
    if not isinstance(page, Page):
        return addresses.languages_of_site(request, language.current())
    if isinstance(page, AbstractResearchUpdate):
        found = reading(request, page)
        if found and context.get("easy_read"):
            return easy.easy_languages(page, found)
        return found.languages if found else ()
    links = addresses.languages_of_page(request, page)
    if isinstance(page, ResearchIndexPage) and (query := filters_in(request.GET)):
        # Filters are the same in every language; words to look for are not.
        return tuple(replace(link, url=f"{link.url}?{query}") for link in links)
    return links


@register.simple_tag(takes_context=True)
def research_trail(context: Context, page: Place) -> list[addresses.PageLink]:
    """The pages above ``page``."""
    if isinstance(page, addresses.Standing):
        return list(page.trail)
    return addresses.trail(context["request"], page) if isinstance(page, Page) else []


@register.simple_tag(takes_context=True)
def research_sections(context: Context, page: Page) -> list[addresses.PageLink]:
    """The public pages right below ``page``."""
    below = page.get_children().live().public().select_related("locale", "alias_of__locale")
    return [addresses.page_link(context["request"], child) for child in below]


@register.simple_tag(takes_context=True)
def research_feeds(context: Context, page: Page) -> tuple[addresses.FeedLink, ...]:
    """The feeds of the page's locale."""
    return addresses.feed_links(context["request"], str(page.locale.language_code))


@register.simple_tag(takes_context=True)
def research_forms(context: Context, found: Reading) -> tuple[addresses.FormLink, ...]:
    """The update in other forms: to read elsewhere, on paper, or in another program.

    None for a draft, nor for a page that only some people may open: nobody could get them.
    """
    return addresses.form_links(context["request"], found.update) if found.is_public else ()


@register.simple_tag(takes_context=True)
def collection_address(context: Context, page: Page, query: str = "") -> str:
    """Where the updates of the list ``page``, or those that ``query`` narrows it to, are as one e-book."""
    return collection.address_of(context["request"], page, query)


@register.simple_tag
def research_checks_notice() -> v1.Text:
    """What programs that check forms cannot tell."""
    return text_of(catalogue(language.current()).gettext(LIMITS))


@register.simple_tag
def research_feedback(found: Reading) -> Form | None:
    """The question whether the update was clear. ``None`` where nobody may answer it: for a draft, and on a site that
    takes no answers.
    """
    if not found.is_public or not is_open():
        return None
    try:
        return form_of(found.update, etag(canonical(found.update)))
    except NoReverseMatch:
        return None


@register.simple_tag(takes_context=True)
def research_easy_read(context: Context, page: Page, found: Reading) -> SafeString:
    """The easy-read version of ``page``, its title as the first heading; nothing where there is none."""
    return mark_safe(easy.easy_html(context["request"], page, found))  # noqa: S308 - escaped where it is written


@register.simple_tag(takes_context=True)
def easy_read_address(context: Context, page: Page, found: Reading) -> str:
    """Where the easy-read version of ``page`` can be read; "" where there is none, and for a draft."""
    readable = found.update.easy_read is not None and not _is_preview(context)
    return easy.easy_address(context["request"], page) if readable else ""


@register.simple_tag(takes_context=True)
def research_publisher(context: Context) -> v1.Publisher:
    """Who publishes the site, in the language of the page."""
    request = context.get("request")
    publisher = conf.publisher(Site.find_for_request(request) if request else None)
    return publisher_in(publisher, language.current())


@register.simple_tag(takes_context=True)
def page_address(context: Context, page: Page, search: listing.Search | None = None) -> str:
    """The absolute address of ``page``, with what a ``search`` asked for, and the number of the list's page.

    Each of these only where there is one. What a search does not know is left out.
    """
    request = context["request"]
    number = request.GET.get("page", "")
    parameters = search.asked.pairs if search else []
    if number.isdecimal() and number != "1":
        parameters = [*parameters, ("page", number)]
    return addresses.absolute(request, page) + (f"?{urlencode(parameters)}" if parameters else "")


@register.simple_tag
def glossary_address(page: Place, code: str = "") -> str:
    """The path of the glossary in the locale of ``page``, or of the term ``code`` in it; "" where there is none."""
    if isinstance(page, Page):
        locale = str(page.locale.language_code)
    else:
        locale = page.locale if isinstance(page, addresses.Standing) else language.current()
    path = glossary.glossary_address(locale)
    return f"{path}#{anchor(code)}" if path and code else path


def _is_preview(context: Context) -> bool:
    return bool(getattr(context["request"], "is_preview", False))


@register.filter
def studies_of(finding: v1.FindingWithCaveats, update: v1.ResearchUpdateV1) -> list[v1.Study]:
    """The studies that a finding comes from."""
    studies = {block.ref: block for block in update.blocks if isinstance(block, v1.Study)}
    return [studies[ref] for ref in finding.study_refs if ref in studies]


@register.filter
def related_to(key: str, found: Reading) -> addresses.PageLink | None:
    """Where the update with this translation key can be read, if anywhere."""
    return found.related.get(key)

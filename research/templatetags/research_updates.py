"""``{% load research_updates %}``: updates from their representations, and texts that say their language.

Data: ``research_update``, ``research_updates``, ``research_problems``, ``research_languages``,
``research_trail``, ``research_sections``, ``research_publisher``, ``page_address``, ``page_language``.
Texts: ``text``, ``rich``, ``text_attributes``, ``text_mark``, ``own_language``, ``language_mark``, ``dots``; filters ``studies_of``, ``related_to``,
``local_figure``, ``country_name``, ``text_direction``, ``glossary_anchor``.
"""

from __future__ import annotations

import re
from typing import Any

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol
from django import template
from django.http import Http404
from django.template.context import Context
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page, Site

from research import conf
from research.domain.codes import Origin
from research.domain.locales import direction, own_name
from research.domain.problems import errors
from research.messages import message
from research.models import AbstractResearchUpdate
from research.reader import addresses, listing, pictures
from research.reader.explain import anchor
from research.reader.update import Reading, reading
from research.representations import schema_v1 as v1
from research.vocabularies import said
from research.wording import catalogue

register = template.Library()

#: The language of a code that is shown because it has no label: no language at all.
NO_LANGUAGE = "zxx"


# --- Data ---------------------------------------------------------------------


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
def research_updates(context: Context, page: Page, per_page: int = listing.PER_PAGE) -> listing.Listing:
    """The updates below ``page`` in its locale, newest first."""
    return listing.listing(context["request"], page, per_page)


@register.simple_tag(takes_context=True)
def research_languages(context: Context, page: Page | str | None) -> tuple[addresses.LanguageLink, ...]:
    """The locales of ``page``, or of the site where there is no page."""
    request = context.get("request")
    if request is None:
        return ()
    if not isinstance(page, Page):
        return addresses.languages_of_site(request, page_language(None))
    if isinstance(page, AbstractResearchUpdate):
        found = reading(request, page)
        return found.languages if found else ()
    return addresses.languages_of_page(request, page)


@register.simple_tag(takes_context=True)
def research_trail(context: Context, page: Page | str | None) -> list[addresses.PageLink]:
    """The pages above ``page``."""
    return addresses.trail(context["request"], page) if isinstance(page, Page) else []


@register.simple_tag(takes_context=True)
def research_sections(context: Context, page: Page) -> list[addresses.PageLink]:
    """The public pages right below ``page``."""
    below = page.get_children().live().public().select_related("locale", "alias_of__locale")
    return [addresses.page_link(context["request"], child) for child in below]


@register.simple_tag(takes_context=True)
def research_publisher(context: Context) -> v1.Publisher:
    """Who publishes the site, in the language of the page."""
    request = context.get("request")
    publisher = conf.publisher(Site.find_for_request(request) if request else None)
    language = page_language(None)
    return v1.Publisher(
        name=_text(said(publisher.name, language, publisher.reviewed_languages)),
        url=publisher.url or None,
        contact_email=publisher.contact_email or None,
        contact_note=_text(said(publisher.contact_note, language, publisher.reviewed_languages)),
    )


@register.simple_tag(takes_context=True)
def page_address(context: Context, page: Page) -> str:
    """The absolute address of ``page``, with the number of the list's page where there is one."""
    request = context["request"]
    number = request.GET.get("page", "")
    return addresses.absolute(request, page) + (f"?page={number}" if number.isdecimal() and number != "1" else "")


@register.simple_tag
def page_language(page: Page | str | None) -> str:
    """The language that the words around the content are in: that of the page's address."""
    if isinstance(page, Page):
        return str(page.locale.language_code)
    return str(get_language() or "en")


def _is_preview(context: Context) -> bool:
    return bool(getattr(context["request"], "is_preview", False))


def _text(found: Any) -> v1.Text | None:
    if found is None:
        return None
    return v1.Text(
        text=found.text, language=found.language, direction=direction(found.language), origin=found.origin
    )


# --- Texts --------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def text(
    context: Context,
    value: v1.Text | None,
    element: str = "",
    *,
    id: str = "",  # noqa: A002 - the attribute's name
    css: str = "",
    explain: bool = False,
    mark: bool | None = None,
) -> SafeString:
    """A text, escaped, in ``element`` or none, with its language and direction where they are not the page's.

    ``explain`` links words of the glossary. A text that stands in for a missing translation is marked with
    the name of its language; where the whole update does, that is said at its top, and ``mark=True`` repeats it.
    """
    if value is None:
        return mark_safe("")
    found = context.get("reading")
    current = page_language(None)
    inner = found.explainer.html(value.text, value.language) if explain and found else escape(value.text)
    foreign = value.language != current
    name = element or ("span" if foreign else "")
    attributes = _attributes(id=id, css=css) + (_language_attributes(value.language) if foreign else "")
    label = _mark(context, value, mark)
    if not name:
        return mark_safe(f"{inner}{label}")  # noqa: S308 - escaped above
    if element:
        return mark_safe(f"<{name}{attributes}>{inner}{label}</{name}>")  # noqa: S308
    return mark_safe(f"<{name}{attributes}>{inner}</{name}>{label}")  # noqa: S308


@register.simple_tag(takes_context=True)
def rich(context: Context, value: v1.Html, css: str = "") -> SafeString:
    """Rich text, which was sanitised when the representation was built, in a ``div`` with its language."""
    attributes = _attributes(css=css)
    if value.language != page_language(None):
        attributes += _language_attributes(value.language)
    return mark_safe(f"<div{attributes}>{value.html}</div>{_mark(context, value, None)}")  # noqa: S308


@register.simple_tag
def text_attributes(value: v1.InLanguage) -> SafeString:
    """The attributes ``lang`` and ``dir`` of a text that is written out in an attribute or a cell."""
    return mark_safe(_language_attributes(value.language) if value.language != page_language(None) else "")  # noqa: S308


@register.simple_tag
def text_mark(value: v1.InLanguage) -> SafeString:
    """“(in English)” for a text that is not in the language of the page."""
    return _badge(value.language) if value.language != page_language(None) else mark_safe("")


@register.simple_tag
def own_language(link: addresses.PageLink | Page) -> SafeString:
    """The attributes ``lang`` and ``dir`` for the title of a page, where they are not the page's."""
    language = addresses.text_language(link) if isinstance(link, Page) else link.language
    return mark_safe(_language_attributes(language) if language != page_language(None) else "")  # noqa: S308


@register.simple_tag
def language_mark(link: addresses.PageLink | Page) -> SafeString:
    """“(in English)” beside the title of a page that is not in the language of this one."""
    language = addresses.text_language(link) if isinstance(link, Page) else link.language
    return _badge(language) if language != page_language(None) else mark_safe("")


def _attributes(**values: str) -> str:
    names = {"css": "class"}
    return "".join(f' {names.get(name, name)}="{conditional_escape(value)}"' for name, value in values.items() if value)


def _language_attributes(language: str) -> str:
    if language == NO_LANGUAGE:
        return ' translate="no"'
    return f' lang="{escape(language)}" dir="{direction(language)}"'


def _mark(context: Context, value: v1.InLanguage, mark: bool | None) -> SafeString:
    if value.origin is not Origin.FALLBACK or value.language == NO_LANGUAGE:
        return mark_safe("")
    found = context.get("reading")
    told_at_the_top = bool(found) and found.is_fallback and value.language == found.update.language
    return _badge(value.language) if (mark or (mark is None and not told_at_the_top)) else mark_safe("")


def _badge(language: str) -> SafeString:
    """Return “(in English)” in the page's language, or the language's own name where nobody has translated that."""
    current = page_language(None)
    try:
        name = BabelLocale.parse(language, sep="-").get_display_name(BabelLocale.parse(current, sep="-")) or language
    except (UnknownLocaleError, ValueError):
        name = language
    words = catalogue(current).gettext("in %(language)s", language=name)
    shown, shown_in = (own_name(language), language) if words.origin is Origin.FALLBACK else (words.text, current)
    return format_html(
        ' <span class="language-mark" lang="{}" dir="{}">({})</span>', shown_in, direction(shown_in), shown
    )


# --- Filters ------------------------------------------------------------------


@register.filter
def studies_of(finding: v1.FindingWithCaveats, update: v1.ResearchUpdateV1) -> list[v1.Study]:
    """The studies that a finding comes from."""
    studies = {block.ref: block for block in update.blocks if isinstance(block, v1.Study)}
    return [studies[ref] for ref in finding.study_refs if ref in studies]


@register.filter
def local_figure(value: str) -> str:
    """A figure as printed in a paper, such as ``< 0.001``, with the decimal sign of the page's language."""
    try:
        sign = get_decimal_symbol(BabelLocale.parse(page_language(None), sep="-"), numbering_system="latn")
    except (UnknownLocaleError, ValueError):
        sign = "."
    return re.sub(r"(?<=\d)\.(?=\d)", sign, value)


@register.filter
def country_name(code: str) -> str:
    """The name of the country ``code`` (ISO 3166) in the page's language, or the code."""
    try:
        return str(BabelLocale.parse(page_language(None), sep="-").territories.get(code.upper(), code))
    except (UnknownLocaleError, ValueError):
        return code


@register.filter
def text_direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return direction(language)


@register.filter
def glossary_anchor(code: str) -> str:
    return anchor(code)


@register.simple_tag
def dots(arm: v1.Arm) -> SafeString | str:
    """One dot for each person of a group, filled from where the page's language begins to read."""
    return pictures.dots(arm.with_event, arm.out_of, right_to_left=direction(page_language(None)) == "rtl")


@register.filter
def related_to(key: str, found: Reading) -> addresses.PageLink | None:
    """Where the update with this translation key can be read, if anywhere."""
    return found.related.get(key)

"""``{% load research_texts %}``: texts that say which language they are in, and small things in the page's language.

``text``, ``rich``, ``text_attributes``, ``text_mark``, ``own_language``, ``language_mark``, ``page_language``;
filters ``arms``, ``dots``, ``day``, ``local_figure``, ``country_name``, ``text_direction``, ``glossary_anchor``.
"""

from __future__ import annotations

import datetime
import re

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import get_decimal_symbol
from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from research.domain.codes import Origin
from research.domain.icon_array import Signs, signs
from research.domain.locales import direction, name_in, own_name
from research.reader import addresses
from research.reader.explain import anchor
from research.reader.language import current, interface
from research.reader.update import Reading
from research.renderings import icon_array
from research.representations import schema_v1 as v1
from research.wording import catalogue

register = template.Library()

#: The language of a code that is shown because it has no label: no language at all.
NO_LANGUAGE = "zxx"


@register.simple_tag
def page_language(page: Page | addresses.Standing | str | None) -> str:
    """The language that the words around the content are in: that of the page's address, where there are such words."""
    if isinstance(page, addresses.Standing):
        return interface(page.locale)
    return interface(str(page.locale.language_code)) if isinstance(page, Page) else interface(current())


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
    around = current()
    inner = found.explainer.html(value.text, value.language) if explain and found else escape(value.text)
    foreign = value.language != around
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
    if value.language != current():
        attributes += _language_attributes(value.language)
    return mark_safe(f"<div{attributes}>{value.html}</div>{_mark(context, value, None)}")  # noqa: S308


@register.simple_tag
def text_attributes(value: v1.InLanguage) -> SafeString:
    """The attributes ``lang`` and ``dir`` of a text that is written out in an attribute or a cell."""
    return mark_safe(_language_attributes(value.language) if value.language != current() else "")  # noqa: S308


@register.simple_tag
def text_mark(value: v1.InLanguage) -> SafeString:
    """“(in English)” for a text that is not in the language of the page."""
    return _badge(value.language) if value.language != current() else mark_safe("")


@register.simple_tag
def own_language(link: addresses.PageLink | Page) -> SafeString:
    """The attributes ``lang`` and ``dir`` for the title of a page, where they are not the page's."""
    language = addresses.text_language(link) if isinstance(link, Page) else link.language
    return mark_safe(_language_attributes(language) if language != current() else "")  # noqa: S308


@register.simple_tag
def language_mark(link: addresses.PageLink | addresses.FormLink | Page) -> SafeString:
    """“(in English)” beside the title of a page, or a form, that is not in the language of this one."""
    language = addresses.text_language(link) if isinstance(link, Page) else link.language
    return _badge(language) if language != current() else mark_safe("")


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
    found: Reading | None = context.get("reading")
    told_at_the_top = found is not None and found.is_fallback and value.language == found.update.language
    return _badge(value.language) if (mark or (mark is None and not told_at_the_top)) else mark_safe("")


def _badge(language: str) -> SafeString:
    """Return “(in English)” in the page's language, or the language's own name where nobody has translated that."""
    around = current()
    words = catalogue(around).gettext("in %(language)s", language=name_in(language, around))
    shown, shown_in = (own_name(language), language) if words.origin is Origin.FALLBACK else (words.text, around)
    return format_html(
        ' <span class="language-mark" lang="{}" dir="{}">({})</span>', shown_in, direction(shown_in), shown
    )


@register.filter
def local_figure(value: str) -> str:
    """A figure as printed in a paper, such as ``< 0.001``, with the decimal sign of the page's language."""
    try:
        sign = get_decimal_symbol(BabelLocale.parse(current(), sep="-"), numbering_system="latn")
    except (UnknownLocaleError, ValueError):
        sign = "."
    return re.sub(r"(?<=\d)\.(?=\d)", sign, value)


@register.filter
def day(value: datetime.date | None) -> SafeString | str:
    """A date in words, in the page's language, in a ``time`` element; "" where there is none."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    try:
        words = format_date(value, "long", locale=BabelLocale.parse(current(), sep="-"))
    except (UnknownLocaleError, ValueError):
        words = value.isoformat()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.filter
def country_name(code: str) -> str:
    """The name of the country ``code`` (ISO 3166) in the page's language, or the code."""
    try:
        return str(BabelLocale.parse(current(), sep="-").territories.get(code.upper(), code))
    except (UnknownLocaleError, ValueError):
        return code


@register.filter
def text_direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return direction(language)


@register.filter
def glossary_anchor(code: str) -> str:
    return anchor(code)


@register.filter
def arms(finding: v1.FindingWithCaveats) -> list[tuple[v1.Arm, Signs | None]]:
    """The groups of people of a finding, each with what to draw for it."""
    return list(zip(finding.numbers, signs([(arm.with_event, arm.out_of) for arm in finding.numbers]), strict=True))


@register.filter
def dots(drawn: Signs | None) -> SafeString:
    """Signs for the people of a group, filled from where the page's language begins to read."""
    made = icon_array.svg(drawn, right_to_left=direction(current()) == "rtl")
    return mark_safe(made)  # noqa: S308 - made of whole numbers only

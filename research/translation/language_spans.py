"""Words in another language stay in the sentence that they stand in, and keep their mark.

wagtail-localize cuts a sentence at each element that it does not know, ``span`` among them, and lets no element of a
translation have an attribute. Both are mended in this one place: a translator sees ``<span lang="es">`` as it is, in
one segment, also where it is the whole of a paragraph. Whether it may go is for ``translation_quality`` to say.
"""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ImproperlyConfigured
from wagtail_localize import strings
from wagtail_localize.segments import extract
from wagtail_localize.strings import INLINE_TAGS, StringValue

try:
    from wagtail_localize.segments.extract import extract_strings as _extract_strings
    from wagtail_localize.strings import validate_element as _validate_element
except ImportError:
    raise ImproperlyConfigured(
        "This version of wagtail-localize would cut sentences at words in another language. "
        "Install a version that research.translation knows; requirements.txt names one."
    ) from None

#: What a mark of language may carry.
ATTRIBUTES = frozenset({"lang", "dir"})

Extracted = tuple[str, list[tuple[StringValue, dict[str, Any]]]]


def connect() -> None:
    """Let spans of language through."""
    strings.validate_element = validate_element
    extract.extract_strings = extract_strings


def is_mark(element: Any) -> bool:
    """Tell whether an element says the language of what is in it, and nothing else."""
    return (
        isinstance(element, Tag)
        and element.name == "span"
        and "lang" in element.attrs
        and {*element.attrs} <= ATTRIBUTES
    )


def validate_element(element: Any) -> None:
    """Do what wagtail-localize does, but let a mark of language be. Raises ``ValueError`` for what is not allowed."""
    if not is_mark(element):
        _validate_element(element)
        return
    for child in element.children:
        validate_element(child)


def extract_strings(html: str | None) -> Extracted:
    """Return the template of ``html`` and its strings, as wagtail-localize does, with marks of language in the strings.

    A link is the one element that it leaves in a string as it is, so that a mark goes through it as a link.
    """
    if not html or "<span" not in html:
        return _extract_strings(html)
    soup = BeautifulSoup(html, "html.parser")
    for span in soup.find_all(is_mark):
        if span.find(_cuts):
            _spread(span, soup)
        else:
            span.name = "a"
    template, found = _extract_strings(str(soup))
    if "<a " in template:
        template = _remarked(template)
    return template, [_marked(string, attributes) for string, attributes in found]


def _cuts(element: Tag) -> bool:
    """Tell whether wagtail-localize cuts a sentence at ``element``."""
    return element.name not in INLINE_TAGS and not is_mark(element)


def _spread(span: Tag, soup: BeautifulSoup) -> None:
    """Mark the words on either side of a cut each for itself: a mark cannot reach across it."""
    for words in span.find_all(string=True):
        if words.strip() and words.find_parent(is_mark) is span:
            words.wrap(soup.new_tag("a", attrs={name: str(given) for name, given in span.attrs.items()}))
    span.unwrap()


def _remarked(template: str) -> str:
    """Return a template in which what was a mark is one again; a link is no link without an address."""
    soup = BeautifulSoup(template, "html.parser")
    for link in soup.find_all("a", lang=True):
        if {*link.attrs} <= ATTRIBUTES:
            link.name = "span"
    return str(soup)


def _marked(string: StringValue, attributes: dict[str, Any]) -> tuple[StringValue, dict[str, Any]]:
    marks = {name: given for name, given in attributes.items() if "lang" in given and {*given} <= ATTRIBUTES}
    if not marks:
        return string, attributes
    soup = BeautifulSoup(string.data, "html.parser")
    for link in soup.find_all("a", id=list(marks)):
        link.name, link.attrs = "span", marks[str(link["id"])]
    return StringValue(str(soup)), {name: given for name, given in attributes.items() if name not in marks}

"""Texts and labels with their language, direction and origin, for one locale."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

import nh3
from wagtail.rich_text import expand_db_html

from research.domain.codes import Origin
from research.domain.locales import direction, is_language_tag
from research.representations import schema_v1 as v1
from research.vocabularies import label
from research.wording import Said

L = TypeVar("L", bound=v1.Label)

ALLOWED_TAGS = {"p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "b", "i", "a", "abbr", "sup", "sub", "span"}
ALLOWED_ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "span": {"lang", "dir"},
    "p": {"lang", "dir"},
}
#: Attributes of an element, as nh3 writes them: in double quotes, and nothing else begins with "<".
_ELEMENT = re.compile(r'<[a-z0-9]+(?: [a-z-]+="[^"]*")+>')
_LANGUAGE = re.compile(r' lang="([^"]*)"')
_DIRECTION = re.compile(r' dir="[^"]*"')


def web_address(value: str) -> str | None:
    """Return a link that a page may follow, or ``None``: a stored address need not have gone through a form."""
    try:
        return value if urlsplit(value).scheme.lower() in ("http", "https") else None
    except ValueError:
        return None


def text_of(said: Said) -> v1.Text:
    """Return a sentence as it leaves: with the language that it is really in."""
    return v1.Text(text=said.text, language=said.language, direction=direction(said.language), origin=said.origin)


def _directed(clean: str) -> str:
    """Return sanitised HTML in which what says its language says its direction, too: editors give only the first.

    What is no language is taken away.
    """

    def directed(element: re.Match[str]) -> str:
        found = _LANGUAGE.search(element[0])
        if not found:
            return element[0]
        language = found[1]
        said = f'{found[0]} dir="{direction(language)}"' if is_language_tag(language) else ""
        return _LANGUAGE.sub(said, _DIRECTION.sub("", element[0]))

    return _ELEMENT.sub(directed, clean)


class Words:
    """Makes the texts of one representation.

    ``language`` is the language that the update's own text is really in, ``origin`` how that
    text came about. Labels and generated sentences are asked for in ``locale``, the language of
    the reader, and say for themselves what they are in.
    """

    def __init__(self, language: str, origin: Origin, locale: str) -> None:
        self.language = language
        self.origin = origin
        self.locale = locale

    def text(self, value: str) -> v1.Text | None:
        return self.must(value) if value else None

    def must(self, value: str) -> v1.Text:
        return v1.Text(text=value, language=self.language, direction=direction(self.language), origin=self.origin)

    def html(self, value: str) -> v1.Html:
        return v1.Html(
            html=_directed(
                nh3.clean(
                    # Links to pages and documents are stored by id; this gives them their addresses.
                    expand_db_html(value),
                    tags=ALLOWED_TAGS,
                    attributes=ALLOWED_ATTRIBUTES,
                    url_schemes={"http", "https", "mailto"},
                    link_rel="noopener noreferrer",
                )
            ),
            language=self.language,
            direction=direction(self.language),
            origin=self.origin,
        )

    def in_language(self, value: str, language: str) -> v1.Text | None:
        """A text that is in a language of its own, such as the printed title of a paper."""
        if not value:
            return None
        return v1.Text(text=value, language=language, direction=direction(language), origin=Origin.HUMAN)

    def said(self, said: Said) -> v1.Text:
        return text_of(said)

    def maybe(self, said: Said | None) -> v1.Text | None:
        return None if said is None else self.said(said)

    def label(self, kind: type[L], code: StrEnum) -> L:
        return kind(code=code, label=self.said(label(code, self.locale)))

    def maybe_label(self, kind: type[L], code: StrEnum | None) -> L | None:
        return None if code is None else self.label(kind, code)

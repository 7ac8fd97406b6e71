"""Lines of an outline: from texts of the representation, and from the plugin's own words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from urllib.parse import urljoin, urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import get_decimal_symbol
from django.utils import timezone

from research.domain import rich_text
from research.domain.codes import Origin
from research.domain.locales import base_language, name_in, own_name
from research.domain.mentions import Mentions
from research.domain.rich_text import Line, Span
from research.renderings.links import Surroundings
from research.representations import schema_v1 as v1
from research.wording import SOURCE_LANGUAGE, Said, catalogue

_BLANKS = re.compile(r"\s+")
#: The language of a code that is shown because nobody gave it a label.
NO_LANGUAGE = "zxx"


def reading_language(locale: str) -> str:
    """Return the language of the words around content in ``locale``: English where nobody has translated them."""
    return locale if catalogue(locale).has_words else SOURCE_LANGUAGE


class Writer:
    """Makes the lines of one outline."""

    def __init__(self, update: v1.ResearchUpdateV1, around: Surroundings) -> None:
        self.update = update
        self.around = around
        self.links = around.related
        self._here = around.api
        self.language = reading_language(update.locale)
        self.words = catalogue(update.locale)
        self.studies = {block.ref: block for block in update.blocks if isinstance(block, v1.Study)}
        self._mentions = Mentions(
            (entry.term.language, form, entry.code) for entry in update.glossary for form in entry.forms
        )
        try:
            self._cldr = Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            self._cldr = Locale.parse(base_language(self.language))

    def gettext(self, message: str, /, **params: object) -> Line:
        """Say a message in the reader's language, or as written. Named so that ``makemessages`` finds it."""
        return self.said(self.words.gettext(message, **params))

    def ngettext(self, singular: str, plural: str, n: int, /, **params: object) -> Line:
        return self.said(self.words.ngettext(singular, plural, n, **params))

    def said(self, said: Said) -> Line:
        return (Span(said.text, said.language),)

    def text(self, value: v1.Text | None, *, explain: bool = False, strong: bool = False, mark: bool = False) -> Line:
        """Return a text; one that stands in for a missing translation is followed by the name of its language.

        Where the whole update stands in, that is told at its top; ``mark`` repeats it.
        """
        if value is None:
            return ()
        words = _BLANKS.sub(" ", value.text).strip()
        if not words:
            return ()
        if value.language == NO_LANGUAGE:
            return (Span(words, neutral=True, strong=strong),)
        pieces = self._mentions.split(words, value.language) if explain else [(words, "")]
        spans = tuple(Span(piece, value.language, term=code, strong=strong) for piece, code in pieces)
        stands_in = value.origin is Origin.FALLBACK
        told = self.is_fallback and value.language == self.update.language
        return spans + (self.mark(value.language) if stands_in and (mark or not told) else ())

    @property
    def is_fallback(self) -> bool:
        """Whether the update's own text is in another language than its locale."""
        return self.update.language != self.update.locale

    def mark(self, language: str) -> Line:
        """Return “ (in English)” in the reader's language, or the language's own name."""
        return mark(language, self.language)

    def rich(self, value: v1.Html) -> tuple[rich_text.Block, ...]:
        """Return the blocks of rich text, each span with its language."""
        return tuple(self._placed(block, value.language) for block in rich_text.parse(value.html))

    def absolute(self, link: str) -> str:
        """Return an address that leads to the same from a file or a page of another site; "" for what is none."""
        try:
            found = urljoin(self._here, link)
            return found if urlsplit(found).scheme in ("http", "https", "mailto") else ""
        except ValueError:
            return ""

    def _placed(self, block: rich_text.Block, language: str) -> rich_text.Block:
        """Return ``block`` with a language on each span, and links that are absolute."""
        if isinstance(block, rich_text.Items):
            items = tuple(tuple(self._placed(inner, language) for inner in item) for item in block.items)
            return replace(block, items=items)
        return replace(block, spans=tuple(self._placed_span(span, language) for span in block.spans))

    def _placed_span(self, span: Span, language: str) -> Span:
        link = self.absolute(span.link) if span.link else ""
        return replace(span, language=span.language or language, link=link)

    def day(self, value: date | None) -> Line:
        """Return a date in words."""
        if value is None:
            return ()
        if isinstance(value, datetime):
            value = timezone.localtime(value).date()
        return (Span(format_date(value, "long", locale=self._cldr), self.language),)

    def country(self, code: str) -> Line:
        found = self._cldr.territories.get(code.upper())
        return (Span(found, self.language),) if found else neutral(code)

    def figure(self, value: str) -> str:
        """Return a figure as printed in a paper, such as ``< 0.001``, with the reader's decimal sign."""
        return re.sub(r"(?<=\d)\.(?=\d)", get_decimal_symbol(self._cldr, numbering_system="latn"), value)


def mark(language: str, around: str) -> Line:
    """Return “ (in English)” for readers of ``around``."""
    words = catalogue(around).gettext("in %(language)s", language=name_in(language, around))
    if words.origin is Origin.FALLBACK:
        return (Span(f" ({own_name(language)})", language),)
    return (Span(f" ({words.text})", words.language),)


def neutral(value: str | int | None, *, link: str = "") -> Line:
    """Return what is in no language: a name, a figure, an address."""
    words = _BLANKS.sub(" ", str(value)).strip() if value is not None else ""
    return (Span(words, neutral=True, link=link),) if words else ()


def linked(spans: Line, url: str | None, language: str = "") -> Line:
    return tuple(replace(span, link=url, link_language=language) for span in spans) if url else spans


def joined(separator: str, *lines: Line) -> Line:
    """Return the lines that have something in them as one. The separator is in no language."""
    found = [line for line in lines if line]
    between: Line = (Span(separator),)
    return reduce(lambda one, two: one + between + two, found) if found else ()

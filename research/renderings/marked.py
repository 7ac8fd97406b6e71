"""Lines for forms that cannot say in markup which language a text is in: they say it in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from research.domain.locales import base_language, direction
from research.domain.rich_text import Line, Span
from research.renderings.outline import Outline, mark

#: Keeps an address or a figure together and in its order where the text around it runs from right to left.
LEFT_TO_RIGHT = "\u200e"


def marked(spans: Line, outline: Outline) -> Iterator[Span]:
    """Yield the spans of a line, and “(in English)” after each stretch in a language that nobody expects there."""
    stretches = [(language, tuple(found)) for language, found in groupby(spans, key=lambda span: _language(span))]
    rtl = direction(outline.language) == "rtl"
    for number, (language, stretch) in enumerate(stretches):
        for span in stretch:
            yield _left_to_right(span) if rtl and span.neutral else span
        if language and not _expected(language, outline):
            (said,) = mark(language, outline.language)
            following = stretches[number + 1][1][0].text if number + 1 < len(stretches) else ""
            if following != said.text:
                yield said


def _language(span: Span) -> str:
    return "" if span.neutral else span.language


def _expected(language: str, outline: Outline) -> bool:
    """That the whole text is in another language is said at its top."""
    return base_language(language) in {base_language(outline.language), base_language(outline.text_language)}


def _left_to_right(span: Span) -> Span:
    # A name in Arabic letters needs no mark.
    if not any("a" <= letter.lower() <= "z" or letter.isdigit() for letter in span.text):
        return span
    return Span(
        f"{LEFT_TO_RIGHT}{span.text}{LEFT_TO_RIGHT}",
        strong=span.strong,
        emphasis=span.emphasis,
        link=span.link,
        neutral=True,
    )

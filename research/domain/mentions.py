"""Words that a glossary explains, found where a reader first meets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from research.domain.locales import base_language

#: What is written as one with an Arabic word: “and” or “then”, “by”, “like” or “to”, the article (with “to” it is
#: “لل”); and at its end the signs and the letter of its case.
_JOINED, _ARTICLE, _CASE = "[وف]?(?:لل|[بكل]?(?:ال)?)", "(?:ال)?", "(?:\u064bا|ا\u064b|[\u064b-\u0652])?"


def spellings(text: str, language: str, forms: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the codes of the terms that ``text`` mentions, each with the spellings that it has there.

    ``forms`` are the spellings of each code. Of two terms of which one is a part of the other, only the longer one is
    mentioned: “MSC-NP” is no “MSC”.
    """
    folded = text.casefold()
    # Most terms are nowhere in a text, which is told much faster without their borders.
    known = [
        (form, code)
        for code, found in forms.items()
        for form in found
        if form.strip() and all(_stem(word) in folded for word in form.casefold().split())
    ]
    known.sort(key=lambda pair: -len(pair[0]))
    arabic = base_language(language) == "ar"
    patterns = "|".join(f"({_arabic(form) if arabic else re.escape(form)})" for form, _code in known)
    any_of_them = re.compile(rf"(?<!\w){_JOINED if arabic else ''}(?:{patterns})(?!\w)", re.I)
    mentioned: dict[str, list[str]] = {}
    for match in any_of_them.finditer(text) if known else ():
        form, code = known[(match.lastindex or 1) - 1]
        written = form if match[0].casefold() == form.casefold() else match[0]
        if written not in mentioned.setdefault(code, []):
            mentioned[code].append(written)
    return mentioned


def _stem(word: str) -> str:
    """Return a word without the Arabic article, of which “to the” has only one letter."""
    return word.removeprefix("ال")


def _arabic(form: str) -> str:
    first, *others = (re.escape(word) for word in form.split())
    begins = first if _stem(first) == first else f"(?:{first}|(?<=لل){_stem(first)})"
    return r"\s".join(f"{word}{_CASE}" for word in (begins, *(f"{_ARTICLE}{other}" for other in others)))


class Mentions:
    """Finds each term once: it remembers which ones it has found, so that one is made for each page or form.

    ``forms`` are (language, spelling, code of the term).
    """

    def __init__(self, forms: Iterable[tuple[str, str, str]]) -> None:
        self._codes = {
            (base_language(language), form.casefold()): code for language, form, code in forms if form.strip()
        }
        # The longest first, so that “control group” is not taken for “control”.
        spellings = sorted({form for _language, form in self._codes}, key=len, reverse=True)
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)", re.I) if spellings else None
        self._found: set[str] = set()

    def split(self, text: str, language: str) -> Iterator[tuple[str, str]]:
        """Yield ``text`` in pieces with the code of the term that each is, "" for what is none."""
        end = 0
        for match in self._any.finditer(text) if self._any is not None else ():
            code = self._codes.get((base_language(language), match[0].casefold()))
            if code is None or code in self._found:
                continue
            self._found.add(code)
            if before := text[end : match.start()]:
                yield before, ""
            yield match[0], code
            end = match.end()
        if rest := text[end:]:
            yield rest, ""

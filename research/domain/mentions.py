"""Words that a glossary explains, found where a reader first meets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from research.domain.locales import base_language


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

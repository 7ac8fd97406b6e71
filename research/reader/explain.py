"""Words that the glossary explains, linked to their explanation where a reader first meets them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from research.domain.locales import base_language
from research.representations import schema_v1 as v1


def anchor(code: str) -> str:
    """Return the id of the element that explains the term ``code``."""
    return f"glossary-{code}"


class Explainer:
    """Explains each term once in a page: it remembers which ones it has linked."""

    def __init__(self, glossary: Sequence[v1.GlossaryDefinition]) -> None:
        self._codes = {
            (base_language(entry.term.language), form.casefold()): entry.code
            for entry in glossary
            for form in entry.forms
            if form
        }
        # The longest first, so that “control group” is not explained as “control”.
        forms = sorted({form for entry in glossary for form in entry.forms if form}, key=len, reverse=True)
        self._forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.I) if forms else None
        self._explained: set[str] = set()

    def html(self, text: str, language: str) -> SafeString:
        """Return ``text`` as HTML, escaped, with a link at the first occurrence of each term."""
        if self._forms is None:
            return escape(text)
        parts: list[str] = []
        end = 0
        for found in self._forms.finditer(text):
            code = self._codes.get((base_language(language), found[0].casefold()))
            if code is None or code in self._explained:
                continue
            self._explained.add(code)
            parts += [
                escape(text[end : found.start()]),
                f'<a class="term" href="#{escape(anchor(code))}">{escape(found[0])}</a>',
            ]
            end = found.end()
        return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - each part is escaped above

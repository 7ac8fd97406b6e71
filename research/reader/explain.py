"""Words that the glossary explains, linked to their explanation where a reader first meets them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from research.domain.mentions import Mentions
from research.representations import schema_v1 as v1


def anchor(code: str) -> str:
    """Return the id of the element that explains the term ``code``."""
    return f"glossary-{code}"


class Explainer:
    """Explains each term once in a page: it remembers which ones it has linked."""

    def __init__(self, glossary: Sequence[v1.GlossaryDefinition]) -> None:
        self._mentions = Mentions((entry.term.language, form, entry.code) for entry in glossary for form in entry.forms)

    def html(self, text: str, language: str) -> SafeString:
        """Return ``text`` as HTML, escaped, with a link at the first occurrence of each term."""
        parts = [
            f'<a class="term" href="#{escape(anchor(code))}">{escape(piece)}</a>' if code else escape(piece)
            for piece, code in self._mentions.split(text, language)
        ]
        return mark_safe("".join(parts))  # noqa: S308 - each part is escaped above

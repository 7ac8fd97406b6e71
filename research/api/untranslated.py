"""Texts of a draft that nobody has translated yet: they leave under the language that they are in.

What is public never holds one, because no such translation is published. A draft that is shared with a reviewer may.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from research.domain.codes import Origin
from research.domain.locales import direction
from research.domain.text import plain
from research.domain.translation_quality.untranslated import Untranslated
from research.domain.update import Update
from research.models.gate import segment_pairs

#: Sentences that are made around a text of the update; with one in another language inside they are in none.
MADE_AROUND = ("statement_generated", "sentence")


def left_over(source: Update, draft: Update) -> set[str]:
    """Return the texts of ``draft``, without markup, that hold sentences of its ``source``."""
    check = Untranslated()
    return {
        plain(pair.target)
        for pair in segment_pairs(source, draft)
        if pair.target and any(problem.code == check.code for problem in check.check(pair))
    }


def marked(value: Any, left: Collection[str], language: str) -> Any:
    """Return a representation as JSON values in which the texts that are ``left`` say that they are in ``language``.

    So does the block that they stand in. Texts that are left out are those of ``MADE_AROUND``.
    """
    if isinstance(value, list):
        return [marked(one, left, language) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: marked(one, left, language) for name, one in value.items()}
    said = {"language": language, "direction": direction(language), "origin": Origin.FALLBACK.value}
    text = value.get("text") if isinstance(value.get("text"), str) else value.get("html")
    if isinstance(text, str) and "origin" in value and plain(text) in left:
        return {**made, **said}
    if "written_in" in made and any(_is_marked(one, language) for one in made.values()):
        made["written_in"] = said
    for name in MADE_AROUND:
        around = made.get(name)
        if isinstance(around, dict) and any(part in str(around.get("text")) for part in left):
            made[name] = None
    return made


def _is_marked(value: Any, language: str) -> bool:
    return isinstance(value, dict) and value.get("origin") == Origin.FALLBACK and value.get("language") == language

"""Things of one kind that a translation must not swap: mice and people, Monday and Tuesday, before and after.

A file of families (``data/<subject>.<language>.json``) holds, for each family, its members and how each is said.
Members are looked for in the order of the file, and what one has matched is not seen by the next, so that
"more slowly" can be read before "more" is. Members of one name mean the same thing in all languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from research.domain.translation_quality.cues import compiled
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.number_words import fold

#: Where in the text, which member, and the words that say it.
Named = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class _Readers:
    exceptions: re.Pattern[str] | None
    families: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]


@lru_cache(maxsize=64)
def _readers(subject: str, language: str) -> _Readers | None:
    data = load(subject, language)
    if data is None:
        return None
    prefix = data.get("prefix", "")
    return _Readers(
        exceptions=compiled(data["exceptions"], prefix) if data.get("exceptions") else None,
        families={
            family: tuple((member, compiled(said, prefix)) for member, said in members.items())
            for family, members in data["families"].items()
        },
    )


@lru_cache(maxsize=8192)
def named(subject: str, language: str, text: str) -> Mapping[str, tuple[Named, ...]]:
    """Return what ``text`` names of each family, in the order of the text; empty for a language without data."""
    readers = _readers(subject, language)
    if readers is None:
        return {}
    folded = fold(text)
    if readers.exceptions is not None:
        folded = readers.exceptions.sub(_blank, folded)
    found: dict[str, tuple[Named, ...]] = {}
    for family, members in readers.families.items():
        rest = folded
        hits: list[Named] = []
        for member, pattern in members:
            here = [(match.start(), member, match[0]) for match in pattern.finditer(rest)]
            if here:
                hits += here
                rest = pattern.sub(_blank, rest)
        if hits:
            found[family] = tuple(sorted(hits))
    return found


def _blank(match: re.Match[str]) -> str:
    """Leave as many signs as there were: the places of what follows are compared."""
    return ";" * len(match[0])

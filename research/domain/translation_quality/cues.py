"""Words that give a sentence its polarity or its certainty, counted per language from data.

A cue file (``data/<subject>.<language>.json``) holds groups of patterns. Groups are
matched in the order asked for, and what one group has matched is not seen by the next:
so "not only" can be taken away before "not" is counted. ``prefix`` is what a language
writes onto the front of any of its words, such as the Arabic article and particles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from research.domain.text import sentences
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.number_words import fold
from research.domain.translation_quality.pair import SegmentPair


@lru_cache(maxsize=256)
def _pattern(subject: str, language: str, group: str) -> re.Pattern[str] | None:
    data = load(subject, language)
    if data is None or not data.get(group):
        return None
    return compiled(data[group], data.get("prefix", ""))


def compiled(patterns: Iterable[str], prefix: str = "") -> re.Pattern[str]:
    """Return one pattern that finds any of ``patterns`` as whole words of folded text.

    Cue files are written as people spell; texts are folded, so the patterns are folded too.
    """
    longest_first = sorted((fold_pattern(cue) for cue in patterns), key=len, reverse=True)
    return re.compile(rf"(?<![\w]){fold_pattern(prefix)}(?:{'|'.join(longest_first)})(?![\w])")


def fold_pattern(pattern: str) -> str:
    """Fold the letters of a pattern and leave its escapes (``\\w``, ``\\b``) as they are."""
    return "".join(part if part.startswith("\\") else fold(part) for part in re.split(r"(\\.)", pattern))


def known(subject: str, language: str) -> bool:
    """True where somebody has written cues for the language."""
    return load(subject, language) is not None


@lru_cache(maxsize=8192)
def count(subject: str, language: str, text: str, groups: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the cues of each group in ``text``, in the folded spelling."""
    folded = fold(text)
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        pattern = _pattern(subject, language, group)
        if pattern is None:
            found[group] = ()
            continue
        hits: list[str] = []

        def take(match: re.Match[str], hits: list[str] = hits) -> str:
            hits.append(match[0])
            return " ; "

        folded = pattern.sub(take, folded)
        found[group] = tuple(hits)
    return found


def aligned(pair: SegmentPair) -> list[tuple[str, str]]:
    """Return sentence beside sentence where both texts have as many, or else the two texts whole."""
    source = sentences(pair.source_text, pair.source_language)
    target = sentences(pair.target_text, pair.target_language)
    if len(source) == len(target):
        return list(zip(source, target, strict=True))
    return [(pair.source_text, pair.target_text)]

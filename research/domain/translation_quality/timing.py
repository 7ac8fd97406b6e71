"""When something happened, and how often, stays what the source says: before is not after, nor daily weekly.

Months and lengths of time are quantities (``numbers``); here are the words around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality.cues import aligned
from research.domain.translation_quality.families import Named, named
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.pair import SegmentPair

#: Names of the calendar, of which one stands in the place of another.
_NAMES = ("weekday", "season", "part of the day", "frequency", "day", "edge")
#: Little words that each language uses freely: "near" ones keep a member, and ask for none.
_RELATIONS = ("relation", "span")
_NEAR = "near "


def _words(found: tuple[Named, ...], members: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for _, member, said in found if member in members))


def _swap(
    family: str, before: Mapping[str, tuple[Named, ...]], after: Mapping[str, tuple[Named, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return what the source says and the translation does not, and what the translation says instead."""
    source, target = before.get(family, ()), after.get(family, ())
    if not source or not target:
        return None
    said, there = {member for _, member, _ in source}, {member for _, member, _ in target}
    lost = {member for member in said - there if not member.startswith(_NEAR) and _NEAR + member not in there}
    come = {member for member in there - said if not member.startswith(_NEAR) and _NEAR + member not in said}
    if lost and come:
        return _words(source, lost), _words(target, come)
    return None


@dataclass(frozen=True, slots=True)
class Timing:
    """Warning where a word of time was lost and another one of its kind has come."""

    code: str = "time-changed"
    severity: Severity = Severity.WARNING

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or any(load("time", language) is None for language in languages):
            return []
        # Names may move to another sentence; "before" and "after" belong to the sentence they stand in.
        whole = [(pair.source_text, pair.target_text)]
        for families, texts in ((_NAMES, whole), (_RELATIONS, aligned(pair))):
            for source, target in texts:
                before = named("time", pair.source_language, source)
                after = named("time", pair.target_language, target)
                for family in families:
                    if swap := _swap(family, before, after):
                        params = {"source": swap[0], "target": swap[1]}
                        return [Problem(self.code, pair.path, self.severity, params=params)]
        return []

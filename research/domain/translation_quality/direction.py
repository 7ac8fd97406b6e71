"""Fewer does not become more, nor sooner later: the direction of a finding is the finding."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import arms, cues
from research.domain.translation_quality.families import Named, named
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.pair import SegmentPair

_AXES = (("up", "down"), ("late", "early"), ("better", "worse"), ("high", "low"), ("least", "most"))
_DENIALS = ("exceptions", "weak", "lexical", "cues")


def _denies(text: str, language: str) -> bool:
    found = cues.count("negation", language, text, _DENIALS)
    return bool(found["cues"] or found["lexical"])


def _turned(source: list[str], target: list[str]) -> bool:
    """True where both name one pole only and it is not the same, or where one of several cues was turned round."""
    if not source or not target:
        return False
    if len(set(source)) == len(set(target)) == 1:
        return source[0] != target[0]
    # "Low levels, more relapses" beside "low levels, fewer relapses": all other cues are where they were.
    return len(source) == len(target) and sum(map(str.__ne__, source, target)) == 1


@dataclass(frozen=True, slots=True)
class Direction:
    """Warning where the translation points the other way: in doubt, such as beside a negation, it says nothing."""

    code: str = "direction-changed"
    severity: Severity = Severity.WARNING

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or any(load("direction", language) is None for language in languages):
            return []
        for source, target in cues.aligned(pair):
            before = named("direction", pair.source_language, source).get("direction", ())
            after = named("direction", pair.target_language, target).get("direction", ())
            axis = self._axis(before, after)
            if axis is None:
                continue
            # "Not worse" is no worse than "as good", and "fewer on A than on B" says what "more on B than on A" does.
            if _denies(source, pair.source_language) != _denies(target, pair.target_language):
                continue
            if arms.named_otherwise_round(source, pair.source_language, target, pair.target_language):
                continue
            params = {"source": _words(before, axis), "target": _words(after, axis)}
            return [Problem(self.code, pair.path, self.severity, params=params)]
        return []

    @staticmethod
    def _axis(before: tuple[Named, ...], after: tuple[Named, ...]) -> tuple[str, str] | None:
        for axis in _AXES:
            poles = ([member for _, member, _ in found if member in axis] for found in (before, after))
            if _turned(*poles):
                return axis
        return None


def _words(found: tuple[Named, ...], axis: tuple[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for _, member, said in found if member in axis))

"""How sure the source is: a "may" that was lost, or a certainty that was raised, is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import cues
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.number_words import fold
from research.domain.translation_quality.pair import SegmentPair

_GROUPS = ("exceptions", "weak", "moderate", "low")
#: Doubt comes first: what is "not certain" is not "certain".
_STRENGTH_GROUPS = ("weak", "boosters", "assertions")
#: How far from a noun such as "certainty" its adjective may stand, in characters.
_NEAR = 24


@lru_cache(maxsize=64)
def _scale(language: str) -> tuple[re.Pattern[str], tuple[tuple[int, re.Pattern[str]], ...]] | None:
    data = load("hedge", language)
    if data is None:
        return None

    def compiled(patterns: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(cues.fold_pattern, patterns))})(?!\w)")

    levels = tuple((int(level), compiled(patterns)) for level, patterns in data["levels"].items())
    return compiled(data["certainty_nouns"]), levels


@lru_cache(maxsize=4096)
def certainty(text: str, language: str) -> int | None:
    """Return the level of certainty that a text names: 0 very low, 1 low, 2 moderate, 3 high; None for no level."""
    scale = _scale(language)
    if scale is None:
        return None
    nouns, levels = scale
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for noun in nouns.finditer(folded):
        start, end = max(0, noun.start() - _NEAR), min(len(folded), noun.end() + _NEAR)
        taken: list[tuple[int, int]] = []
        for level, pattern in levels:
            for match in pattern.finditer(folded, start, end):
                if any(first <= match.start() < last for first, last in taken):
                    continue  # "low" inside "very low"
                taken.append(match.span())
                found.append((min(abs(match.start() - noun.end()), abs(noun.start() - match.end())), level))
    return min(found)[1] if found else None


def _duties(text: str, language: str) -> tuple[str, ...]:
    return cues.count("hedge", language, text, ("duties",))["duties"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Warning where the translation is surer than its source."""

    code: str = "hedge-lost"
    severity: Severity = Severity.WARNING
    raised_code: str = "certainty-raised"

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or not all(cues.known("hedge", language) for language in languages):
            return []
        found: dict[str, Problem] = {}
        for source, target in cues.aligned(pair):
            lost = self._lost(pair, source, target)
            if lost:
                found.setdefault(self.code, self._problem(self.code, pair, lost, source))
            raised = self._raised(pair, source, target)
            if raised:
                found.setdefault(self.raised_code, self._problem(self.raised_code, pair, raised, target))
        return list(found.values())

    def _problem(self, code: str, pair: SegmentPair, cues_found: tuple[str, ...], sentence: str) -> Problem:
        return Problem(code, pair.path, self.severity, params={"cues": cues_found, "sentence": sentence})

    @staticmethod
    def _lost(pair: SegmentPair, source: str, target: str) -> tuple[str, ...]:
        said = cues.count("hedge", pair.source_language, source, _GROUPS)
        kept = cues.count("hedge", pair.target_language, target, _GROUPS)
        if kept["low"] or kept["moderate"] or kept["weak"]:
            return ()
        return said["low"] + said["moderate"]

    @staticmethod
    def _raised(pair: SegmentPair, source: str, target: str) -> tuple[str, ...]:
        before, after = certainty(source, pair.source_language), certainty(target, pair.target_language)
        if before is not None and after is not None and after > before:
            return (f"{before}>{after}",)
        said = cues.count("hedge", pair.source_language, source, _STRENGTH_GROUPS)
        stronger = cues.count("hedge", pair.target_language, target, _STRENGTH_GROUPS)
        if stronger["boosters"] and not (said["boosters"] or said["assertions"]):
            # "Should" may well be said with "must": a duty is no certainty.
            duties = _duties(source, pair.source_language) and _duties(target, pair.target_language)
            if surer := tuple(booster for booster in stronger["boosters"] if booster not in duties):
                return surer
        hedged = cues.count("hedge", pair.source_language, source, _GROUPS)
        now = cues.count("hedge", pair.target_language, target, _GROUPS)
        if hedged["low"] and not hedged["moderate"] and now["moderate"] and not now["low"]:
            return now["moderate"]
        return ()

"""A sentence that is left out is often the caveat. Sentences may be joined, but then their words are still there."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.text import sentences
from research.domain.translation_quality import cues
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.pair import SegmentPair

#: How much shorter than usual between the two languages a text may be. Plain writing joins and tightens sentences.
_SHORTEST = 0.7
#: Shorter texts, in characters, vary too much in length.
_TELLING = 60


@dataclass(frozen=True, slots=True)
class SentencesKept:
    """Warning where the translation has fewer sentences and is too short, or has lost a "however"."""

    code: str = "sentence-missing"
    severity: Severity = Severity.WARNING

    def check(self, pair: SegmentPair) -> list[Problem]:
        if not pair.comparable or len(pair.source_text) < _TELLING:
            return []
        ours, theirs = load("sentences", pair.source_language), load("sentences", pair.target_language)
        if ours is None or theirs is None:
            return []
        before = len(sentences(pair.source_text, pair.source_language))
        after = len(sentences(pair.target_text, pair.target_language))
        if after >= before:
            return []
        usual = len(pair.source_text) * float(theirs["length"]) / float(ours["length"])
        if len(pair.target_text) >= usual * _SHORTEST and not self._contrast_lost(pair):
            return []
        return [Problem(self.code, pair.path, self.severity, params={"source": before, "target": after})]

    @staticmethod
    def _contrast_lost(pair: SegmentPair) -> bool:
        said = cues.count("sentences", pair.source_language, pair.source_text, ("contrast",))["contrast"]
        kept = cues.count("sentences", pair.target_language, pair.target_text, ("contrast",))["contrast"]
        return bool(said and not kept)

"""“Better” says nothing without what it was better than."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import arms, cues
from research.domain.translation_quality.pair import SegmentPair

#: "near" is what may compare in the translation and asks for nothing in the source: "while", "unlike", "twice".
_GROUPS = ("exceptions", "comparing", "near")


@dataclass(frozen=True, slots=True)
class Comparator:
    """Warning where the source says what it compares with, and the translation compares with nothing."""

    code: str = "comparator-lost"
    severity: Severity = Severity.WARNING

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or not all(cues.known("comparator", language) for language in languages):
            return []
        for source, target in cues.aligned(pair):
            said = cues.count("comparator", pair.source_language, source, _GROUPS)["comparing"]
            if not said:
                continue
            kept = cues.count("comparator", pair.target_language, target, _GROUPS)
            if kept["comparing"] or kept["near"] or self._names_both(pair, source, target):
                continue
            return [Problem(self.code, pair.path, self.severity, params={"cues": said, "sentence": source})]
        return []

    @staticmethod
    def _names_both(pair: SegmentPair, source: str, target: str) -> bool:
        before, _ = arms.shared(source, pair.source_language, target, pair.target_language)
        return len(before) > 1 and len(before) == len(arms.in_order(source, pair.source_language))

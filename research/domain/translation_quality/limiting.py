"""A caveat often hangs on one small word: what was seen “only” in twelve people must not lose it."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import cues
from research.domain.translation_quality.pair import SegmentPair

#: What is near in meaning will do in the translation, and asks for nothing in the source: “in one centre alone”.
_GROUPS = ("exceptions", "near", "limiting")


@dataclass(frozen=True, slots=True)
class Limiting:
    """Warning where the source limits what it says (“only”) and the translation does not."""

    code: str = "limit-lost"
    severity: Severity = Severity.WARNING

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or not all(cues.known("limiting", language) for language in languages):
            return []
        for source, target in cues.aligned(pair):
            said = cues.count("limiting", pair.source_language, source, _GROUPS)["limiting"]
            kept = cues.count("limiting", pair.target_language, target, _GROUPS)
            if said and not (kept["limiting"] or kept["near"]):
                return [Problem(self.code, pair.path, self.severity, params={"cues": said, "sentence": source})]
        return []

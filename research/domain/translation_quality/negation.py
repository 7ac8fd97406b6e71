"""A "not" that was lost or added turns a finding round: it is told, because nobody may overlook it."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import cues
from research.domain.translation_quality.pair import SegmentPair

#: "weak" words (hardly, only, avoid) may stand for a negation on the other side but ask for none.
_GROUPS = ("exceptions", "weak", "lexical", "cues")


def _negations(language: str, text: str) -> tuple[tuple[str, ...], int]:
    """Return the negations, and how many other words might stand for one."""
    found = cues.count("negation", language, text, _GROUPS)
    return found["cues"] + found["lexical"], len(found["weak"])


@dataclass(frozen=True, slots=True)
class Negation:
    """Warning where only one side of a sentence denies something."""

    code: str = "negation-lost"
    severity: Severity = Severity.WARNING
    added_code: str = "negation-added"

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or not all(cues.known("negation", language) for language in languages):
            return []
        found: dict[str, Problem] = {}
        for source, target in cues.aligned(pair):
            source_negations, source_weak = _negations(pair.source_language, source)
            target_negations, target_weak = _negations(pair.target_language, target)
            # "Stopping" beside "l’arrêt" is no negation; a weak word counts where only one side has it.
            if source_negations and not target_negations and target_weak <= source_weak:
                params = {"cues": source_negations, "sentence": source}
                found.setdefault(self.code, Problem(self.code, pair.path, self.severity, params=params))
            elif target_negations and not source_negations and source_weak <= target_weak:
                params = {"cues": target_negations, "sentence": target}
                found.setdefault(self.added_code, Problem(self.added_code, pair.path, self.severity, params=params))
        return list(found.values())

"""A finding about one medicine is never told of another."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import drug_names
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.pair import SegmentPair


@dataclass(frozen=True, slots=True)
class Drugs:
    """Warning where the source names a medicine and the translation another one, or none."""

    code: str = "drug-name-changed"
    severity: Severity = Severity.WARNING
    lost_code: str = "drug-name-lost"

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or any(load("drugs", language) is None for language in languages):
            return []
        said = drug_names.in_text(pair.source_text, pair.source_language)
        there = drug_names.in_text(pair.target_text, pair.target_language)
        lost = tuple(
            written
            for name, written in said.items()
            if name not in there and not drug_names.stands_in(name, pair.target_text, pair.target_language)
        )
        come = tuple(
            written
            for name, written in there.items()
            if name not in said and not drug_names.stands_in(name, pair.source_text, pair.source_language)
        )
        if lost and come:
            return [Problem(self.code, pair.path, self.severity, params={"source": lost, "target": come})]
        # Any Arabic word may have the consonants of a name; from Arabic it takes another name to be sure of one.
        if lost and not pair.source_language.startswith("ar"):
            return [Problem(self.lost_code, pair.path, self.severity, params={"source": lost})]
        return []

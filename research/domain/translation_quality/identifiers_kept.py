"""Identifiers, addresses and links arrive as they left."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import references
from research.domain.translation_quality.pair import SegmentPair


@dataclass(frozen=True, slots=True)
class IdentifiersKept:
    """Error where a DOI, register number, address or link target is missing, added or different."""

    code: str = "identifier-changed"
    severity: Severity = Severity.ERROR

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty:
            return []
        source = references.in_text(pair.source_text, pair.source_language)
        source += references.in_links(pair.source, pair.source_language)
        target = references.in_text(pair.target_text, pair.target_language)
        target += references.in_links(pair.target, pair.target_language)
        if source == target:
            return []
        params = {"missing": tuple((source - target).elements()), "extra": tuple((target - source).elements())}
        return [Problem(self.code, pair.path, self.severity, params=params)]

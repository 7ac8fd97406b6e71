"""A figure keeps its unit: 3 months do not become 3 weeks, nor 5 mg 5 g."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality.numbers import differences
from research.domain.translation_quality.pair import SegmentPair


@dataclass(frozen=True, slots=True)
class Units:
    """Error where a figure has the same value as in the source but another unit.

    Only units that are known in both languages are compared; a unit that is missing on
    one side is nothing to report, because a table heading or a neighbour may hold it.
    """

    code: str = "unit-changed"
    severity: Severity = Severity.ERROR

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty:
            return []
        changed = differences(pair).other_unit
        if not changed:
            return []
        params = {
            "missing": tuple(f"{one.text} {one.unit}" for one, _ in changed),
            "extra": tuple(f"{other.text} {other.unit}" for _, other in changed),
        }
        return [Problem(self.code, pair.path, self.severity, params=params)]

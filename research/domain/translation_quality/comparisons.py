"""A sign such as < or ≥ before a number is as much of the finding as the number."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality.pair import SegmentPair

_SIGN = re.compile(r"[<>≤≥＜＞](?=\s*[-+−]?[\d٠-٩۰-۹])")
_SENSE = {"<": "<", "≤": "<", "＜": "<", ">": ">", "≥": ">", "＞": ">"}


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Error where both texts compare with signs and the signs point elsewhere; words are left to people."""

    code: str = "comparison-changed"
    severity: Severity = Severity.ERROR

    def check(self, pair: SegmentPair) -> list[Problem]:
        before, after = _SIGN.findall(pair.source_text), _SIGN.findall(pair.target_text)
        senses = [Counter(_SENSE[sign] for sign in signs) for signs in (before, after)]
        if len(before) != len(after) or senses[0] == senses[1]:
            return []
        return [Problem(self.code, pair.path, self.severity, params={"source": before, "target": after})]

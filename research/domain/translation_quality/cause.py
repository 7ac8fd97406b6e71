"""What goes together need not cause each other: “linked to” does not become “caused by”."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import cues
from research.domain.translation_quality.pair import SegmentPair

#: "owing" is said of single events too ("in hospital because of flu"), "effect" holds what acts upon something
#: ("reduces the"), "reason" whatever else may stand for a cause.
_GROUPS = ("exceptions", "association", "owing", "cause", "effect", "likelihood", "reason")


@dataclass(frozen=True, slots=True)
class Cause:
    """Warning where the source tells what goes together and the translation what causes what."""

    code: str = "cause-overclaimed"
    severity: Severity = Severity.WARNING

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or not all(cues.known("cause", language) for language in languages):
            return []
        for source, target in cues.aligned(pair):
            said = cues.count("cause", pair.source_language, source, _GROUPS)
            if said["cause"] or said["owing"] or said["effect"] or not (said["association"] or said["likelihood"]):
                continue
            there = cues.count("cause", pair.target_language, target, _GROUPS)
            if there["association"]:
                continue
            claimed = there["cause"]
            if said["association"]:
                claimed += there["owing"] + there["effect"]
            elif said["reason"]:
                continue
            if claimed:
                params = {"source": said["association"] or said["likelihood"], "target": claimed}
                return [Problem(self.code, pair.path, self.severity, params=params)]
        return []

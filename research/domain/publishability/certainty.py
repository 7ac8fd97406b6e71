"""Certainty is somebody's judgement, and weak designs cannot carry much of it (R7)."""

from __future__ import annotations

from research.domain.codes import Certainty, PeerReview, PopulationKind, StudyDesign
from research.domain.finding import Finding
from research.domain.problems import Problem
from research.domain.publishability.limits import Limits
from research.domain.update import Update

NEEDS_RATER = (Certainty.HIGH, Certainty.MODERATE)
LOWEST = (Certainty.VERY_LOW, Certainty.NOT_RATED)


def certainty_is_justified(update: Update, limits: Limits) -> list[Problem]:
    found = []
    for number, finding in enumerate(update.findings, start=1):
        params = {"number": number, "statement": finding.statement, "certainty": finding.certainty}
        at = ("body", finding.id)
        if finding.certainty in NEEDS_RATER and not finding.certainty_by:
            found.append(Problem("certainty-without-rater", (*at, "certainty_by"), params=params))
        if finding.certainty not in LOWEST and (reason := _weak(update, finding)):
            found.append(Problem("certainty-too-high", (*at, "certainty"), params={**params, "reason": reason}))
    return found


def _weak(update: Update, finding: Finding) -> str:
    """Return which weakness caps the certainty at “very low”, as a code; empty where there is none."""
    if finding.population_kind in (PopulationKind.ANIMALS, PopulationKind.CELLS):
        return str(finding.population_kind)
    studies = update.studies_of(finding)
    if studies and all(study.design is StudyDesign.SINGLE_ARM_TRIAL for study in studies):
        return str(StudyDesign.SINGLE_ARM_TRIAL)
    if studies and all(study.peer_review is PeerReview.PREPRINT for study in studies):
        return str(PeerReview.PREPRINT)
    return ""

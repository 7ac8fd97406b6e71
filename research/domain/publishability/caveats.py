"""A finding says what it cannot show (R2), and says what its study's design implies (R4)."""

from __future__ import annotations

from collections.abc import Iterator

from research.domain.codes import (
    LABORATORY_DESIGNS,
    TRIAL_DESIGNS,
    CaveatKind,
    Control,
    Direction,
    Masking,
    OutcomeRole,
    PeerReview,
    PopulationKind,
    StudyDesign,
)
from research.domain.finding import Finding
from research.domain.problems import Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.study import Study
from research.domain.update import Update

#: Kinds that say the same to a reader, so that one will do for the other.
EQUIVALENT: dict[CaveatKind, frozenset[CaveatKind]] = {
    CaveatKind.NOT_PEER_REVIEWED: frozenset({CaveatKind.NOT_PEER_REVIEWED, CaveatKind.PREPRINT}),
}


def caveat_present(update: Update, limits: Limits) -> list[Problem]:
    """R2: at least one caveat, or a reason of 30 characters that a second person agreed to."""
    found = []
    for number, finding in enumerate(update.findings, start=1):
        if finding.caveats:
            continue
        params = {"number": number, "statement": finding.statement, "least": limits.min_reason_characters}
        at = ("body", finding.id)
        if not finding.no_caveat_reason:
            found.append(Problem("finding-without-caveat", (*at, "caveats"), params=params))
        elif len(finding.no_caveat_reason) < limits.min_reason_characters:
            found.append(Problem("no-caveat-reason-too-short", (*at, "no_caveat_reason"), params=params))
        elif not finding.no_caveat_approved_by:
            found.append(Problem("no-caveat-reason-not-agreed", (*at, "no_caveat_approved_by"), params=params))
    return found


def suggested_caveats(update: Update, limits: Limits) -> list[Problem]:
    """R4: what design and numbers imply is said, or somebody writes why not."""
    found: list[Problem] = []
    for number, finding in enumerate(update.findings, start=1):
        # A finding without any caveat has been told so already; one message is enough.
        if not finding.caveats:
            continue
        severity = Severity.WARNING if finding.without_suggested_reason else Severity.ERROR
        found.extend(
            Problem(
                "caveat-suggested",
                ("body", finding.id, "caveats"),
                severity,
                params={"number": number, "statement": finding.statement, "kind": kind},
            )
            for kind in missing_suggestions(update, finding, limits)
        )
    return found


def missing_suggestions(update: Update, finding: Finding, limits: Limits) -> list[CaveatKind]:
    """Return the kinds of caveat that the study implies and the finding does not have, without repeats."""
    wanted = dict.fromkeys(_implied(update, finding, limits))
    return [kind for kind in wanted if not finding.has_caveat(*EQUIVALENT.get(kind, {kind}))]


def _implied(update: Update, finding: Finding, limits: Limits) -> Iterator[CaveatKind]:
    for study in update.studies_of(finding):
        yield from _implied_by_study(study, finding, limits)
    if finding.is_subgroup:
        yield CaveatKind.SUBGROUP_ONLY
    if finding.is_surrogate:
        yield CaveatKind.SURROGATE_OUTCOME
    if finding.outcome_role is OutcomeRole.POST_HOC:
        yield CaveatKind.POST_HOC
    if finding.direction is Direction.BETTER and _main_outcome_failed(update, finding):
        yield CaveatKind.MAIN_OUTCOME_NOT_MET


def _implied_by_study(study: Study, finding: Finding, limits: Limits) -> Iterator[CaveatKind]:
    in_people = finding.population_kind is PopulationKind.PEOPLE and study.design not in LABORATORY_DESIGNS
    if in_people and (study.control is Control.NONE or study.design is StudyDesign.SINGLE_ARM_TRIAL):
        yield CaveatKind.NO_CONTROL_GROUP
    counted = study.n_analysed if study.n_analysed is not None else study.n_completed
    if in_people and counted is not None and counted < limits.small_sample:
        yield CaveatKind.SMALL_SAMPLE
    if study.follow_up is not None and in_people and study.follow_up.months < limits.short_follow_up_months:
        yield CaveatKind.SHORT_FOLLOW_UP
    if study.masking is Masking.NONE and study.design in TRIAL_DESIGNS:
        yield CaveatKind.NOT_BLINDED
    if study.peer_review is not PeerReview.PEER_REVIEWED:
        yield CaveatKind.NOT_PEER_REVIEWED


def _main_outcome_failed(update: Update, finding: Finding) -> bool:
    """True where the same study found no difference on its main outcome and this is another finding."""
    return any(
        other.id != finding.id
        and other.outcome_role is OutcomeRole.PRIMARY
        and other.direction is Direction.NO_DIFFERENCE
        and set(other.study_refs) & set(finding.study_refs)
        for other in update.findings
    )

"""Numbers that do not mislead: relative effects come with counts (R5), and counts agree (R6)."""

from __future__ import annotations

from research.domain.codes import RELATIVE_MEASURES
from research.domain.finding import Finding
from research.domain.problems import Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.update import Update


def effects_have_counts(update: Update, limits: Limits) -> list[Problem]:
    """R5: a ratio or a change in per cent stands beside the counts of both groups."""
    found = []
    for number, finding in enumerate(update.findings, start=1):
        if finding.effect is None or finding.effect.measure not in RELATIVE_MEASURES:
            continue
        counted = [arm for arm in finding.numbers if arm.with_event is not None and arm.out_of is not None]
        if len(counted) < 2:
            found.append(
                Problem(
                    "effect-without-counts",
                    ("body", finding.id, "numbers"),
                    params={"number": number, "statement": finding.statement},
                )
            )
    return found


def counts_agree(update: Update, limits: Limits) -> list[Problem]:
    """R6: with_event <= out_of <= people analysed in the study.

    Groups of unequal size are a warning only: they are common, and bringing them to one
    denominator would mean working a number out, which is never done.
    """
    found = []
    for number, finding in enumerate(update.findings, start=1):
        params = {"number": number, "statement": finding.statement}
        most = _most(update, finding)
        for arm in finding.numbers:
            at = ("body", finding.id, "numbers", arm.id)
            counts = {**params, "with_event": arm.with_event, "out_of": arm.out_of, "label": arm.label}
            if arm.with_event is None or arm.out_of is None:
                found.append(Problem("count-incomplete", (*at, "out_of"), params=counts))
                continue
            if arm.with_event > arm.out_of:
                found.append(Problem("count-above-total", (*at, "with_event"), params=counts))
            if most is not None and arm.out_of > most:
                found.append(Problem("total-above-study", (*at, "out_of"), params={**counts, "most": most}))
        if len({arm.out_of for arm in finding.numbers if arm.out_of is not None}) > 1:
            found.append(
                Problem("denominators-differ", ("body", finding.id, "numbers"), Severity.WARNING, params=params)
            )
    return found


def _most(update: Update, finding: Finding) -> int | None:
    """Return how many people the studies of a finding counted together; ``None`` where one does not say."""
    totals = [study.n_analysed or study.n_enrolled for study in update.studies_of(finding)]
    known = [total for total in totals if total is not None]
    return sum(known) if totals and len(known) == len(totals) else None

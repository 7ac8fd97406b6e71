"""No finding without a caveat (R2), and caveats that the study calls for (R4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from research.domain.codes import (
    CaveatKind,
    Control,
    Direction,
    Masking,
    OutcomeRole,
    PeerReview,
    PopulationKind,
    StudyDesign,
    TimeUnit,
)
from research.domain.study import Duration
from research.domain.update import Update
from tests.domain.good_update import REASON, caveat, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R2: no caveat": (update(study(), finding(caveats=())), ["finding-without-caveat"]),
    "R2: a reason that is too short": (
        update(study(), finding(caveats=(), no_caveat_reason="None needed.", no_caveat_approved_by="B. Second")),
        ["no-caveat-reason-too-short"],
    ),
    "R2: a reason of one person": (
        update(study(), finding(caveats=(), no_caveat_reason=REASON)),
        ["no-caveat-reason-not-agreed"],
    ),
    "R2: a reason that two people share": (
        update(study(), finding(caveats=(), no_caveat_reason=REASON, no_caveat_approved_by="B. Second")),
        [],
    ),
    "R4: no comparison group": (update(study(control=Control.NONE), finding()), ["caveat-suggested"]),
    "R4: a single arm": (update(study(design=StudyDesign.SINGLE_ARM_TRIAL), finding()), ["caveat-suggested"]),
    "R4: 29 people": (update(study(n_analysed=29), finding()), ["caveat-suggested"]),
    "R4: 30 people": (update(study(n_analysed=30), finding()), []),
    "R4: five months": (
        update(study(follow_up=Duration(Decimal(5), TimeUnit.MONTHS)), finding()),
        ["caveat-suggested"],
    ),
    "R4: half a year in days": (update(study(follow_up=Duration(Decimal(183), TimeUnit.DAYS)), finding()), []),
    "R4: everybody knew": (update(study(masking=Masking.NONE), finding()), ["caveat-suggested"]),
    "R4: everybody knew, but it was no trial": (
        update(study(masking=Masking.NONE, design=StudyDesign.COHORT), finding()),
        [],
    ),
    "R4: a conference talk": (update(study(peer_review=PeerReview.CONFERENCE), finding()), ["caveat-suggested"]),
    "R4: a preprint that is said to be": (
        update(study(peer_review=PeerReview.PREPRINT), finding(caveats=(caveat(CaveatKind.PREPRINT),))),
        [],
    ),
    "R4: a part of the people": (update(study(), finding(is_subgroup=True)), ["caveat-suggested"]),
    "R4: measured indirectly": (update(study(), finding(is_surrogate=True)), ["caveat-suggested"]),
    "R4: thought of afterwards": (
        update(study(), finding(outcome_role=OutcomeRole.POST_HOC)),
        ["caveat-suggested"],
    ),
    "R4: better, where the main outcome was not": (
        update(
            study(),
            finding(),
            finding(id="f2", outcome_role=OutcomeRole.SECONDARY, direction=Direction.BETTER),
        ),
        ["caveat-suggested"],
    ),
    "R4: left out for a reason": (
        update(study(control=Control.NONE), finding(without_suggested_reason="It is a survey.")),
        [],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


WARNINGS: dict[str, tuple[Update, str]] = {
    "R4: left out for a reason": (
        update(study(control=Control.NONE), finding(without_suggested_reason="It is a survey.")),
        "caveat-suggested",
    ),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)


@pytest.mark.parametrize("kind", list(PopulationKind))
@pytest.mark.parametrize("reason", ["", "Short.", REASON])
def test_finding_without_caveat_never_goes_by_one_person_alone(kind: PopulationKind, reason: str) -> None:
    assert found(update(study(), finding(population_kind=kind, caveats=(), no_caveat_reason=reason))) != []

"""A domain update against which no rule has anything to say, for tests that spoil one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from research.domain.codes import (
    CaveatKind,
    Control,
    Direction,
    DisclosureKind,
    HarmsReporting,
    OutcomeRole,
    PeerReview,
    PopulationKind,
    StudyDesign,
    TimeUnit,
)
from research.domain.finding import Arm, Caveat, Finding
from research.domain.problems import errors
from research.domain.publishability import problems
from research.domain.publishability.limits import Limits
from research.domain.study import Duration, Study
from research.domain.update import Disclosure, KeyMessage, Update

TODAY = date(2026, 6, 1)
LIMITS = Limits(today=TODAY)
#: A reason for leaving every caveat out that is long enough (R2).
REASON = "Every person in the country took part, and nobody was lost."


def study(**changes: Any) -> Study:
    """A randomised trial of 54 people that calls for no caveat by itself."""
    good = Study(
        id="s1",
        ref="trial",
        title_plain="Cells compared with salt water",
        peer_review=PeerReview.PEER_REVIEWED,
        design=StudyDesign.RCT_PARALLEL,
        control=Control.PLACEBO,
        population="Adults with progressive MS.",
        n_enrolled=54,
        n_analysed=54,
        follow_up=Duration(Decimal(1), TimeUnit.YEARS),
        harms_reporting=HarmsReporting.NONE_REPORTED,
    )
    return replace(good, **changes)


def caveat(kind: CaveatKind = CaveatKind.SINGLE_STUDY, **changes: Any) -> Caveat:
    return replace(Caveat(id=f"c-{kind}", kind=kind), **changes)


def arm(label: str, with_event: int | None, out_of: int | None) -> Arm:
    return Arm(id=label, label=label, with_event=with_event, out_of=out_of)


def finding(**changes: Any) -> Finding:
    good = Finding(
        id="f1",
        study_refs=("trial",),
        population_kind=PopulationKind.PEOPLE,
        outcome="Disability",
        outcome_role=OutcomeRole.PRIMARY,
        direction=Direction.NO_DIFFERENCE,
        statement="Disability was about the same in both groups.",
        caveats=(caveat(),),
    )
    return replace(good, **changes)


def update(*body: Any, **changes: Any) -> Update:
    good = Update(
        language="en",
        key="5a7c1c3e-0000-4000-8000-000000000001",
        title="Cells compared with salt water",
        summary=(KeyMessage("m1", "Disability was about the same."),),
        body=body or (study(), finding()),
        disclosures=(Disclosure(DisclosureKind.NONE, who="The authors", asked_on=TODAY, id="d1"),),
        evidence_current_to=TODAY,
        next_review_due=date(2027, 6, 1),
    )
    return replace(good, **changes)


def found(of: Update, only_errors: bool = True) -> list[str]:
    """The codes that the rules find in ``of``, sorted; warnings too where asked for."""
    all_found = problems(of, LIMITS)
    return sorted(p.code for p in (errors(all_found) if only_errors else all_found))

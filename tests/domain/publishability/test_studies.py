"""Findings cite studies of the page (R1), and the numbers of a study agree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.codes import CaveatKind, Control, StudyDesign
from research.domain.update import Update
from tests.domain.good_update import caveat, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R1: no study cited": (update(study(), finding(study_refs=())), ["finding-without-study"]),
    "R1: no study cited and none to cite": (update(finding(study_refs=())), ["no-study-to-cite"]),
    "R1: a study that is not there": (
        update(study(), finding(study_refs=("trial", "other"))),
        ["finding-cites-unknown-study"],
    ),
    "R1: no study on the page": (update(finding()), ["finding-cites-unknown-study"]),
    "R1: two studies of one name": (update(study(), study(id="s2"), finding()), ["study-ref-twice"]),
    "R1: more analysed than enrolled": (
        update(study(n_enrolled=20, n_analysed=54), finding()),
        ["study-numbers-disagree"],
    ),
    "R1: more stayed than enrolled": (update(study(n_completed=60), finding()), ["study-numbers-disagree"]),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


@pytest.mark.parametrize(
    ("design", "control", "told"),
    [
        (StudyDesign.RCT_PARALLEL, Control.NOT_APPLICABLE, True),
        (StudyDesign.RCT_PARALLEL, Control.NONE, True),
        (StudyDesign.RCT_PARALLEL, Control.USUAL_CARE, False),
        (StudyDesign.SINGLE_ARM_TRIAL, Control.PLACEBO, True),
        (StudyDesign.SINGLE_ARM_TRIAL, Control.NOT_APPLICABLE, True),
        (StudyDesign.SINGLE_ARM_TRIAL, Control.HISTORICAL, False),
        (StudyDesign.CASE_REPORT, Control.NOT_APPLICABLE, False),
    ],
)
def test_trial_that_does_not_say_what_fits_its_kind_is_told(design: StudyDesign, control: Control, told: bool) -> None:
    of = update(study(design=design, control=control), finding(caveats=(caveat(CaveatKind.NO_CONTROL_GROUP),)))

    assert ("comparison-unfit" in found(of, only_errors=False)) is told

"""Findings cite studies of the page (R1), and the numbers of a study agree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.update import Update
from tests.domain.good_update import finding, found, study, update

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

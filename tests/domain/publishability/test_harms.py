"""What is known of harms is stated (R12)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.codes import HarmsReporting
from research.domain.update import Update
from tests.domain.good_update import finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R12: nothing about harms": (
        update(study(harms_reporting=HarmsReporting.NOT_STATED), finding()),
        ["harms-not-stated"],
    ),
    "R12: harms that nobody describes": (
        update(study(harms_reporting=HarmsReporting.DESCRIBED), finding()),
        ["harms-not-described"],
    ),
    "R12: harms that the paper does not report": (
        update(study(harms_reporting=HarmsReporting.NOT_REPORTED), finding()),
        [],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)

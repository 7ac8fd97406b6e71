"""No ratio without its counts (R5), and counts that agree (R6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from research.domain.codes import EffectMeasure
from research.domain.finding import Effect
from research.domain.update import Update
from tests.domain.good_update import arm, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R5: a ratio alone": (
        update(study(), finding(effect=Effect(EffectMeasure.RISK_RATIO, Decimal("0.8")))),
        ["effect-without-counts"],
    ),
    "R5: a ratio with one group": (
        update(
            study(),
            finding(effect=Effect(EffectMeasure.PERCENT_CHANGE, Decimal(-20)), numbers=(arm("cells", 9, 27),)),
        ),
        ["effect-without-counts"],
    ),
    "R5: a ratio with both groups": (
        update(
            study(),
            finding(
                effect=Effect(EffectMeasure.ODDS_RATIO, Decimal("0.8")),
                numbers=(arm("cells", 9, 27), arm("salt water", 10, 27)),
            ),
        ),
        [],
    ),
    "R5: a difference of means alone": (
        update(study(), finding(effect=Effect(EffectMeasure.MEAN_DIFFERENCE, Decimal("0.8")))),
        [],
    ),
    "R6: more than all": (update(study(), finding(numbers=(arm("cells", 28, 27),))), ["count-above-total"]),
    "R6: more than in the study": (update(study(), finding(numbers=(arm("cells", 9, 55),))), ["total-above-study"]),
    "R6: half a count": (update(study(), finding(numbers=(arm("cells", 9, None),))), ["count-incomplete"]),
    "R6: all of the study": (update(study(), finding(numbers=(arm("cells", 54, 54),))), []),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


WARNINGS: dict[str, tuple[Update, str]] = {
    "R6: groups of unequal size": (
        update(study(), finding(numbers=(arm("cells", 9, 27), arm("salt water", 10, 26)))),
        "denominators-differ",
    ),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)

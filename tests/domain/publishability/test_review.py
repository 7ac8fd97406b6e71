"""An update is looked at again when it is due (R11)."""

from __future__ import annotations

from datetime import date

import pytest

from research.domain.update import Update
from tests.domain.good_update import TODAY, found, update

WARNINGS: dict[str, tuple[Update, str]] = {
    "R11: overdue by a day": (update(next_review_due=date(2026, 5, 31)), "review-overdue"),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)


def test_review_that_is_due_today_is_not_overdue() -> None:
    assert found(update(next_review_due=TODAY), only_errors=False) == []

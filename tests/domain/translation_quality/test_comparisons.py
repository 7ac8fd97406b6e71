"""Signs that compare point the same way in both languages."""

from __future__ import annotations

import pytest

from research.domain.translation_quality import SegmentPair
from research.domain.translation_quality.comparisons import Comparisons


def codes(source: str, target: str) -> list[str]:
    return [problem.code for problem in Comparisons().check(SegmentPair(("body",), source, target, "en", "es"))]


@pytest.mark.parametrize(
    ("source", "target"),
    [("p < 0.05", "p > 0,05"), ("n ≥ 30", "n ≤ 30"), ("p < 0.05 and n > 9", "p < 0,05 y n < 9")],
)
def test_sign_that_was_turned_round_is_an_error(source: str, target: str) -> None:
    assert codes(source, target) == ["comparison-changed"]


@pytest.mark.parametrize(
    ("source", "target"),
    [("p &lt; 0.05", "p &lt; 0,05"), ("n ≥ 30", "n > 29"), ("p < 0.05", "p menor que 0,05"), ("a -> b", "a > b")],
)
def test_sign_that_still_says_the_same_or_is_said_in_words_raises_nothing(source: str, target: str) -> None:
    assert codes(source, target) == []

"""How many signs are drawn for how many people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.icon_array import MOST, Signs, signs

counts = st.integers(1, 5000).flatmap(lambda out_of: st.tuples(st.integers(0, out_of), st.just(out_of)))


def test_up_to_a_hundred_people_are_a_sign_each() -> None:
    assert signs([(7, 20), (33, 100)]) == (Signs(7, 20), Signs(33, 100))


@pytest.mark.parametrize(
    ("given_", "drawn"),
    [
        ([(41, 120)], (Signs(34, 100, about=True),)),
        ([(1, 200)], (Signs(1, 100, about=True),)),
        ([(0, 120), (120, 120)], (Signs(0, 100, about=True), Signs(100, 100, about=True))),
        ([(7, 20), (41, 120)], (Signs(35, 100, about=True), Signs(34, 100, about=True))),
    ],
)
def test_larger_groups_are_so_many_of_a_hundred_and_so_are_those_beside_them(
    given_: list[tuple[int, int]], drawn: tuple[Signs, ...]
) -> None:
    assert signs(given_) == drawn


@pytest.mark.parametrize("rare", [[(1, 1000)], [(999, 1000)], [(7, 20), (1, 1000)], [(96, 1000), (104, 1000)]])
def test_nothing_is_drawn_where_rounding_would_make_nobody_of_somebody_or_the_same_of_what_differs(
    rare: list[tuple[int, int]],
) -> None:
    assert signs(rare) == (None,) * len(rare)


@pytest.mark.parametrize("wrong", [(0, 0), (8, 7), (-1, 7)])
def test_counts_that_cannot_be_are_not_drawn_and_the_others_are(wrong: tuple[int, int]) -> None:
    assert signs([wrong, (7, 20)]) == (None, Signs(7, 20))


@given(st.lists(counts, min_size=1, max_size=4))
def test_groups_above_a_hundred_have_one_denominator_and_are_never_off_by_more_than_half_a_sign(
    groups: list[tuple[int, int]],
) -> None:
    drawn = signs(groups)

    assert len(drawn) == len(groups)
    about = any(out_of > MOST for _with_event, out_of in groups)
    for (with_event, out_of), made in zip(groups, drawn, strict=True):
        if made is None:
            continue
        assert made.about == about
        assert made.out_of == (MOST if about else out_of)
        assert abs(made.with_event / made.out_of - with_event / out_of) <= 0.5 / made.out_of + 1e-9
        assert (made.with_event == 0) == (with_event == 0)
        assert (made.with_event == made.out_of) == (with_event == out_of)

"""A problem stands at the block that it is about; where that is gone, at the nearest one that is there."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from research.blocks.errors import stream_error
from research.domain.problems import Path, Problem
from research.models import ResearchUpdatePage
from tests import stream_data
from tests.factories import new_page
from tests.stream_data import raw

# A page looks its content type up when it is made.
pytestmark = pytest.mark.django_db

BLOCK = ResearchUpdatePage._meta.get_field("body").stream_block
BODY = [
    stream_data.study("s1"),
    stream_data.finding(
        "f1",
        numbers=[raw("arm", {"label": "Cells", "with_event": 7, "out_of": 20}, "a1")],
        caveats=[stream_data.caveat(block_id="c1")],
    ),
    stream_data.table("t1"),
    stream_data.rich(block_id="r1"),
]


def error_at(*path: str) -> StreamBlockValidationError:
    value = new_page(body=BODY).body
    error = stream_error(BLOCK, value, [Problem("harms-not-stated", path)], lambda p: f"said of {p.code}")
    assert isinstance(error, StreamBlockValidationError)
    return error


def walk(error: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the places at which ``error`` says something."""
    found = [place] if getattr(error, "non_block_errors", None) else []
    for key, child in (getattr(error, "block_errors", None) or {}).items():
        nested = hasattr(child, "block_errors") or hasattr(child, "non_block_errors")
        found += walk(child, (*place, key)) if nested else [(*place, key)]
    return found


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("f1", "statement"), (1, "statement")),
        (("f1", "caveats"), (1, "caveats")),
        (("f1", "caveats", "c1", "detail"), (1, "caveats", 0, "detail")),
        (("f1", "numbers", "a1", "out_of"), (1, "numbers", 0, "out_of")),
        (("s1", "harms_reporting"), (0, "harms_reporting")),
        (("s1", "identifiers", "i1", "value"), (0, "identifiers")),
        (("s1", "follow_up", "value"), (0, "follow_up", "value")),
        (("r1",), (3,)),
        (("t1", "cell-0-0"), (2,)),
        ((), ()),
        # Nobody is told nothing because the place is gone.
        (("gone", "statement"), ()),
        (("f1", "gone"), (1,)),
        (("f1", "numbers", "gone", "out_of"), (1, "numbers")),
    ],
)
def test_problem_is_shown_at_its_block_or_the_nearest_one(path: Path, place: tuple[Any, ...]) -> None:
    assert walk(error_at(*path)) == [place]


def test_words_and_code_of_the_problem_are_kept() -> None:
    struct = error_at("s1", "harms_reporting").block_errors[0]

    assert isinstance(struct, StructBlockValidationError)
    (error,) = struct.block_errors["harms_reporting"].error_list
    assert (error.message, error.code) == ("said of harms-not-stated", "harms-not-stated")


def test_two_problems_of_one_block_are_both_shown() -> None:
    value = new_page(body=BODY).body
    problems = [
        Problem("harms-not-stated", ("s1", "harms_reporting")),
        Problem("study-without-title", ("s1", "title_plain")),
    ]

    error = stream_error(BLOCK, value, problems, lambda p: p.code)

    assert sorted(walk(error)) == [(0, "harms_reporting"), (0, "title_plain")]

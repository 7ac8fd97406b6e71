"""Counters of answers begin anew with each test, so that no answer of another test is the same one again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from research.feedback import limit


@pytest.fixture(autouse=True)
def _count_anew() -> Iterator[None]:
    limit.forget()
    yield
    limit.forget()

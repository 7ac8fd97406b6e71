"""Nothing that a test has told a cache of goes on after it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _nothing_is_told_after_the_test() -> Iterator[None]:
    """Caches are told once more in a moment, and that moment would be in the test of somebody else."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.cancel()
            thread.join()

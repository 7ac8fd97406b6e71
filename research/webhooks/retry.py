"""When a delivery that failed is tried again."""

from __future__ import annotations

import random

# Not for secrets: it only spreads the load of those who wait.
_spread = random.SystemRandom()


def longest_wait(failures: int, waits: tuple[float, float]) -> float:
    """Return the seconds to wait at most after so many failures in a row: doubled each time, up to a limit."""
    first, limit = waits
    return float(min(first * 2 ** min(failures - 1, 30), limit))


def wait(failures: int, waits: tuple[float, float], retry_after: float | None = None) -> float:
    """Return how many seconds to wait: any time up to the longest (“full jitter”), so that receivers that were down
    are not asked by everybody at once. A receiver that names a time is given it, up to the limit.
    """
    drawn = _spread.uniform(0, longest_wait(failures, waits))
    return drawn if retry_after is None else max(drawn, min(retry_after, waits[1]))

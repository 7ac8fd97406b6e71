"""Limits: so many requests in each minute, for an address or for a key."""

from __future__ import annotations

import logging
from functools import lru_cache
from math import ceil
from time import monotonic, time
from typing import NamedTuple
from zlib import crc32

from research.counting.stores import Store

logger = logging.getLogger("research")

#: Seconds for which requests are counted together.
WINDOW = 60
#: Seconds after which a store that failed is asked again.
REST = 5.0


class Standing(NamedTuple):
    """What a client has left: ``remaining`` requests until ``reset`` seconds from now; ``over`` if it has too few."""

    policy: str
    limit: int
    remaining: int
    reset: int
    over: bool

    def fields(self) -> dict[str, str]:
        """Return the header fields of draft-ietf-httpapi-ratelimit-headers."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={self.remaining};t={self.reset}',
        }


@lru_cache(maxsize=8192)
def _offset(who: str) -> int:
    return crc32(who.encode("utf-8", "replace")) % WINDOW


class Limiter:
    """Counts in ``store``. A store that fails lets everybody through, and says so once until it works again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._failed = False
        self._rests_until = float("-inf")

    def count(self, policy: str, who: str, limit: int) -> Standing | None:
        """Count a request of ``who`` and return their standing; ``None`` where nobody can tell."""
        if self._failed and monotonic() < self._rests_until:
            return None
        now = time()
        # Each client has a minute of its own, so that those who wait do not all come back in the same second.
        number, since = divmod(now + _offset(who), WINDOW)
        try:
            counted = self._store.incr(f"research/{policy}/{who}/{int(number)}", WINDOW)
        except Exception as problem:
            # Whatever it was: the API is there for readers, not for counting them.
            self._fails(problem)
            return None
        if self._failed:
            self._failed = False
            logger.warning("Requests of the API are counted again.")
        left = limit - counted
        return Standing(policy, limit, max(left, 0), ceil(WINDOW - since), left < 0)

    def _fails(self, problem: Exception) -> None:
        self._rests_until = monotonic() + REST
        if not self._failed:
            self._failed = True
            logger.warning(
                "Requests of the API cannot be counted (%s: %s), so nobody is limited. See RATE_LIMIT_STORE.",
                type(problem).__name__,
                problem,
            )

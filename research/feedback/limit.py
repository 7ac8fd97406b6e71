"""How often one reader may answer, and whether an answer is the same one again.

The address of a reader is known here for the time of a request, and to the counter for a minute. It is written nowhere.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from django.http import HttpRequest

from research import conf
from research.counting.addresses import client
from research.counting.limits import Limiter, Standing
from research.counting.stores import store

POLICY, AGAIN = "feedback", "feedback-again"


@lru_cache(maxsize=4)
def _limiter(address: str) -> Limiter:
    return Limiter(store(address))


def is_open() -> bool:
    """Tell whether this process takes answers of readers."""
    return bool(conf.setting("FEEDBACK_RATE_LIMIT"))


def standing(request: HttpRequest) -> Standing | None:
    """Count an answer of the reader who asks; ``None`` where nobody can tell."""
    limit = conf.setting("FEEDBACK_RATE_LIMIT")
    return _counter().count(POLICY, _reader(request), limit)


def is_again(request: HttpRequest, answer: str) -> bool:
    """Tell whether the same reader has sent the same answer in this minute, as a double click does."""
    digest = hashlib.sha256(answer.encode("utf-8", "replace")).hexdigest()[:32]
    counted = _counter().count(AGAIN, f"{_reader(request)}/{digest}", 1)
    return counted is not None and counted.over


def forget() -> None:
    """Begin to count anew, for tests."""
    _limiter.cache_clear()


def _counter() -> Limiter:
    return _limiter(conf.setting("RATE_LIMIT_STORE"))


def _reader(request: HttpRequest) -> str:
    return client(request.META, conf.setting("TRUSTED_PROXIES"))

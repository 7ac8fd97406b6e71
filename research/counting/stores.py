"""Where requests are counted: in this process, or in a store that all processes share, by the package ``limits``."""

from __future__ import annotations

from collections import OrderedDict
from importlib import import_module
from itertools import count
from typing import Any, Protocol

MEMORY = "memory://"
#: At most so many counters a process: about 15 MB. The oldest make room, and theirs begin anew.
MOST_COUNTERS = 50_000
#: Seconds that a shared store has to answer.
PATIENCE = 0.25


class Store(Protocol):
    def incr(self, key: str, expiry: int) -> int:
        """Count one more under ``key`` for ``expiry`` seconds from the first on, and return how many there are."""


class MemoryStore:
    """Counts in this process. No thread and no lock: each step is one call that no other thread comes between.

    That of ``limits`` starts a thread up to a hundred times a second, which walks through all counters.
    A key is never used again after its time, so nothing has to expire: what is oldest is pushed out.
    """

    def __init__(self, most: int = MOST_COUNTERS) -> None:
        self._most = most
        self._counters: OrderedDict[str, count[int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._counters)

    def incr(self, key: str, expiry: int) -> int:
        counter = self._counters.get(key)
        if counter is None:
            counter = self._counters.setdefault(key, count(1))
            if len(self._counters) > self._most:
                self._counters.popitem(last=False)
        return next(counter)


def store(address: str) -> Store:
    """Return the store at ``address``. Raises ``ValueError`` with a sentence where there can be none.

    Nothing is connected to yet.
    """
    if address == MEMORY:
        return MemoryStore()
    try:
        shared: Any = import_module("research.counting.shared")
    except ImportError:
        raise ValueError(f"Install the package “limits” to count in {_scheme(address)}, or use {MEMORY}") from None
    options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE} if "redis" in _scheme(address) else {}
    try:
        made: Store = shared.storage_from_string(address, **options)
    except Exception as problem:
        # Whatever it stumbles over, the remedy is the same. The address may hold a password and is not repeated.
        raise ValueError(
            f"It cannot count in {_scheme(address)} ({type(problem).__name__}). "
            f"Use {MEMORY} or an address such as redis://127.0.0.1:6379/1, with the package of that store installed."
        ) from None
    return made


def _scheme(address: str) -> str:
    return address.partition("://")[0][:20]

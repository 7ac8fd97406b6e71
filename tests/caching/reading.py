"""Somebody who reads one address all the time, and what they saw after a moment at which it changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer. ``asked_at`` is a monotonic time in seconds, before the request was sent."""

    asked_at: float
    answer: httpx.Response


@dataclass
class Reader:
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def ask(self, client: httpx.Client) -> httpx.Response:
        asked_at = time.monotonic()
        answer = client.get(self.address, headers=dict(self.headers))
        self.seen.append(Seen(asked_at, answer))
        return answer

    def oldest(self, since: float, is_old: Callable[[httpx.Response], bool]) -> float:
        """Return the seconds from ``since`` to the last request that still was answered as before; 0 for none."""
        old = [seen.asked_at - since for seen in self.seen if seen.asked_at > since and is_old(seen.answer)]
        return max(old, default=0.0)


@contextmanager
def reading(*readers: Reader, pause: float = 0.005) -> Iterator[None]:
    """Let each reader ask without an end, in a thread of its own, until the block is left."""
    over = threading.Event()

    def read(reader: Reader) -> None:
        with httpx.Client(timeout=20) as client:
            while not over.is_set():
                reader.ask(client)
                time.sleep(pause)

    threads = [threading.Thread(target=read, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()

"""The answers that a process keeps: at most so many bytes of them, the longest unused dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

#: What an answer takes beside its body and its headers, roughly.
OVERHEAD = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer. ``read_at`` is a monotonic time, in seconds, before it was read from the database."""

    body: bytes
    headers: Mapping[str, str]
    etag: str
    tags: frozenset[str]
    read_at: float


#: Under the key of an address: its answer, or the names of the request headers that choose between several.
Entry = Kept | tuple[str, ...]


class Answers:
    """Safe to use from several threads. ``generation`` changes whenever something is dropped because it changed."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.forget()

    def forget(self) -> None:
        """Begin anew, also after a fork in the middle of anything."""
        self._lock = Lock()
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self.bytes = 0
        self.generation = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> Entry | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, entries: Mapping[Hashable, Entry], generation: int) -> None:
        """Keep ``entries``, unless something was dropped since ``generation``: they may have been read before that."""
        with self._lock:
            if generation != self.generation:
                return
            for key, entry in entries.items():
                self._take(key)
                self._entries[key] = entry
                self.bytes += _size(entry)
            while self.bytes > self.most_bytes:
                self._take(next(iter(self._entries)))

    def drop(self, tags: Iterable[str] | None) -> None:
        """Drop what has one of ``tags``; everything for ``None``."""
        with self._lock:
            self.generation += 1
            if tags is None:
                self._entries.clear()
                self.bytes = 0
                return
            named = frozenset(tags)
            for key, entry in list(self._entries.items()):
                # What has no tag says nothing of what it depends on.
                if isinstance(entry, Kept) and (not entry.tags or not entry.tags.isdisjoint(named)):
                    self._take(key)

    def _take(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.bytes -= _size(entry)


def _size(entry: Entry) -> int:
    if not isinstance(entry, Kept):
        return OVERHEAD
    return OVERHEAD + len(entry.body) + sum(len(name) + len(value) for name, value in entry.headers.items())

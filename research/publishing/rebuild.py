"""Build representations again, for what no signal tells of a page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from research.models import OutboxRow, Scope
from research.publishing.concerned import keys_of
from research.publishing.drain import build_key


def build_again(keys: Iterable[uuid.UUID]) -> Iterator[tuple[uuid.UUID, bool]]:
    """Build each update anew, one transaction each, and yield its key and whether it could be built."""
    for key in keys:
        OutboxRow.objects.create(scope=Scope.KEY, subject=str(key))
        yield key, build_key(str(key))


def every_key(after: str = "") -> Iterator[uuid.UUID]:
    """Yield every update that has a page or that the journal calls public, in order, a few hundred at a time."""
    while keys := keys_of(Scope.ALL, "", after=after, at_most=500):
        yield from keys
        after = str(keys[-1])


def rebuild_everything() -> int:
    """Build every update anew. Returns how many could be built."""
    return sum(built for _key, built in build_again(every_key()))

"""Build representations again, for what no signal tells of a page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

from research.models import OutboxRow, Scope
from research.publishing.concerned import keys_of
from research.publishing.drain import Outcome, build_keys

#: How many updates are built in one transaction. What is asked once for all of them weighs little from here on.
#: Whoever publishes one of them meanwhile waits for the others: a second or less, longer on a busy machine.
TOGETHER = 20


def build_again(keys: Iterable[uuid.UUID]) -> Iterator[tuple[uuid.UUID, bool]]:
    """Build each update anew, a few in one transaction, and yield its key and whether that went well."""
    remaining = iter(keys)
    while some := list(islice(remaining, TOGETHER)):
        OutboxRow.objects.bulk_create(OutboxRow(scope=Scope.KEY, subject=str(key)) for key in some)
        outcomes = build_keys([str(key) for key in some])
        # What somebody else has built meanwhile is built as well.
        yield from ((key, outcomes[str(key)] is not Outcome.FAILED) for key in some)


def every_key(after: str = "") -> Iterator[uuid.UUID]:
    """Yield every update that has a page or that the journal calls public, in order, a few hundred at a time."""
    while keys := keys_of(Scope.ALL, "", after=after, at_most=500):
        yield from keys
        after = str(keys[-1])


def rebuild_everything() -> int:
    """Build every update anew. Returns how many could be built."""
    return sum(built for _key, built in build_again(every_key()))

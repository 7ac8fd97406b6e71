"""What the database says of changes, in one small query: the journal, the outbox, and whether anything was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, router
from django.utils import timezone

from research.models import Change, JournalHead, OutboxRow, Scope

#: Above this many changed updates nothing is picked out: everything is dropped.
MOST_KEYS = 200

#: What stays the same for as long as nothing at all is committed to the database. PostgreSQL names the transactions
#: that a query sees; SQLite counts the commits of other connections, as this connection sees them. Nothing for others.
_VERSION = {
    "postgresql": "pg_current_snapshot()::text",
    "sqlite": "(SELECT data_version FROM pragma_data_version)",
}


@dataclass(frozen=True, slots=True)
class Signs:
    """``told`` moves when somebody tells of a change: the head of the journal, the newest waiting build, their number.

    ``version`` is equal to that of an earlier look if nothing was written in between; ``None`` where the database
    has no such thing. It holds a connection where it means nothing to another one (``own``).
    """

    told: tuple[int, int, int]
    version: tuple[Any, ...] | None
    own: bool


def database() -> str:
    return router.db_for_read(Change) or DEFAULT_DB_ALIAS


def look() -> Signs:
    """Ask the database. Raises what its driver raises."""
    connection = connections[database()]
    with connection.cursor() as cursor:
        cursor.execute(_query(connection.vendor))
        head, newest, waiting, version = cursor.fetchone()
    told = (head or 0, newest or 0, waiting)
    if version is None:
        return Signs(told, None, own=False)
    # A day is part of it, because an update is overdue for review from midnight on.
    seen: tuple[Any, ...] = (version, timezone.localdate())
    if connection.vendor != "sqlite":
        return Signs(told, seen, own=False)
    # What this very connection writes is not counted by data_version.
    return Signs(told, (*seen, connection.connection, connection.connection.total_changes), own=True)


def _query(vendor: str) -> str:
    head, waiting = JournalHead._meta.db_table, OutboxRow._meta.db_table
    # Made of the names of our own tables.
    return (
        # Made of names of tables and columns alone.
        f"SELECT (SELECT sequence FROM {head} WHERE id = 1), (SELECT MAX(id) FROM {waiting}), "  # noqa: S608
        f"(SELECT COUNT(*) FROM {waiting}), {_VERSION.get(vendor, 'NULL')}"
    )


def changed_since(before: Signs) -> frozenset[str] | None:
    """Return the keys of updates that changed since ``before``, or wait to be built; ``None`` if it may be any."""
    changes = Change.objects.filter(sequence__gt=before.told[0]).order_by("sequence")
    told = list(changes.values_list("translation_key", flat=True)[: MOST_KEYS + 1])
    waiting = list(OutboxRow.objects.order_by("pk").values_list("scope", "subject")[: MOST_KEYS + 1])
    if max(len(told), len(waiting)) > MOST_KEYS or _wide(scope for scope, _subject in waiting):
        return None
    return frozenset([*map(str, told), *(subject for _scope, subject in waiting)])


def _wide(scopes: Iterable[str]) -> bool:
    return any(scope != Scope.KEY for scope in scopes)

"""Do what the outbox asks for: take wide scopes apart, build one update at a time.

Any number of processes may drain at once. Whoever locks the rows of an update first holds them until its build is
stored, and reads the pages only then: the next one waits and sees everything that was committed before, so an older
build never replaces a newer one.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import Enum

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from research import conf
from research.models import OutboxRow, Scope
from research.publishing import followers, journal
from research.publishing.concerned import keys_of
from research.publishing.store import store_groups

logger = logging.getLogger("research")

#: How many updates of a wide scope are noted in one transaction.
CHUNK = 500
#: Seconds before a build that failed is tried again; doubled each time, up to an hour.
FIRST_WAIT, LONGEST_WAIT = 5, 3600
#: Seconds before a build is begun again that the database stopped because others were at it, too.
AGAIN_AT_ONCE = (0.05, 0.2, 0.8)


def drain_after_commit(row: OutboxRow) -> None:
    """Do what ``row`` asks for, in the process that wrote it.

    With ``WORKER`` set only a single update is built here, so that nobody waits in the admin for thousands. What
    others left behind, because they were killed, is done as well: a few at a time.
    """
    if row.scope == Scope.KEY:
        build_key(row.subject)
    elif not conf.setting("WORKER"):
        _take_apart_all(row)
        drain()
    if not conf.setting("WORKER"):
        drain(at_most=conf.setting("LEFT_OVER_AT_ONCE"))
    followers.catch_up_in_process()


def drain(at_most: int | None = None) -> int:
    """Do everything that is due, or ``at_most`` builds. Returns how many updates were built."""
    return sum(1 for _key in draining(at_most))


def draining(at_most: int | None = None) -> Iterator[str]:
    """Do what is due, and yield each translation key once it is stored."""
    built = 0
    while at_most is None or built < at_most:
        done, key = _do_next()
        if not done:
            return
        if key:
            built += 1
            yield key


def _do_next() -> tuple[bool, str]:
    """Do one piece of work that is due and that nobody else is at; return whether there was any, and what it built."""
    due = OutboxRow.objects.due(timezone.now()).order_by("pk")
    if not connection.features.has_select_for_update_skip_locked:
        return _do(due.first())
    # The lock is let go again: whoever builds takes those of all rows of the update, in order.
    with transaction.atomic():
        row = due.select_for_update(skip_locked=True).first()
    return _do(row)


def _do(row: OutboxRow | None) -> tuple[bool, str]:
    if row is None:
        return False, ""
    if row.scope != Scope.KEY:
        _take_apart(row)
        return True, ""
    return True, row.subject if build_key(row.subject) is Outcome.BUILT else ""


class Outcome(Enum):
    BUILT = "built"
    NOTHING = "somebody else has built it, or nothing had been asked for"
    FAILED = "failed, and waits"


def build_key(key: str) -> Outcome:
    """Build, store and journal one update in all its locales.

    A database that was only busy is asked again at once. Anything else is tried again later.
    """
    for wait in (*AGAIN_AT_ONCE, None):
        try:
            return Outcome.BUILT if _build([key]) else Outcome.NOTHING
        except OperationalError as busy:
            if wait is None:
                return _failed(key, busy)
            time.sleep(wait)
        except Exception as error:  # whatever it was, the others must still be built
            return _failed(key, error)
    raise AssertionError("The last attempt returns.")


def _failed(key: str, error: Exception) -> Outcome:
    logger.exception("The update %s could not be built; it is tried again later.", key, exc_info=error)
    _put_off(key, error)
    return Outcome.FAILED


def build_keys(keys: Sequence[str]) -> dict[str, Outcome]:
    """Build several updates in one transaction, and say what became of each.

    If one of them fails, each is built by itself.
    """
    try:
        built = _build(keys)
    except Exception as error:  # whatever it was, it is met again by the update that it is about
        logger.info("%s updates could not be built together (%s); each is built by itself.", len(keys), error)
        return {key: build_key(key) for key in keys}
    return {key: Outcome.BUILT if key in built else Outcome.NOTHING for key in keys}


def _build(keys: Sequence[str]) -> set[str]:
    """Build those of ``keys`` that the outbox holds, and return them."""
    with transaction.atomic(), conf.asking_once():
        rows = _locked(keys)
        wanted = sorted({uuid.UUID(key) for key in rows.values()})
        if wanted:
            store_groups(wanted)
            journal.record(wanted)
            OutboxRow.objects.filter(pk__in=rows).delete()
        return set(rows.values())


def _locked(keys: Sequence[str]) -> dict[int, str]:
    """Lock the rows of ``keys`` until the end of the transaction; return each with its key.

    In one order, and nobody touches a row that they have not locked here, so that no two wait for each other.
    """
    waiting = OutboxRow.objects.filter(scope=Scope.KEY, subject__in=keys)
    if connection.features.has_select_for_update:
        return dict(waiting.select_for_update().order_by("pk").values_list("pk", "subject"))
    # SQLite has one writer, and whoever reads before they write may be told to begin again.
    waiting.update(attempts=F("attempts") + 1)
    return dict(waiting.values_list("pk", "subject"))


def _put_off(key: str, error: Exception) -> None:
    for row in OutboxRow.objects.filter(scope=Scope.KEY, subject=key):
        wait = min(FIRST_WAIT * 2 ** min(row.attempts, 12), LONGEST_WAIT)
        # It may be gone by now, because somebody else has built the update.
        OutboxRow.objects.filter(pk=row.pk).update(
            attempts=row.attempts + 1,
            not_before=timezone.now() + timedelta(seconds=wait),
            error=f"{type(error).__name__}: {error}"[:2000],
        )


def _take_apart_all(row: OutboxRow) -> None:
    while _take_apart(row):
        pass


def _take_apart(row: OutboxRow) -> bool:
    """Note the next updates that a wide scope concerns; ``False`` once there are no more and the row is gone."""
    with transaction.atomic():
        if not OutboxRow.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1):
            return False
        current = OutboxRow.objects.get(pk=row.pk)
        keys = keys_of(current.scope, current.subject, after=current.reached, at_most=CHUNK)
        OutboxRow.objects.bulk_create(OutboxRow(scope=Scope.KEY, subject=str(key)) for key in keys)
        if len(keys) < CHUNK:
            current.delete()
            return False
        OutboxRow.objects.filter(pk=row.pk).update(reached=str(keys[-1]))
    return True


def pending() -> int:
    """Return how many pieces of work wait."""
    return OutboxRow.objects.count()

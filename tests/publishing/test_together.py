"""Several processes publish, drain and rebuild at once: none waits for another in a circle, and no change is lost."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection, connections

from research.models import Change, OutboxRow, Representation, ResearchUpdatePage
from research.publishing import drain, journal
from research.publishing.rebuild import rebuild_everything
from tests.factories import ResearchUpdateFactory

pytestmark = [pytest.mark.usefixtures("real_commits"), pytest.mark.requires_postgresql]

ROUNDS = 40 if os.environ.get("ENDURANCE") == "true" else 1
UPDATES = 3


def at_once(*works: Callable[[], object]) -> list[str]:
    """Do each work in a thread of its own, begun together; return what went wrong."""
    wrong: list[str] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except Exception:
            wrong.append(traceback.format_exc())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_publishing_draining_and_rebuilding_at_once_lose_nothing(caplog: pytest.LogCaptureFixture) -> None:
    pages = [ResearchUpdateFactory.create(live=True) for _number in range(UPDATES)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        before = cursor.fetchone()[0]

    def publish() -> None:
        for page in pages:
            fresh = ResearchUpdatePage.objects.get(pk=page.pk)
            fresh.title = f"{fresh.title[:60]} again"
            fresh.save_revision().publish()

    def note_and_drain() -> None:
        for page in pages:
            OutboxRow.objects.create(scope="key", subject=str(page.translation_key))
        drain.drain()

    for _round in range(ROUNDS):
        assert at_once(publish, rebuild_everything, rebuild_everything, note_and_drain) == []
    drain.drain()

    assert [record.getMessage() for record in caplog.records if record.name == "research"] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        assert cursor.fetchone()[0] == before
    assert drain.pending() == 0
    for page in pages:
        page.refresh_from_db()
        stored = Representation.objects.get(pk=page.pk)
        told = Change.objects.get(translation_key=page.translation_key, current=True)
        assert (stored.title, stored.revision, told.etag) == (page.title, page.live_revision_id, stored.etag)
    assert list(Change.objects.order_by("sequence").values_list("sequence", flat=True)) == list(
        range(1, journal.head() + 1)
    )
    call_command("reconcile")
    assert drain.pending() == 0

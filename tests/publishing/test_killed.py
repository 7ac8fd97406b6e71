"""A process that is killed in the middle of a publication loses nothing and leaves nothing wrong behind.

Each run forks, publishes in the child, kills the child with SIGKILL at one point, and looks at what the next process
finds. ``ENDURANCE=true`` does a hundred runs at each point.
"""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from research.models import Change, OutboxRow, ResearchUpdatePage
from research.publishing import drain, followers, journal, outbox
from tests.factories import ResearchUpdateFactory, set_stream, site_tree, stream
from tests.promises.test_api_follows_the_pages import every_item, public_now
from tests.promises.texts import sentence

pytestmark = pytest.mark.usefixtures("real_commits")

RUNS = 100 if os.environ.get("ENDURANCE") == "true" else 1
SURVIVED = 3


def die(*args: Any, **kwargs: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(work: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        work(*args, **kwargs)
        die()

    return wrapped


def spoil(holder: Any, name: str, after: bool) -> None:
    setattr(holder, name, then_die(getattr(holder, name)) if after else die)


#: Where the child is killed: what is replaced, and whether it still does its work before.
POINTS: dict[str, tuple[Any, str, bool]] = {
    "before the outbox row": (outbox.OutboxRow.objects, "create", False),
    "with the outbox row, before the commit": (outbox.OutboxRow.objects, "create", True),
    "after the commit": (outbox, "drain_after_commit", False),
    "with the rows locked": (drain, "store_groups", False),
    "stored, before the journal": (drain, "store_groups", True),
    "journalled, before the rows are deleted": (journal, "record", True),
    "committed, before the followers": (followers, "catch_up_in_process", False),
}
#: Points at which the publication had been committed, so that the next process must bring it out.
COMMITTED = [name for name in POINTS if "outbox row" not in name]


def change(page: ResearchUpdatePage, kind: str, number: int) -> None:
    match kind:
        case "edit":
            body = stream(page)
            body[1]["value"]["statement"] = sentence("en", number)
            set_stream(page, "body", body)
            page.save_revision().publish()
        case "unpublish":
            page.unpublish()
        case "restrict":
            PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")
        case "delete":
            page.delete()


def killed_at(point: str, work: Callable[[], None]) -> None:
    """Do ``work`` in a child process that is killed at ``point``; fail where it was not."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            spoil(*POINTS[point])
            work()
        finally:
            os._exit(SURVIVED)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"The child was not killed {point}: {status}"
    assert os.WTERMSIG(status) == signal.SIGKILL


def served() -> dict[tuple[str, str], str]:
    items = every_item("updates/?limit=50")
    return {(item["translation_key"], item["locale"]): item["title"]["text"] for item in items}


@pytest.mark.parametrize("point", POINTS)
def test_killed_publication_is_brought_out_by_the_next_process(point: str) -> None:
    site_tree()
    chance = random.Random(point)  # noqa: S311 - the same runs each time
    for number in range(RUNS):
        page = ResearchUpdateFactory.create(live=True)
        kind = chance.choice(["edit", "unpublish", "restrict", "delete"])
        killed_at(point, lambda page=page, kind=kind, number=number: change(page, kind, number + 20))

        # Before anything is mended: what is not public is not served, whatever is stored.
        public = public_now()
        assert set(served()) <= set(public)
        if point in COMMITTED:
            drain.drain()
            assert_follows(public)
        call_command("reconcile", verbosity=0)

        assert_follows(public_now())
        ResearchUpdatePage.objects.all().delete()
        PageViewRestriction.objects.all().delete()
        drain.drain()


def assert_follows(public: dict[tuple[str, str], Any]) -> None:
    listed = {(item["translation_key"], item["locale"]): item for item in every_item("updates/?limit=50")}
    assert set(listed) == set(public)
    for place, (body, _tag) in public.items():
        assert {name: listed[place][name] for name in body} == body
    told = Change.objects.filter(current=True, removed=False)
    assert {(str(row.translation_key), row.locale): row.etag for row in told} == {
        place: tag for place, (_body, tag) in public.items()
    }
    numbers = list(Change.objects.values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert OutboxRow.objects.count() == 0
    assert Client().get("/api/research/v1/changes/").status_code == 200

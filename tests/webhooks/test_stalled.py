"""Where nothing does what a worker should do, people are told, and told what to start."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from research.checks import worker_runs
from research.models import OutboxRow, Representation, WebhookDelivery
from research.webhooks.admin import address
from research.webhooks.leases import claim, release
from research.webhooks.stalled import PATIENCE, stalled
from tests.factories import ResearchUpdateFactory, user
from tests.webhooks.journal import endpoint, journalled

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(hours=3)
REMEDY = "manage.py research_worker"


def waiting(**fields: Any) -> Any:
    """Return an endpoint that has not been told of what changed long ago."""
    made = endpoint(**fields)
    journalled(2, at=LONG_AGO)
    return made


def old_build() -> None:
    row = OutboxRow.objects.create(scope="all")
    OutboxRow.objects.filter(pk=row.pk).update(noted_at=LONG_AGO)


def test_change_that_nobody_sends_is_noticed_with_its_time() -> None:
    waiting()

    assert stalled().webhooks == LONG_AGO


def test_nothing_is_said_where_nothing_waits() -> None:
    endpoint()
    journalled(1, at=timezone.now() - PATIENCE / 2)

    assert not stalled()


@pytest.mark.parametrize(
    "fields",
    [
        # Told when the test runs: others may have taken longer than a worker is waited for.
        lambda: {"enabled": False},
        lambda: {"failures": 2, "not_before": timezone.now() + timedelta(hours=1)},
        lambda: {"failures": 2, "not_before": timezone.now() - PATIENCE / 2},
    ],
    ids=["paused", "tried again later", "to be tried again since a moment"],
)
def test_endpoint_that_a_worker_would_not_have_served_either_is_no_sign(fields: Callable[[], dict[str, Any]]) -> None:
    waiting(**fields())

    assert not stalled()


def test_worker_that_is_busy_with_another_endpoint_runs() -> None:
    waiting(), waiting()
    lease = claim()
    assert lease is not None

    assert not stalled()
    release(lease)
    assert not stalled()
    assert stalled(timezone.now() + timedelta(hours=1))


def test_test_that_somebody_asked_for_and_that_was_never_sent_is_a_sign() -> None:
    made = endpoint(enabled=False)
    WebhookDelivery.objects.create(endpoint=made, kind="test", message_id="m", state="waiting", at=LONG_AGO)

    assert stalled().webhooks == LONG_AGO


def test_build_that_waits_is_noticed_unless_others_are_built_meanwhile() -> None:
    ResearchUpdateFactory.create(live=True)
    old_build()
    assert stalled().builds is None

    Representation.objects.update(built_at=LONG_AGO)
    assert stalled().builds == LONG_AGO
    OutboxRow.objects.update(not_before=timezone.now() + timedelta(hours=1))
    assert stalled().builds is None


def test_it_costs_few_queries_however_much_waits() -> None:
    for _ in range(5):
        waiting()
    old_build()

    with CaptureQueriesContext(connection) as queries:
        assert stalled().sentences

    assert len(queries) == 4


def test_admin_says_so_on_its_front_page_and_above_the_webhooks() -> None:
    waiting()
    old_build()
    client = Client()
    client.force_login(user("keeper", superuser=True))

    for screen in (reverse("wagtailadmin_home"), address("index"), address("deliveries")):
        assert client.get(screen).content.decode().count(REMEDY) == 2, screen


def test_front_page_says_nothing_to_who_has_nothing_to_do_with_webhooks_nor_where_a_worker_runs() -> None:
    person = user("writer")
    person.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    writer, keeper = Client(), Client()
    writer.force_login(person)
    keeper.force_login(user("keeper", superuser=True))
    assert "No worker runs" not in keeper.get(reverse("wagtailadmin_home")).content.decode()
    waiting()

    assert REMEDY not in writer.get(reverse("wagtailadmin_home")).content.decode()
    assert "No worker runs" in keeper.get(reverse("wagtailadmin_home")).content.decode()


def test_check_of_the_database_warns_and_other_checks_ask_nothing() -> None:
    waiting()

    (warning,) = worker_runs(databases=["default"])

    assert (warning.id, REMEDY in str(warning.hint)) == ("research.W003", True)
    assert worker_runs(databases=None) == []


def test_reconcile_says_so_before_it_does_the_work_itself() -> None:
    old_build()
    said, rows = StringIO(), StringIO()

    call_command("reconcile", stdout=said)
    old_build()
    call_command("reconcile", "--json", stdout=rows)

    assert REMEDY in said.getvalue().splitlines()[0]
    assert json.loads(rows.getvalue().splitlines()[0])["found"] == "no_worker"

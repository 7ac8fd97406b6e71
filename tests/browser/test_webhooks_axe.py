"""axe-core on the screens of webhooks, and how a person adds one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from research.models import WebhookDelivery, WebhookEndpoint
from research.webhooks.admin import address
from tests.browser.test_admin_axe import findings
from tests.factories import user
from tests.webhooks.journal import endpoint, journalled

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_adds_a_webhook_and_copies_its_secret(live_server: LiveServer, sign_in: Callable[[Any], Page]) -> None:
    page = sign_in(user("keeper", superuser=True))
    page.goto(live_server.url + address("add"))

    page.get_by_label("Address").fill("https://127.0.0.1/hooks")
    page.get_by_role("button", name="Create").click()
    page.get_by_text("private or reserved network").wait_for()
    assert list(findings(page)) == []
    page.get_by_label("Address").fill("https://93.184.216.34/hooks")
    page.get_by_role("button", name="Create").click()

    secret = page.locator("#webhook-secret").inner_text()
    assert secret == WebhookEndpoint.objects.get().secret
    assert list(findings(page)) == []
    page.reload()
    assert page.locator("#webhook-secret").count() == 0


def test_axe_finds_nothing_of_ours_on_the_screens_of_webhooks(
    live_server: LiveServer, sign_in: Callable[[Any], Page]
) -> None:
    made = endpoint(description="The clinic", enabled=False, disabled_because="gone", failures=3)
    endpoint(failures=2, failing_since=timezone.now(), not_before=timezone.now())
    sent = WebhookDelivery.objects.create(
        endpoint=made,
        kind="change",
        sequence=1,
        message_id="msg",
        state="failed",
        failure="redirect",
        status=302,
        at=timezone.now(),
    )
    endpoint()
    journalled(at=timezone.now() - timedelta(hours=1))
    page = sign_in(user("keeper", superuser=True))
    found = {}
    for url in (
        address("index"),
        reverse("wagtailadmin_home"),
        address("edit", made.pk),
        address("test", made.pk),
        address("new_secret", made.pk),
        address("deliveries"),
        address("again", sent.pk),
    ):
        page.goto(live_server.url + url)
        found[url] = list(findings(page))

    assert {url: nodes for url, nodes in found.items() if nodes} == {}

"""axe-core on the screens of API keys, and how a person makes a key, uses it and revokes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from research.access.admin import address
from research.access.keys import KNOWN
from research.models import ApiKey, KeyScope
from tests.access.asking import UPDATES, bearer, key, past
from tests.browser.test_admin_axe import findings
from tests.factories import user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_makes_a_key_and_revokes_it(live_server: LiveServer, sign_in: Callable[[Any], Page]) -> None:
    page = sign_in(user("keeper", superuser=True))
    page.goto(live_server.url + address("index"))
    page.get_by_role("heading", name="Nobody has an API key").wait_for()
    assert list(findings(page)) == []
    page.get_by_role("link", name="Make a key").click()

    page.get_by_label("Name").fill("App for patients")
    page.get_by_label("Whom it belongs to").fill("The clinic")
    page.get_by_label("Requests a minute").fill("0")
    page.get_by_role("button", name="Create").click()
    page.get_by_text("greater than or equal to 1").first.wait_for()
    page.wait_for_timeout(1500)
    assert list(findings(page)) == []
    page.get_by_label("Requests a minute").fill("100")
    page.get_by_role("button", name="Create").click()

    secret = page.locator("#api-key").inner_text()
    assert ApiKey.of(secret) == ApiKey.objects.get()
    assert list(findings(page)) == []
    assert httpx.get(live_server.url + UPDATES, headers=bearer(secret)).status_code == 200

    page.get_by_role("link", name="Go to the API keys").click()
    assert page.locator("#api-key").count() == 0
    page.get_by_role("link", name="App for patients", exact=True).click()
    page.goto(live_server.url + address("revoke", ApiKey.objects.get().pk))
    assert list(findings(page)) == []
    page.get_by_role("button", name="Revoke").click()
    page.get_by_text("opens nothing any more").wait_for()
    page.wait_for_timeout(1000 * KNOWN)
    assert httpx.get(live_server.url + UPDATES, headers=bearer(secret)).status_code == 401


def test_axe_finds_nothing_of_ours_on_the_screens_of_keys(
    live_server: LiveServer, sign_in: Callable[[Any], Page]
) -> None:
    row = key(KeyScope.READ, KeyScope.PREVIEW, limit=5)[0]
    revoked = key(revoked_at=past())[0]
    page = sign_in(user("keeper", superuser=True))
    found = {}
    for url in (
        address("index"),
        address("add"),
        address("edit", row.pk),
        address("edit", revoked.pk),
        address("revoke", row.pk),
        address("delete", row.pk),
        address("history", row.pk),
    ):
        page.goto(live_server.url + url)
        page.wait_for_load_state("networkidle")
        found[url] = list(findings(page))

    assert {url: nodes for url, nodes in found.items() if nodes} == {}

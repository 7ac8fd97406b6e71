"""axe-core on the screen that says which forms a site can make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from research.renderings import admin, audio
from tests.browser.test_admin_axe import findings
from tests.factories import site_tree, user

pytestmark = pytest.mark.django_db(transaction=True)


def test_axe_finds_nothing_of_ours_where_a_form_lacks_something(
    live_server: LiveServer, sign_in: Callable[[Any], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    site_tree()
    monkeypatch.setattr(audio, "SPEAKS", "no-such-program")
    page = sign_in(user("keeper", superuser=True))

    page.goto(live_server.url + reverse(admin.NAME))
    page.get_by_role("heading", name="Forms of updates").first.wait_for()

    assert page.get_by_role("row", name="Audio").get_by_text("espeak-ng").is_visible()
    assert list(findings(page)) == []

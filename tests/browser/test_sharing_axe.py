"""How a person shares a draft, and axe-core on the screen where it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from research.models import PreviewToken
from tests.browser.test_admin_axe import findings
from tests.factories import ResearchUpdateFactory, translated, user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_shares_a_draft_and_takes_it_back(live_server: LiveServer, sign_in: Callable[[Any], Page]) -> None:
    draft = ResearchUpdateFactory.create(title="Cells that are not told of yet")
    page = sign_in(user("editor", superuser=True))
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    page.goto(live_server.url + reverse("research_share", args=[draft.pk]))

    heading = page.get_by_role("heading", level=1)
    assert " ".join(heading.inner_text().split()) == "Share draft Cells that are not told of yet"
    assert heading.locator("[lang=en]").inner_text() == "Cells that are not told of yet"
    assert list(findings(page)) == []
    page.get_by_label("For whom").fill("The clinic")
    page.get_by_role("button", name="Make an address").click()

    address = page.get_by_label("Address of the draft").input_value()
    assert Client().get(address.removeprefix(live_server.url)).status_code == 200
    assert list(findings(page)) == []
    page.get_by_role("button", name="Revoke the address for The clinic").click()
    page.get_by_text("no longer opens this draft").wait_for()
    assert Client().get(address.removeprefix(live_server.url)).status_code == 403
    assert list(findings(page)) == []


def test_a_title_is_in_its_own_language_and_a_wrong_form_says_so(
    live_server: LiveServer, sign_in: Callable[[Any], Page]
) -> None:
    arabic = translated(ResearchUpdateFactory.create(), "ar")
    page = sign_in(user("editor", superuser=True))
    page.goto(live_server.url + reverse("research_share", args=[arabic.pk]))

    assert page.locator("h1 [lang=ar]").inner_text() == arabic.title
    page.get_by_label("For whom").fill("The clinic")
    page.get_by_label("Valid for how many days").evaluate(
        "field => { field.removeAttribute('max'); field.value = 900 }"
    )
    page.get_by_role("button", name="Make an address").click()
    page.get_by_text("less than or equal to 90").wait_for()

    assert list(findings(page)) == []
    assert not PreviewToken.objects.exists()

"""The page that explains the API: readable by everybody, without scripts and without other sites."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_docs_page_has_no_axe_violation_and_names_every_operation(
    live_server: LiveServer, browser_page: Page, blocked_requests: list[str]
) -> None:
    browser_page.goto(f"{live_server.url}/api/research/v1/docs/")

    for name in ("List updates", "Read one update"):
        expect(browser_page.get_by_role("heading", name=name)).to_be_visible()
    for details in browser_page.locator("details").all():
        details.evaluate("element => element.open = true")
    violations = Axe().run(browser_page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in violations] == []
    assert blocked_requests == []


@pytest.mark.parametrize("address", ["problems/", "problems/locale-not-available/"])
def test_catalogue_of_problems_has_no_axe_violation(
    address: str, live_server: LiveServer, browser_page: Page, blocked_requests: list[str]
) -> None:
    browser_page.goto(f"{live_server.url}/api/research/v1/{address}")

    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()
    violations = Axe().run(browser_page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in violations] == []
    assert blocked_requests == []

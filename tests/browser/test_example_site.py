"""The example site of the TypeScript client in Chromium: an update in Arabic, read from right to left."""

from __future__ import annotations

import json
import socket
import subprocess
import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from research.models import Representation
from tests.clients.typescript import built
from tests.demo import Rows, present

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.requires_node]

API = "/api/research/v1/updates/"


@pytest.fixture
def example_site(demo_rows: Rows, live_server: LiveServer) -> Iterator[str]:
    """The address of the example site, which reads the demo from the live server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with present(demo_rows):
        command = ["node", str(built() / "site.js"), live_server.url, port]
        # A command of ours, without a shell.
        program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
        try:
            assert program.stdout is not None
            yield program.stdout.readline().strip()
        finally:
            program.terminate()
            program.wait(timeout=10)


def arabic(**of_body: object) -> str:
    """Return the key of an Arabic update whose representation has something in each of the named fields."""
    rows = Representation.objects.filter(locale__language_code="ar")
    for row in rows:
        if all(json.loads(row.body)[name] for name in of_body):
            return str(row.translation_key)
    raise AssertionError("The demo has no such update.")


def test_arabic_update_is_shown_from_right_to_left_with_what_must_come_first(
    example_site: str, browser_page: Page, blocked_requests: list[str]
) -> None:
    key = arabic(conflict_of_interest=True)
    update = Client().get(f"{API}{key}/?locale=ar").json()
    findings = [block for block in update["blocks"] if block["type"] == "finding"]

    browser_page.goto(f"{example_site}{key}?locale=ar")

    root = browser_page.locator("html")
    expect(root).to_have_attribute("lang", update["language"])
    expect(root).to_have_attribute("dir", "rtl")
    expect(browser_page.get_by_role("heading", level=1)).to_have_text(update["title"]["text"])
    text = browser_page.locator("main").inner_text()
    first = text.index(update["conflict_of_interest"]["notice"]["text"])
    assert first < text.index(update["title"]["text"]) < text.index(findings[0]["statement"]["text"])
    shown = browser_page.locator("article.finding")
    assert shown.count() == len(findings)
    for number, finding in enumerate(findings):
        inside = shown.nth(number)
        for caveat in finding["caveats"]:
            expect(inside).to_contain_text(caveat["sentence"]["text"])
    assert Axe().run(browser_page).response["violations"] == []
    assert blocked_requests == []


def test_update_that_was_overtaken_says_so_before_anything_else(example_site: str, browser_page: Page) -> None:
    for row in Representation.objects.filter(locale__language_code="ar"):
        body = json.loads(row.body)
        if body["evidence"]["notice"]:
            break
    else:
        raise AssertionError("The demo has no overtaken update.")

    browser_page.goto(f"{example_site}{body['translation_key']}?locale=ar")

    assert browser_page.locator("main").inner_text().startswith(body["evidence"]["notice"]["text"])


def test_reader_gets_the_language_of_the_browser_and_each_text_its_own_mark(example_site: str) -> None:
    key = arabic()
    # Our own server.
    asked = urllib.request.Request(f"{example_site}{key}", headers={"Accept-Language": "fr-CA, en;q=0.5"})  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        html = answer.read().decode()

    served = Client().get(f"{API}{key}/", headers={"accept-language": "fr-CA, en;q=0.5"}).json()
    assert f'<html lang="{served["language"]}" dir="ltr">' in html
    for text in (served["title"], *(block["statement"] for block in served["blocks"] if block["type"] == "finding")):
        assert f'lang="{text["language"]}" dir="{text["direction"]}">' in html


def test_update_that_does_not_exist_is_a_page_that_says_so(example_site: str, browser_page: Page) -> None:
    answer = browser_page.goto(f"{example_site}00000000-0000-4000-8000-000000000000")

    assert answer is not None
    assert answer.status == 404
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Update not found")

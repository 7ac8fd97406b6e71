"""The question “Was this clear?” in a browser: by keyboard, at 320 pixels, in two directions; and its admin screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from research.feedback.admin import address
from research.feedback.moderation import ACTIONS, bulk_address
from research.models import Feedback, FeedbackState
from tests.browser.test_admin_axe import findings
from tests.browser.test_site_axe import violations
from tests.factories import ResearchUpdateFactory, translated, user
from tests.feedback.asking import answer, form_address

pytestmark = pytest.mark.django_db(transaction=True)

#: Whatever a finger or a pointer has to hit, in CSS pixels (WCAG 2.5.8).
TARGET = 24
SMALL_TARGETS = f"""() => [...document.querySelectorAll('.feedback :is(button, summary, a, label, textarea)')]
    .map(element => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
    .filter(([html, box]) => box.width && (box.width < {TARGET} || box.height < {TARGET}))
    .map(([html, box]) => html)"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_reader_says_what_was_not_clear_by_keyboard(live_server: LiveServer, browser_page: Page, language: str) -> None:
    update = ResearchUpdateFactory.create(live=True)
    page = update if language == "en" else translated(update, language, live=True)
    browser_page.set_viewport_size({"width": 320, "height": 800})
    browser_page.goto(live_server.url + page.get_url())
    section = browser_page.locator("section.feedback")

    section.locator("summary").focus()
    browser_page.keyboard.press("Enter")
    expect(section.get_by_role("radio").first).to_be_visible()
    assert violations(browser_page) == []
    assert browser_page.evaluate(SMALL_TARGETS) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("ArrowDown")
    section.locator("textarea").fill("?")
    section.locator("details button").focus()
    browser_page.keyboard.press("Enter")

    browser_page.wait_for_url("**/thanks/")
    assert violations(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
    row = Feedback.objects.get()
    assert (row.clear, row.block, row.comment, row.locale) == (False, "summary", "?", language)
    assert browser_page.context.cookies() == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_wrong_gets_the_focus(live_server: LiveServer, browser_page: Page, language: str) -> None:
    update = ResearchUpdateFactory.create(live=True)
    page = update if language == "en" else translated(update, language, live=True)
    browser_page.emulate_media(color_scheme="dark")
    browser_page.set_viewport_size({"width": 320, "height": 800})
    browser_page.goto(live_server.url + form_address(page.translation_key, language))
    assert violations(browser_page) == []
    browser_page.evaluate("document.querySelector('textarea').removeAttribute('maxlength')")
    browser_page.locator("textarea").fill("x" * 501)
    browser_page.locator("button").last.click()

    summary = browser_page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert violations(browser_page) == []
    assert browser_page.evaluate(SMALL_TARGETS) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
    summary.get_by_role("link").click()
    expect(browser_page.locator("textarea")).to_be_focused()


def test_axe_finds_nothing_of_ours_on_the_screens_of_answers(
    live_server: LiveServer, sign_in: Callable[[Any], Page]
) -> None:
    update = ResearchUpdateFactory.create(live=True)
    row = answer(update, comment="What are cells?", state=FeedbackState.KEPT)
    page = sign_in(user("moderator", superuser=True))
    found = {}
    for url in (address("index"), address("passages"), f"{bulk_address(ACTIONS[1])}?id={row.pk}"):
        page.goto(live_server.url + url)
        page.wait_for_load_state("networkidle")
        found[url] = list(findings(page))
    assert {url: nodes for url, nodes in found.items() if nodes} == {}

    page.goto(live_server.url + address("index"))
    page.locator("[data-bulk-action-checkbox]").check()
    page.get_by_role("link", name="Hide the chosen answers").click()
    page.get_by_role("button", name="Hide").click()

    page.get_by_text("1 answer was changed.").wait_for()
    assert Feedback.objects.get().state == FeedbackState.HIDDEN

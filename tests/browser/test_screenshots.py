"""The two pictures of the README show what they are meant to show. ``make screenshots`` keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from research.models import ResearchUpdatePage
from tests.demo import Rows, present
from tests.factories import user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def overtaken(demo_rows: Rows, live_server: LiveServer) -> Iterator[ResearchUpdatePage]:
    """The English update of the demo that newer evidence has overtaken."""
    with present(demo_rows):
        yield ResearchUpdatePage.objects.get(slug="msc-np-two-years", locale__language_code="en")


def test_overtaken_update_says_so_above_its_title_and_its_editor_shows_caveats_in_their_finding(
    overtaken: ResearchUpdatePage,
    live_server: LiveServer,
    browser_page: Page,
    sign_in: Callable[[Any], Page],
    screenshot: Callable[[str], None],
) -> None:
    browser_page.goto(live_server.url + overtaken.get_url())
    notice = browser_page.get_by_text("Newer evidence has overtaken this.").first
    title = browser_page.get_by_role("heading", level=1)
    expect(notice).to_be_visible()
    expect(title).to_be_visible()
    assert top(notice) < top(title)
    screenshot("update-page")

    page = sign_in(user("editor", superuser=True))
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[overtaken.pk]))
    finding = page.locator("[name=body-1-value-statement]")
    caveat = page.locator("[name=body-1-value-caveats-0-value-kind]")
    expect(caveat).to_have_value("no_control_group")
    # So that the finding stands at the head of the picture, below the bar of the page.
    finding.evaluate("field => { field.scrollIntoView(); window.scrollBy(0, -200); }")
    expect(finding).to_be_in_viewport()
    expect(caveat).to_be_in_viewport()
    screenshot("editor")


def top(found: Any) -> float:
    box = found.bounding_box()
    assert box is not None
    return float(box["y"])

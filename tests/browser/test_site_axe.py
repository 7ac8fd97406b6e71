"""axe-core on the pages that people read: the demo in five languages, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from research.models import ResearchIndexPage, ResearchUpdatePage
from tests.demo import Rows, present

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LANGUAGES = ("en", "es", "fr", "de", "ar")
#: (colour scheme, width): a desk by day and the narrowest phone by night.
SCREENS: tuple[tuple[Any, int], ...] = (("light", 1280), ("dark", 320))


@pytest.fixture
def site(demo_rows: Rows, live_server: LiveServer) -> Iterator[str]:
    """The address of a site that shows the demo."""
    with present(demo_rows):
        yield live_server.url


def addresses(language: str) -> list[str]:
    """The first page, the list and every public update in ``language``."""
    root = Site.objects.get(is_default_site=True).root_page
    home = root.get_translations(inclusive=True).get(locale__language_code=language)
    lists = ResearchIndexPage.objects.live().filter(locale=home.locale)
    updates = ResearchUpdatePage.objects.live().filter(locale=home.locale)
    return [page.get_url() for page in (home, *lists, *updates)]


def violations(page: Page) -> list[tuple[str, str]]:
    """Return rule and HTML of each node that axe finds fault with."""
    return [
        (violation["id"], node["html"][:200])
        for violation in Axe().run(page, options=OPTIONS).response["violations"]
        for node in violation["nodes"]
    ]


def show(page: Page, url: str) -> None:
    """Open ``url`` with all that is folded unfolded, so that axe sees it."""
    answer = page.goto(url)
    assert answer is not None
    assert answer.ok, f"{url} answers {answer.status}"
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_pages_of_a_language(
    site: str, browser_page: Page, blocked_requests: list[str], language: str
) -> None:
    found = {}
    for scheme, width in SCREENS:
        browser_page.emulate_media(color_scheme=scheme)
        browser_page.set_viewport_size({"width": width, "height": 900})
        for address in addresses(language):
            show(browser_page, site + address)
            if nodes := violations(browser_page):
                found[address, scheme, width] = nodes
            assert browser_page.evaluate("document.documentElement.scrollWidth") <= width, address

    assert found == {}
    assert blocked_requests == []


def test_axe_finds_nothing_on_the_page_that_says_that_there_is_none(site: str, browser_page: Page) -> None:
    answer = browser_page.goto(f"{site}/ar/nothing/")

    assert answer is not None
    assert answer.status == 404
    assert violations(browser_page) == []


def test_first_tab_leads_to_the_content(site: str, browser_page: Page) -> None:
    browser_page.goto(site + addresses("en")[-1])

    browser_page.keyboard.press("Tab")
    skip = browser_page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    browser_page.keyboard.press("Enter")

    expect(browser_page.locator("main")).to_be_focused()


def test_lines_stay_short_enough_to_read(site: str, browser_page: Page) -> None:
    """At most about 70 characters (domain notes, E3): a ``ch`` is the width of a zero."""
    browser_page.set_viewport_size({"width": 1920, "height": 1000})
    browser_page.goto(site + addresses("en")[-1])

    widest = browser_page.evaluate(
        """() => {
            const probe = document.createElement('span');
            return Math.max(...[...document.querySelectorAll('main p, main li, main dd')].map(element => {
                probe.textContent = '0'.repeat(10);
                element.append(probe);
                const zero = probe.getBoundingClientRect().width / 10;
                probe.remove();
                return element.getBoundingClientRect().width / zero;
            }));
        }"""
    )

    assert widest <= 70


def test_paper_holds_what_is_folded_on_the_screen(site: str, browser_page: Page) -> None:
    browser_page.goto(site + addresses("en")[-1])
    folded = browser_page.locator("details dl").first
    expect(folded).not_to_be_visible()

    browser_page.emulate_media(media="print")

    expect(folded).to_be_visible()
    expect(browser_page.locator("nav.languages")).not_to_be_visible()

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
#: What a list is narrowed by in each language, with something in the address that does not exist.
NARROWED = "?q={word}&population=people&design=nothing"
WORDS = {"en": "cells", "es": "células", "fr": "cellules", "de": "Zellen", "ar": "الخلايا"}
#: (colour scheme, width): a desk by day and the narrowest phone by night.
SCREENS: tuple[tuple[Any, int], ...] = (("light", 1280), ("dark", 320))


@pytest.fixture
def site(demo_rows: Rows, live_server: LiveServer) -> Iterator[str]:
    """The address of a site that shows the demo."""
    with present(demo_rows):
        yield live_server.url


def addresses(language: str) -> list[str]:
    """The first page, the list, also narrowed, the glossary, and every public update in ``language``."""
    root = Site.objects.get(is_default_site=True).root_page
    home = root.get_translations(inclusive=True).get(locale__language_code=language)
    lists = ResearchIndexPage.objects.live().filter(locale=home.locale)
    updates = ResearchUpdatePage.objects.live().filter(locale=home.locale)
    pages = [page.get_url() for page in (home, *lists)]
    narrowed = [f"{pages[1]}{NARROWED.format(word=WORDS[language])}", f"{home.get_url()}glossary/"]
    return [*pages, *narrowed, *(page.get_url() for page in updates)]


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


def test_axe_finds_nothing_on_a_list_in_which_nothing_is_left(site: str, browser_page: Page) -> None:
    show(browser_page, f"{site}{addresses('ar')[1]}?q=zzzz&population=people")

    expect(browser_page.locator(".nothing-found li")).to_have_count(3)
    assert violations(browser_page) == []


def test_first_tab_leads_to_the_content(site: str, browser_page: Page) -> None:
    browser_page.goto(site + addresses("en")[-1])

    browser_page.keyboard.press("Tab")
    skip = browser_page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    browser_page.keyboard.press("Enter")

    expect(browser_page.locator("main")).to_be_focused()


#: The widest text of a page, in the width of a zero.
WIDEST = """() => {
    const probe = document.createElement('span');
    const texts = document.querySelectorAll('main p, main li, main dd, main .excerpt, main .statement');
    return Math.max(...[...texts].map(element => {
        probe.textContent = '0'.repeat(10);
        element.append(probe);
        const zero = probe.getBoundingClientRect().width / 10;
        probe.remove();
        return element.getBoundingClientRect().width / zero;
    }));
}"""


def test_lines_stay_short_enough_to_read(site: str, browser_page: Page) -> None:
    """At most about 70 characters (domain notes, E3): a ``ch`` is the width of a zero."""
    browser_page.set_viewport_size({"width": 1920, "height": 1000})
    _home, _list, narrowed, glossary, *updates = addresses("en")
    for address in (narrowed, glossary, updates[-1]):
        browser_page.goto(site + address)

        assert browser_page.evaluate(WIDEST) <= 70, address


def test_paper_holds_what_is_folded_on_the_screen(site: str, browser_page: Page) -> None:
    browser_page.goto(site + addresses("en")[-1])
    folded = browser_page.locator("details dl").first
    expect(folded).not_to_be_visible()

    browser_page.emulate_media(media="print")

    expect(folded).to_be_visible()
    expect(browser_page.locator("nav.languages")).not_to_be_visible()


def test_filters_are_reached_and_chosen_by_keyboard(site: str, browser_page: Page) -> None:
    browser_page.goto(site + addresses("en")[1])
    field = browser_page.get_by_label("Words to search for")
    field.focus()
    browser_page.keyboard.type("cells")
    browser_page.keyboard.press("Tab")
    summary = browser_page.locator(".filters summary")
    expect(summary).to_be_focused()
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.press("Tab")
    box = browser_page.locator(".filters input").first
    expect(box).to_be_focused()
    browser_page.keyboard.press("Space")
    expect(box).to_be_checked()
    browser_page.keyboard.press("Enter")

    expect(browser_page.locator(".chosen li")).to_have_count(3)
    assert "q=cells" in browser_page.url
    # Taken away again by keyboard alone.
    browser_page.locator(".chosen a").nth(1).focus()
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".chosen li")).to_have_count(2)


def test_targets_are_large_enough_on_the_narrowest_screen(site: str, browser_page: Page) -> None:
    """24 by 24 pixels (WCAG 2.2, 2.5.8), but for links within a sentence."""
    browser_page.set_viewport_size({"width": 320, "height": 900})
    home, listed, narrowed, glossary, *updates = addresses("en")
    for address in (home, listed, narrowed, glossary, updates[-1]):
        show(browser_page, site + address)
        small = browser_page.evaluate(
            """() => [...document.querySelectorAll('a, button, input, summary')].filter(element => {
                // What nobody can see or reach, such as a trap for programs.
                if (element.type === 'hidden' || element.tabIndex < 0) return false;
                const within = element.closest('p, li, dd, dt, td, .excerpt, .prose');
                const alone = within && within.textContent.trim() === element.textContent.trim();
                const target = element.closest('label') || element;
                const box = target.getBoundingClientRect();
                if (element.matches('.skip') || (within && !alone)) return false;
                return box.height < 24 || box.width < 24;
            }).map(element => element.outerHTML.slice(0, 120))"""
        )
        assert small == [], address


@pytest.mark.parametrize("media", [{"contrast": "more"}, {"forced_colors": "active"}], ids=["contrast", "forced"])
def test_more_contrast_is_given_to_whoever_asks_for_it(site: str, browser_page: Page, media: Any) -> None:
    _home, listed, narrowed, *_rest, update = addresses("en")
    for scheme in ("light", "dark"):
        browser_page.emulate_media(color_scheme=scheme, **media)
        for address in (listed, narrowed, update):
            show(browser_page, site + address)
            assert violations(browser_page) == []
            if "contrast" in media:
                enhanced = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
                poor = Axe().run(browser_page, options=enhanced).response["violations"]
                assert poor == [], (address, scheme)


def test_nothing_moves_for_whoever_wants_no_movement(site: str, browser_page: Page) -> None:
    browser_page.emulate_media(reduced_motion="reduce")
    browser_page.goto(site + addresses("en")[-1])

    moving = browser_page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            const smooth = style.scrollBehavior === 'smooth';
            return smooth || parseFloat(style.transitionDuration) || style.animationName !== 'none';
        }).length"""
    )

    assert moving == 0


def test_what_has_the_focus_is_seen_and_covered_by_nothing(site: str, browser_page: Page) -> None:
    """Every stop of the keyboard on a narrowed list, on a phone (WCAG 2.2, 2.4.7 and 2.4.11)."""
    # Else the page is still on its way when it is looked at.
    browser_page.emulate_media(reduced_motion="reduce")
    browser_page.set_viewport_size({"width": 320, "height": 480})
    show(browser_page, site + addresses("en")[2])
    stops = 0
    while stops < 60:
        browser_page.keyboard.press("Tab")
        seen = browser_page.evaluate(
            """() => {
                const element = document.activeElement;
                if (element === document.body) return null;
                const box = element.getBoundingClientRect();
                const middle = [box.left + box.width / 2, box.top + box.height / 2];
                const top = document.elementFromPoint(...middle);
                const style = getComputedStyle(element);
                return {
                    what: element.outerHTML.slice(0, 100),
                    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                    covered: !top || !(element.contains(top) || top.contains(element)),
                };
            }"""
        )
        if seen is None:
            break
        stops += 1
        assert seen["outlined"], seen
        assert not seen["covered"], seen
    assert stops > 15

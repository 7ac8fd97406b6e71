"""axe-core on the forms that a browser shows: the page of every update, and the element in a page of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from research.models import Facet, Representation
from research.renderings.checks import Check
from tests.browser.test_renderings import elsewhere  # noqa: F401 - a fixture
from tests.browser.test_site_axe import LANGUAGES, OPTIONS, SCREENS
from tests.demo import Rows, present
from tests.factories import ResearchUpdateFactory, translated
from tests.renderings import checked

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

#: WCAG, and what axe holds to be good practice: landmarks that can be told apart, for one.
RULES = {"runOnly": [*OPTIONS["runOnly"], "best-practice"]}


class Findings:
    """What axe said of several pages: ``wrong`` by page, and the rules that it could apply and that were kept."""

    def __init__(self) -> None:
        self.wrong: dict[str, list[tuple[str, str]]] = {}
        self.kept: set[str] = set()
        self.version = ""
        self.pages: set[str] = set()

    def add(self, name: str, page: Page, rules: dict[str, list[str]] = RULES) -> None:
        said: dict[str, Any] = Axe().run(page, options=rules).response
        self.version = said["testEngine"]["version"]
        self.kept |= {rule["id"] for rule in said["passes"]}
        self.pages.add(name)
        if nodes := [(rule["id"], node["html"][:200]) for rule in said["violations"] for node in rule["nodes"]]:
            self.wrong[name] = nodes

    def check(self) -> Check:
        return Check("axe-core (WCAG 2.2 A, AA)", self.version, len(self.pages), len(self.kept))


@pytest.fixture
def site(demo_rows: Rows, live_server: LiveServer) -> Iterator[str]:
    with present(demo_rows):
        yield live_server.url


def test_axe_finds_nothing_on_the_page_of_any_update(site: str, browser_page: Page) -> None:
    found = Findings()
    (by_day, desk), (by_night, phone) = SCREENS
    for language in LANGUAGES:
        rows = sorted(Representation.objects.filter(locale__language_code=language), key=lambda row: len(row.body))
        browser_page.emulate_media(color_scheme=by_day)
        browser_page.set_viewport_size({"width": desk, "height": 900})
        for row in rows:
            address = f"/api/research/v1/updates/{row.translation_key}/renderings/html/?locale={language}"
            browser_page.goto(f"{site}{address}")
            found.add(address, browser_page)
        # The longest, which is shown last, once more.
        browser_page.emulate_media(color_scheme=by_night)
        browser_page.set_viewport_size({"width": phone, "height": 900})
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= phone
        found.add(address, browser_page)

    assert found.wrong == {}
    checked.found("html", found.check())


def test_axe_finds_nothing_on_an_easy_read_page(site: str, browser_page: Page) -> None:
    found = Findings()
    rows = Facet.objects.filter(name="form", value="easy").order_by("locale__language_code")
    for key, language in rows.values_list("representation__translation_key", "locale__language_code"):
        address = f"/api/research/v1/updates/{key}/renderings/easy/?locale={language}"
        browser_page.goto(f"{site}{address}")
        found.add(address, browser_page)

    assert found.wrong == {}
    checked.found("easy", found.check())


def test_axe_finds_nothing_on_the_element_in_a_page_of_somebody_else(
    elsewhere: Any,  # noqa: F811
    browser_page: Page,
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    found = Findings()
    for language in ("en", "ar"):
        title = page.title if language == "en" else translated(page, language, live=True).title
        browser_page.goto(elsewhere(page, f'locale="{language}"'))
        expect(browser_page.get_by_role("heading", name=title)).to_be_visible()
        # Where its landmarks are is for that page to say.
        found.add(language, browser_page, OPTIONS)

    assert found.wrong == {}
    checked.found("embed", found.check())

"""The element in a page of somebody else, as a reader sees it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_site_axe import violations
from tests.factories import ResearchUpdateFactory, committed, publish, translated

API = "/api/research/v1/updates/"
pytestmark = pytest.mark.django_db(transaction=True)


class Elsewhere(ThreadingHTTPServer):
    """A page of another origin. Its policy lets in the script of the site of the updates, and nothing of its own."""

    def __init__(self, updates: str, key: str, attributes: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.policy = f"default-src 'none'; script-src {updates}; connect-src {updates}; img-src {updates}"
        self.html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page of a clinic</title></head>'
            f'<body><h1>What we read</h1><script src="{updates}{API}{key}/renderings/embed/"></script>'
            f"<research-update {attributes}></research-update><p>The end.</p></body></html>"
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Page(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self.server.policy)
        self.end_headers()
        self.wfile.write(self.server.html.encode())

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(live_server: LiveServer) -> Iterator[Any]:
    running: list[Elsewhere] = []

    def serve(page: Any, attributes: str = "", policy: str = "") -> str:
        server = Elsewhere(live_server.url, str(page.translation_key), attributes)
        server.policy = policy or server.policy
        threading.Thread(target=server.serve_forever).start()
        running.append(server)
        return server.url

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


SHIFTS = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 300);
})"""


def test_element_shows_an_update_in_arabic_in_a_page_with_a_strict_policy(elsewhere: Any, browser_page: Page) -> None:
    page = ResearchUpdateFactory.create(live=True)
    copy = translated(page, "ar", live=True)
    said: list[str] = []
    browser_page.on("console", lambda message: said.append(message.text))

    browser_page.goto(elsewhere(page, 'locale="ar"'))

    title = browser_page.get_by_role("heading", name=copy.title)
    expect(title).to_be_visible()
    root = browser_page.locator("research-update .research-update")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert title.evaluate("element => element.tagName") == "H2"
    # Every finding has its caveats inside of it.
    assert browser_page.locator("research-update article.finding .caveats .caveat").count() == 3
    assert browser_page.evaluate(SHIFTS) == 0
    assert violations(browser_page) == []
    assert [line for line in said if "Content Security Policy" in line] == []


def test_each_element_shows_the_update_of_the_script_before_it(
    elsewhere: Any, browser_page: Page, live_server: LiveServer
) -> None:
    first = ResearchUpdateFactory.create(live=True)
    second = ResearchUpdateFactory.create(live=True, title="Another update", slug="another")
    script = f'<script src="{live_server.url}{API}{second.translation_key}/renderings/embed/"></script>'

    browser_page.goto(elsewhere(first, f'locale="en"></research-update>{script}<research-update locale="en"'))

    expect(browser_page.locator("research-update").first.get_by_role("heading", level=2)).to_have_text(first.title)
    expect(browser_page.locator("research-update").last.get_by_role("heading", level=2)).to_have_text(second.title)


def test_element_says_which_language_the_text_is_in_where_it_is_none_of_the_readers(
    elsewhere: Any, chromium: Browser
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    context = chromium.new_context(locale="de-AT", extra_http_headers={"Accept-Language": "de-AT"})
    reader = context.new_page()

    reader.goto(elsewhere(page))

    expect(reader.get_by_text("Dieser Text ist in dieser Sprache: Englisch")).to_be_visible()
    expect(reader.get_by_role("heading", name=page.title)).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("attributes", "answer"),
    [
        ('locale="it"', None),
        ('src="http://[::1"', None),
        ("", {"status": 404, "body": "<p>Nothing here</p>", "content_type": "text/html"}),
        ("", {"status": 200, "body": "<h1>Please log in</h1>", "content_type": "text/html"}),
        ("", {"status": 200, "body": '{"title": "An update"}', "content_type": "application/json"}),
        ("", {"status": 200, "body": "", "content_type": "text/html"}),
    ],
)
def test_answer_that_is_no_update_is_not_shown_and_takes_nothing_back(
    attributes: str, answer: dict[str, Any] | None, elsewhere: Any, browser_page: Page
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    if answer:
        headers = {"Access-Control-Allow-Origin": "*"}
        browser_page.route("**/renderings/html/**", lambda route: route.fulfill(headers=headers, **answer))

    browser_page.goto(elsewhere(page, attributes))

    expect(browser_page.get_by_role("alert")).to_have_text("The update cannot be shown just now.")


def test_script_in_an_answer_does_not_run(elsewhere: Any, browser_page: Page) -> None:
    page = ResearchUpdateFactory.create(live=True)
    inside = "<script>window.ran = 1</script><h2>Shown</h2>"
    browser_page.route(
        "**/renderings/html/**",
        lambda route: route.fulfill(
            headers={"Access-Control-Allow-Origin": "*"},
            content_type="text/html",
            body=f'<div class="research-update" lang="en">{inside}</div><script>window.ran = 2</script>',
        ),
    )

    # With a policy that would not stop it.
    browser_page.goto(elsewhere(page, policy="default-src * 'unsafe-inline'"))

    expect(browser_page.get_by_role("heading", name="Shown")).to_be_visible()
    assert browser_page.evaluate("window.ran") is None


def test_element_asks_for_the_languages_of_the_reader(elsewhere: Any, browser_page: Page) -> None:
    page = ResearchUpdateFactory.create(live=True)
    copy = translated(page, "es", live=True)
    browser_page.set_extra_http_headers({"Accept-Language": "es-MX,es;q=0.9"})

    browser_page.goto(elsewhere(page, 'level="4"'))

    expect(browser_page.get_by_role("heading", name=copy.title, level=4)).to_be_visible()


def test_element_says_that_it_cannot_be_shown_and_tries_again(
    elsewhere: Any, browser_page: Page, live_server: LiveServer
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    fragment = f"{live_server.url}{API}{page.translation_key}/renderings/html/**"
    browser_page.route(fragment, lambda route: route.abort())

    browser_page.goto(elsewhere(page))

    expect(browser_page.get_by_role("alert")).to_have_text("The update cannot be shown just now.")
    expect(browser_page.get_by_role("link", name="Read it on the site of its publisher")).to_be_visible()
    browser_page.unroute(fragment)
    browser_page.get_by_role("button", name="Try again").click()
    expect(browser_page.get_by_role("heading", name=page.title)).to_be_visible()


def test_element_takes_away_an_update_that_was_taken_back(elsewhere: Any, browser_page: Page) -> None:
    page = ResearchUpdateFactory.create(live=True)
    browser_page.clock.install()
    browser_page.goto(elsewhere(page, 'locale="en" refresh="1"'))
    expect(browser_page.get_by_role("heading", name=page.title)).to_be_visible()

    page.title = "Cells by injection, corrected"
    page = publish(page)
    browser_page.clock.fast_forward(61_000)
    expect(browser_page.get_by_role("heading", name="Cells by injection, corrected")).to_be_visible()

    with committed():
        page.unpublish()
    browser_page.clock.fast_forward(61_000)

    expect(browser_page.get_by_role("alert")).to_contain_text("was taken back")
    expect(browser_page.get_by_role("heading", name=page.title)).to_have_count(0)


def test_element_fetches_its_text_again_only_where_the_changes_name_it(elsewhere: Any, browser_page: Page) -> None:
    shown, other = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create(live=True)
    asked: list[str] = []
    browser_page.on("response", lambda answer: asked.append(answer.url.partition("/v1/")[2].partition("?")[0]))
    browser_page.clock.install()
    browser_page.goto(elsewhere(shown, 'locale="en" refresh="1"'))
    expect(browser_page.get_by_role("heading", name=shown.title)).to_be_visible()

    def turn() -> list[str]:
        asked.clear()
        with browser_page.expect_response("**/changes/**"):
            browser_page.clock.fast_forward(61_000)
        # What it does with the answer, it does at once.
        browser_page.wait_for_timeout(1_000)
        return asked[:]

    text = f"updates/{shown.translation_key}/renderings/html/"
    assert [turn(), turn()] == [["changes/", text]] * 2
    assert turn() == ["changes/"]
    other.title = "Another one, corrected"
    publish(other)
    assert turn() == ["changes/"]
    shown.title = "Cells by injection, corrected"
    publish(shown)
    assert turn() == ["changes/", text]
    expect(browser_page.get_by_role("heading", name="Cells by injection, corrected")).to_be_visible()
    assert turn() == ["changes/", text]
    assert turn() == ["changes/"]


def test_element_that_could_not_fetch_a_change_fetches_it_later(
    elsewhere: Any, browser_page: Page, live_server: LiveServer
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    text = f"{live_server.url}{API}{page.translation_key}/renderings/html/**"
    browser_page.clock.install()
    browser_page.goto(elsewhere(page, 'locale="en" refresh="1"'))
    expect(browser_page.get_by_role("heading", name=page.title)).to_be_visible()
    for _ in range(2):
        with browser_page.expect_response("**/changes/**"), browser_page.expect_response("**/renderings/html/**"):
            browser_page.clock.fast_forward(61_000)
    page.title = "Cells by injection, corrected"
    publish(page)

    browser_page.route(text, lambda route: route.abort())
    for _ in range(3):
        with browser_page.expect_event("requestfailed"):
            browser_page.clock.fast_forward(61_000)
    # What was true when it came stays, and no alert takes its place.
    expect(browser_page.get_by_role("heading", name="Cells by injection, two years later")).to_be_visible()
    browser_page.unroute(text)
    browser_page.clock.fast_forward(61_000)

    expect(browser_page.get_by_role("heading", name="Cells by injection, corrected")).to_be_visible()


def test_element_that_cannot_ask_for_changes_asks_for_its_text(
    elsewhere: Any, browser_page: Page, live_server: LiveServer
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    browser_page.clock.install()
    browser_page.route(f"{live_server.url}/**/changes/**", lambda route: route.fulfill(status=503))
    browser_page.goto(elsewhere(page, 'locale="en" refresh="1"'))
    expect(browser_page.get_by_role("heading", name=page.title)).to_be_visible()

    with committed():
        page.unpublish()
    browser_page.clock.fast_forward(61_000)

    expect(browser_page.get_by_role("alert")).to_contain_text("was taken back")


def test_element_that_is_given_another_update_shows_and_follows_that_one(
    elsewhere: Any, browser_page: Page, live_server: LiveServer
) -> None:
    first = ResearchUpdateFactory.create(live=True)
    second = ResearchUpdateFactory.create(live=True, title="Another update")
    browser_page.clock.install()
    browser_page.goto(elsewhere(first, 'locale="en" refresh="1"'))
    expect(browser_page.get_by_role("heading", name=first.title)).to_be_visible()

    address = f"{live_server.url}{API}{second.translation_key}/renderings/html/"
    browser_page.locator("research-update").evaluate("(element, src) => element.setAttribute('src', src)", address)
    expect(browser_page.get_by_role("heading", name="Another update")).to_be_visible()
    second.title = "Another update, corrected"
    publish(second)
    browser_page.clock.fast_forward(61_000)

    expect(browser_page.get_by_role("heading", name="Another update, corrected")).to_be_visible()
    expect(browser_page.get_by_role("heading", name=first.title)).to_have_count(0)


def test_link_inside_of_the_element_leads_to_its_place(elsewhere: Any, browser_page: Page) -> None:
    page = ResearchUpdateFactory.create(live=True)
    browser_page.goto(elsewhere(page, 'locale="en"'))

    link = browser_page.locator('research-update a[href^="#"]').first
    link.focus()
    link.press("Enter")

    name = str(link.get_attribute("href"))[1:]
    assert browser_page.evaluate("document.querySelector('research-update').shadowRoot.activeElement.id") == name

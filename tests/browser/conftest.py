"""A browser that reaches this machine and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import chromium_path

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A machine that others use takes longer than five seconds at times; what is right comes, what is wrong does not.
expect.set_options(timeout=20_000)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that a machine without Chromium leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("requires_chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the run."""
    path = chromium_path()
    if path is None:
        pytest.fail("There is no Chromium here. Install it, on Debian with: apt-get install chromium")
    # Playwright keeps an event loop running in this thread, in which Django refuses to use the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def blocked_requests() -> list[str]:
    """The addresses outside this machine that the page asked for; a test may assert that there are none."""
    return []


@pytest.fixture
def browser_page(chromium: Browser, blocked_requests: list[str]) -> Iterator[Page]:
    """A page in a context of its own: no cookies, no cache, no network."""

    def stay_here(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in ("data", "blob", "about") or address.hostname in LOOPBACK:
            route.continue_()
        else:
            blocked_requests.append(route.request.url)
            route.abort()

    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(20_000)
    context.route("**/*", stay_here)
    yield context.new_page()
    context.close()


@pytest.fixture
def screenshot(browser_page: Page) -> Callable[[str], None]:
    """Save a picture for the documentation, where ``make screenshots`` asks for one; else do nothing."""
    folder = os.environ.get("SCREENSHOTS", "")

    def take(name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            browser_page.screenshot(path=Path(folder) / f"{name}.png")

    return take


@pytest.fixture
def sign_in(browser_page: Page, live_server: LiveServer) -> Callable[[Any], Page]:
    """Sign a person in to the admin, in the browser."""

    def signed_in(person: Any) -> Page:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        browser_page.context.add_cookies([cookie])
        return browser_page

    return signed_in


@pytest.fixture(autouse=True)
def _live_server_needs_commits(real_commits: None) -> None:
    """The server has a connection of its own and sees what is committed."""

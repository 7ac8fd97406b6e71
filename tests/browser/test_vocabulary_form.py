"""The form of a term, as an editor who types Arabic meets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from home.models import GlossaryTerm

pytestmark = pytest.mark.django_db(transaction=True)


def test_arabic_tab_writes_from_right_to_left_and_asks_no_other_site(
    live_server: LiveServer, browser_page: Page, blocked_requests: list[str], screenshot: Callable[[str], None]
) -> None:
    term = GlossaryTerm.objects.create(code="placebo", name_en="placebo", name_ar="دواء وهمي")
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "secret"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    browser_page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    browser_page.goto(live_server.url + reverse(term.snippet_viewset.get_url_name("edit"), args=[term.pk]))
    browser_page.get_by_role("tab", name="Arabic").click()

    name = browser_page.locator("[name=name_ar]")
    expect(name).to_be_visible()
    expect(name).to_have_css("direction", "rtl")
    expect(name).to_have_value("دواء وهمي")
    screenshot("vocabulary-form-arabic")
    assert blocked_requests == []

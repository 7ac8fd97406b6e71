"""An editor marks words of a text that are in another language, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from research.models import ResearchUpdatePage
from tests import stream_data
from tests.factories import ResearchUpdateFactory, user

pytestmark = pytest.mark.django_db(transaction=True)


def test_words_that_are_selected_are_marked_with_their_language(
    live_server: LiveServer, sign_in: Callable[[Any], Page], screenshot: Callable[[str], None]
) -> None:
    body = [*stream_data.body(), stream_data.rich("<p>The trial is called Ensayo</p>")]
    update = ResearchUpdateFactory.create(live=True, body=body)
    page = sign_in(user("editor", superuser=True))
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[update.pk]))
    text = page.get_by_role("textbox").filter(has_text="The trial is called Ensayo").first
    text.click()
    page.keyboard.press("End")
    for _letter in "Ensayo":
        page.keyboard.press("Shift+ArrowLeft")

    page.locator("[name='LANGUAGE-es']").first.click()
    page.locator("[data-contentpath=body]").scroll_into_view_if_needed()
    screenshot("rich-text-language")
    # The editor writes into its field a moment later.
    expect(page.locator(f"[name=body-{len(body) - 1}-value]")).to_have_value(re.compile("LANGUAGE-es"))
    page.keyboard.press("Control+s")

    expect(page.locator(".messages")).to_contain_text("has been updated")
    saved = ResearchUpdatePage.objects.get(pk=update.pk).get_latest_revision_as_object()
    assert '<span lang="es">Ensayo</span>' in saved.body[-1].value.source

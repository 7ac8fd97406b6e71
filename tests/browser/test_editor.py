"""An editor writes a first update from an empty form: is stopped at the block, mends it and publishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from research.models import ResearchUpdatePage
from tests import stream_data
from tests.factories import ResearchUpdateFactory, site_tree, user

pytestmark = pytest.mark.django_db(transaction=True)


def add_block(page: Page, field: str, label: str = "") -> None:
    """Press the “+” of a StreamField and choose a block, as an editor does."""
    panel = page.locator(f"#panel-child-content-{field}-section")
    panel.locator("button.c-sf-add-button").last.click()
    if label:
        page.get_by_role("option", name=label, exact=True).click()


def choose_action(page: Page, name: str) -> None:
    # Wagtail saves by itself half a second after a change, and asks whoever is faster which version to keep.
    page.wait_for_timeout(1_000)
    expect(page.locator(".w-autosave-indicator__state--saved")).to_be_visible()
    page.get_by_role("button", name="Show more actions").or_(
        page.locator("footer .w-dropdown-button [aria-expanded]")
    ).first.click()
    page.locator(f"[name=action-{name}]").click()


def test_editor_is_stopped_at_the_finding_without_caveat_and_publishes_once_it_has_them(
    live_server: LiveServer, sign_in: Callable[[Any], Page], screenshot: Callable[[str], None]
) -> None:
    page = sign_in(user("editor", superuser=True))
    index = site_tree().index
    page.goto(live_server.url + reverse("wagtailadmin_pages:add", args=["research", "researchupdatepage", index.pk]))
    page.get_by_role("textbox", name="Title").fill("Cells by injection")
    add_block(page, "summary")
    page.locator("[name=summary-0-value]").fill("Some people moved better for a while.")
    add_block(page, "body", "Study")
    page.locator("[name=body-0-value-title_plain]").fill("Injections of cells in 20 people")
    page.locator("[name=body-0-value-design]").select_option("single_arm_trial")
    page.locator("[name=body-0-value-control]").select_option("none")
    page.locator("[name=body-0-value-population]").fill("Adults with progressive MS.")
    page.locator("[name=body-0-value-n_enrolled]").fill("20")
    page.locator("[name=body-0-value-n_analysed]").fill("18")
    page.locator("[name=body-0-value-harms_reporting]").select_option("none_reported")
    page.locator("[name=body-0-value-peer_review]").select_option("peer_reviewed")
    add_block(page, "body", "Finding")
    page.locator("[name=body-1-value-statement]").fill("Seven people moved better for a while.")
    page.locator("[name=body-1-value-population_kind]").select_option("people")
    add_block(page, "disclosures")
    page.locator("[name=disclosures-0-value-kind]").select_option("not_asked")

    choose_action(page, "publish")

    finding = page.locator(
        "[data-contentpath=body] [data-contentpath]", has=page.locator("[name=body-1-value-statement]")
    )
    problem = finding.get_by_text("“Seven people moved better for a while.”, has no caveat.").last
    expect(problem).to_be_visible()
    problem.scroll_into_view_if_needed()
    screenshot("editor-problem-at-block")
    assert not ResearchUpdatePage.objects.live().exists()

    for number, kind in enumerate(("small_sample", "no_control_group")):
        finding.locator("[data-contentpath=caveats] button.c-sf-add-button").last.click()
        page.locator(f"[name=body-1-value-caveats-{number}-value-kind]").select_option(kind)
    choose_action(page, "publish")

    expect(page.get_by_text("has been published")).to_be_visible()
    published = ResearchUpdatePage.objects.live().get()
    assert [caveat.kind for caveat in published.as_update().findings[0].caveats] == ["small_sample", "no_control_group"]
    answer = page.request.get(f"{live_server.url}/api/research/v1/updates/{published.translation_key}/?locale=en")
    assert answer.json()["blocks"][1]["caveats"][0]["sentence"]["text"].startswith("Few took part")


def test_a_problem_in_the_checks_leads_to_its_block_in_the_tab_that_holds_it(
    live_server: LiveServer, sign_in: Callable[[Any], Page]
) -> None:
    editor = sign_in(user("editor", superuser=True))
    unfinished = [stream_data.finding(caveats=[]), stream_data.finding(caveats=[])]
    update = ResearchUpdateFactory.create(body=[stream_data.study(), *unfinished], easy_title="Easy")
    editor.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[update.pk]))
    editor.get_by_role("tab", name="Checks").click()
    links = editor.locator(".research-checks a")
    names = links.all_inner_texts()
    assert len(names) == len(set(names))

    links.filter(has_text="Finding 2").first.click()

    expect(editor.get_by_role("tab", name="Content")).to_have_attribute("aria-selected", "true")
    place = f"#block-{unfinished[1]['id']}-section"
    expect(editor.locator(place)).to_be_focused()
    # The boxes of the tab have grown to their texts by then.
    editor.wait_for_timeout(2_000)
    top = editor.locator(place).evaluate("element => element.getBoundingClientRect().top")
    assert -50 < top < 400

"""The plugin in a fresh ``wagtail start`` project: one language, no package for translation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.conftest import COMMANDS, Story
from tests.hosts.project import Host


@pytest.fixture(scope="module")
def said(plain_story: Story) -> dict[str, Any]:
    """What the script inside the host reported."""
    return plain_story["script"].json()  # type: ignore[no-any-return]


def texts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every text that leaves, wherever it is."""
    if isinstance(value, dict):
        if "origin" in value:
            yield value
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_ends_without_a_complaint(plain_story: Story, name: str) -> None:
    assert plain_story[name].status == 0, plain_story[name].all


def test_plugin_comes_from_the_wheel_and_no_package_for_translation_is_loaded(
    said: dict[str, Any], plain_host: Host
) -> None:
    assert Path(said["plugin"]).is_relative_to(plain_host.plugin)
    assert said["loaded"] == []
    assert said["locales"] == ["en"]


def test_finding_without_caveats_stays_a_draft(said: dict[str, Any]) -> None:
    assert "finding-without-caveat" in said["refused"]
    assert said["bad_is_live"] is False
    assert said["before"]["body"]["items"] == []
    assert said["refused_page"] == 404


def test_published_update_is_read_over_the_api_in_english(said: dict[str, Any]) -> None:
    (item,) = said["listed"]["body"]["items"]

    assert said["listed"]["status"] == 200
    assert said["listed"]["language"] == item["locale"] == item["language"] == "en"
    assert item["title"]["text"] == "Cells by injection, two years later"
    finding = next(block for block in item["blocks"] if block["type"] == "finding")
    assert [caveat["kind"]["code"] for caveat in finding["caveats"]] == [
        "no_control_group",
        "small_sample",
        "not_blinded",
    ]
    assert finding["caveats"][0]["kind"]["label"]["text"] == "No comparison group"
    assert item["alternates"] == []
    assert item["provenance"]["translated"] is False


def test_every_text_is_english_and_written_by_a_person(said: dict[str, Any]) -> None:
    found = list(texts(said["detail"]["body"]))

    assert len(found) > 30
    assert {(text["language"], text["direction"], text["origin"]) for text in found} == {("en", "ltr", "human")}


def test_language_of_the_request_changes_nothing(said: dict[str, Any]) -> None:
    assert said["listed_for_spanish"] == said["listed"]


def test_api_explains_itself(said: dict[str, Any]) -> None:
    assert said["document"]["status"] == said["docs"]["status"] == 200
    assert "/api/research/v1/updates/" in said["document"]["body"]["paths"]
    assert "/api/research/v1/updates/" in said["docs"]["body"]


def test_page_is_shown_with_its_caveats_in_the_host_that_brings_no_template(said: dict[str, Any]) -> None:
    shown = said["page"]

    assert shown["status"] == said["list_page"]["status"] == 200
    assert '<html lang="en" dir="ltr">' in shown["body"]
    assert "Only 20 people took part, so the result may be due to chance." in shown["body"]
    assert 'href="/research/cells/"' in said["list_page"]["body"]


def test_editor_opens_every_screen(said: dict[str, Any]) -> None:
    assert said["screens"] == {"new": 200, "edit": 200, "list": 200, "history": 200}


def test_apis_of_wagtail_stay_unmounted(said: dict[str, Any]) -> None:
    assert said["elsewhere"] == [404, 404]

"""wagtail-headless-preview and our preview tokens in one site: each shows its own, neither opens the other's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.hosts.conftest import COMMANDS, Story
from tests.hosts.project import INSIDE
from tests.hosts.wheel import SOURCE

HOW_TO = SOURCE / "docs" / "how-to" / "preview-in-a-headless-front-end.md"


@pytest.fixture(scope="module")
def said(headless_story: Story) -> dict[str, Any]:
    return headless_story["script"].json()  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", COMMANDS)
def test_command_ends_without_a_complaint(headless_story: Story, name: str) -> None:
    assert headless_story[name].status == 0, headless_story[name].all


def test_preview_of_an_editor_opens_the_front_end(said: dict[str, Any]) -> None:
    address = said["framed"]

    assert address.startswith("https://front.example.org/show/?content_type=newsroom.newsupdate&token=")


def test_front_end_gets_the_draft_in_the_shape_of_the_api_with_its_caveats(said: dict[str, Any]) -> None:
    panel, token = said["in_panel"], said["by_token"]

    assert (panel["status"], token["status"]) == (200, 200)
    assert panel["body"]["title"] == token["body"]["title"]
    assert panel["body"]["blocks"] == token["body"]["blocks"]
    (finding,) = (block for block in panel["body"]["blocks"] if block["type"] == "finding")
    assert finding["caveats"]


def test_finding_without_its_caveats_leaves_by_neither(said: dict[str, Any]) -> None:
    assert (said["in_panel_without_caveats"]["status"], said["by_token_without_caveats"]["status"]) == (409, 409)
    assert said["in_panel_without_caveats"]["body"]["errors"] == ["output-finding-without-caveats"]


def test_neither_token_opens_what_the_other_is_for(said: dict[str, Any]) -> None:
    assert said["our_token_in_the_panel"] == said["token_of_the_panel_at_ours"] == 403


def test_draft_that_is_saved_again_is_shown_by_both(said: dict[str, Any]) -> None:
    assert said["saved_again"] == ["Cells, saved again"] * 2


def test_only_what_is_published_is_listed_and_its_page_leads_to_the_front_end(said: dict[str, Any]) -> None:
    assert said["before"]["body"]["items"] == []
    assert [item["title"]["text"] for item in said["listed"]["body"]["items"]] == ["Cells, saved again"]
    assert said["live"] == [302, "https://front.example.org/show/news/first/"]


@pytest.mark.parametrize("file", ["models.py", "preview.py"])
def test_guide_shows_what_was_tried_here(file: str) -> None:
    """The code of the guide is that of this site, without the sentences that stand above it."""
    source = (INSIDE / "newsroom" / file).read_text(encoding="utf-8")
    code = source.partition("from __future__ import annotations\n\n")[2].strip()

    assert code in Path(HOW_TO).read_text(encoding="utf-8")


def test_page_that_was_never_saved_is_shown_in_the_panel(said: dict[str, Any]) -> None:
    assert (said["never_saved"]["status"], said["never_saved"]["body"]["title"]["text"]) == (200, "Never saved")

"""The plugin in a site in Portuguese and Welsh, two languages that it has no catalogue for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.conftest import COMMANDS, Story
from tests.hosts.project import Host


@pytest.fixture(scope="module")
def said(welsh_story: Story) -> dict[str, Any]:
    """What the script inside the host reported."""
    return welsh_story["script"].json()  # type: ignore[no-any-return]


def labels(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the label of every code that leaves, wherever it is."""
    if isinstance(value, dict):
        if "code" in value and "label" in value:
            yield value["label"]
        for part in value.values():
            yield from labels(part)
    elif isinstance(value, list):
        for part in value:
            yield from labels(part)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_ends_without_a_complaint(welsh_story: Story, name: str) -> None:
    assert welsh_story[name].status == 0, welsh_story[name].all


def test_plugin_comes_from_the_wheel_beside_wagtail_localize_alone(said: dict[str, Any], welsh_host: Host) -> None:
    assert Path(said["plugin"]).is_relative_to(welsh_host.plugin)
    assert said["loaded"] == ["wagtail_localize"]
    assert said["locales"] == ["cy", "pt-br"]


def test_page_submitted_for_translation_is_a_draft(said: dict[str, Any]) -> None:
    assert said["submitted_is_live"] is False


def test_translation_with_texts_left_in_portuguese_is_refused(said: dict[str, Any]) -> None:
    assert "segment-not-translated" in said["untranslated"]


def test_translation_with_another_number_is_refused(said: dict[str, Any]) -> None:
    assert said["other_number"] == ["number-changed"]
    assert said["refused_detail"]["status"] == 404
    assert said["refused_detail"]["body"]["code"] == "locale-not-available"


def test_faithful_translation_is_published_and_listed_with_its_source(said: dict[str, Any]) -> None:
    assert said["accepted"] == []
    assert sorted(item["locale"] for item in said["listed"]["body"]["items"]) == ["cy", "pt-br"]


@pytest.mark.parametrize(
    ("locale", "name", "title", "other"),
    [
        ("portuguese", "pt-br", "Células por injeção, dois anos depois", "cy"),
        ("welsh", "cy", "Celloedd drwy bigiad, ddwy flynedd wedyn", "pt-br"),
    ],
)
def test_each_locale_is_read_in_its_own_words(
    said: dict[str, Any], locale: str, name: str, title: str, other: str
) -> None:
    answer = said[locale]

    assert answer["status"] == 200
    assert answer["language"] == answer["body"]["language"] == answer["body"]["locale"] == name
    assert answer["body"]["title"] == {"text": title, "language": name, "direction": "ltr", "origin": "human"}
    assert [alternate["locale"] for alternate in answer["body"]["alternates"]] == [other]


def test_names_of_the_languages_are_their_own(said: dict[str, Any]) -> None:
    (to_welsh,) = said["portuguese"]["body"]["alternates"]
    (to_portuguese,) = said["welsh"]["body"]["alternates"]

    assert to_welsh["name"] == "Cymraeg"
    assert to_portuguese["name"].lower().startswith("português")


@pytest.mark.parametrize("locale", ["portuguese", "welsh"])
def test_labels_without_a_catalogue_say_that_they_are_english(said: dict[str, Any], locale: str) -> None:
    found = list(labels(said[locale]["body"]))

    assert len(found) > 10
    assert {(label["language"], label["origin"]) for label in found} == {("en", "fallback")}


def test_sentences_without_a_catalogue_say_that_they_are_english(said: dict[str, Any]) -> None:
    finding = next(block for block in said["welsh"]["body"]["blocks"] if block["type"] == "finding")

    assert finding["statement"]["language"] == "cy"
    assert {(c["sentence"]["language"], c["sentence"]["origin"]) for c in finding["caveats"]} == {("en", "fallback")}


def test_page_without_an_address_of_its_own_has_none_in_the_api(said: dict[str, Any]) -> None:
    """The host has no ``i18n_patterns``: at the one address that both pages share, it serves Portuguese."""
    (to_welsh,) = said["portuguese"]["body"]["alternates"]
    (to_portuguese,) = said["welsh"]["body"]["alternates"]

    assert said["welsh"]["body"]["links"]["page"] is None
    assert to_welsh["html_url"] is None
    assert to_portuguese["html_url"] == said["portuguese"]["body"]["links"]["page"]
    assert said["portuguese"]["body"]["links"]["page"].endswith("/research/celulas/")


def test_page_marks_each_text_that_is_not_in_its_own_language(said: dict[str, Any]) -> None:
    shown = said["page"]["body"]

    assert said["page"]["status"] == 200
    # Nobody has translated the words around the content into Portuguese.
    assert '<html lang="en" dir="ltr">' in shown
    assert re.search(r'lang="pt-br"[^>]*>Todas as 20 pessoas vinham de uma única clínica\.', shown)
    assert 'hreflang="cy"' not in shown
    for english in ("Only 20 people took part, so the result may be due to chance.", "No comparison group"):
        assert re.search(rf"<(?![^>]*lang=)[^>]*>{re.escape(english)}", shown), english


def test_editor_opens_every_screen(said: dict[str, Any]) -> None:
    assert said["screens"] == {"new": 200, "edit": 200, "list": 200, "history": 200}


def test_language_that_nobody_wrote_is_refused_and_not_replaced(said: dict[str, Any]) -> None:
    assert said["english"]["status"] == 404
    assert said["english"]["body"]["code"] == "locale-not-available"

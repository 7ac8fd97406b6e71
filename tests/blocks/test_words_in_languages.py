"""Words in another language: marked in the editor, and not lost there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from research.blocks import words_in_languages
from research.blocks.text import RICH_TEXT_FEATURES


def through_the_editor(html: str) -> str:
    """Open ``html`` in the editor and save it."""
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    state = json.loads(converter.from_database_format(html))
    for number, block in enumerate(state["blocks"]):
        block["key"] = f"k{number}"
    saved: str = converter.to_database_format(json.dumps(state)).replace(' data-block-key="', ' data-key="')
    return saved


@pytest.mark.parametrize("language", ["es", "ar", "sw", "es-MX", "zh-Hans", "ES", "grc", "x-klingon", "es-419"])
def test_words_that_are_marked_stay_marked_also_in_a_language_that_is_not_offered(language: str) -> None:
    saved = through_the_editor(f'<p>They call it <b>the <span lang="{language}">Ensayo</span></b> here.</p>')

    assert f'<span lang="{language}">' in saved
    assert saved.count("Ensayo") == 1


def test_a_mark_in_a_mark_stays_inside() -> None:
    saved = through_the_editor('<p><span lang="GRC">logos <b>kai <span lang="es">Ensayo</span></b></span> here</p>')

    assert [saved.count(mark) for mark in ('lang="GRC"', 'lang="es"', "Ensayo")] == [3, 1, 1]


def buttons() -> list[dict[str, Any]]:
    styles = DraftailRichTextArea(features=RICH_TEXT_FEATURES).options["inlineStyles"]
    return [style for style in styles if str(style["type"]).startswith("LANGUAGE-")]


def test_languages_of_the_site_are_offered_and_named() -> None:
    assert [button["label"] for button in buttons()] == ["en", "es", "fr", "de", "ar"]
    assert "Spanish" in str(buttons()[1]["description"])


def test_a_site_can_offer_others(settings: Any) -> None:
    settings.RESEARCH_UPDATES = {**settings.RESEARCH_UPDATES, "RICH_TEXT_LANGUAGES": ("la", "pt-BR")}

    assert [button["label"] for button in buttons()] == ["la", "pt-BR"]
    assert words_in_languages.offered() == ["la", "pt-BR"]

"""The vocabularies that the site starts with, and how they are loaded."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from home import vocabulary_data
from home.models import Condition, GlossaryTerm
from home.vocabularies import terms

LANGUAGES = {code for code, _name in settings.LANGUAGES}
ENTRIES = [
    pytest.param(entry, id=f"{file.removesuffix('.json')}-{entry['code']}")
    for file in vocabulary_data.FILES.values()
    for entry in vocabulary_data.read(file)
]


@pytest.mark.django_db
@pytest.mark.parametrize("active", ["en", "ar"])
def test_terms_are_loaded_in_every_language_with_none_marked_as_checked(active: str) -> None:
    with translation.override(active):
        counts = vocabulary_data.load(io.StringIO())

    assert counts == {"topic": 10, "condition": 6, "glossary": 35}
    for vocabulary in counts:
        for term in terms(vocabulary):  # type: ignore[arg-type]
            assert set(term.labels) == LANGUAGES
            assert set(term.definitions) == LANGUAGES
            assert term.reviewed_languages == frozenset()
    assert {term.code: term.identifiers for term in terms("condition")}["multiple_sclerosis"] == {"mesh": "D009103"}


@pytest.mark.django_db
def test_second_load_adds_nothing_and_keeps_what_was_edited() -> None:
    vocabulary_data.load(io.StringIO())
    GlossaryTerm.objects.filter(code="placebo").update(name_fr="leurre", reviewed_languages=["fr"])
    Condition.objects.filter(code="progressive_ms").delete()

    counts = vocabulary_data.load(io.StringIO())

    assert counts == {"topic": 0, "condition": 1, "glossary": 0}
    edited = GlossaryTerm.objects.get(code="placebo")
    assert (edited.name_fr, edited.reviewed_languages) == ("leurre", ["fr"])


@pytest.mark.parametrize("entry", ENTRIES)
def test_definition_is_there_in_every_language_and_short(entry: dict[str, Any]) -> None:
    assert set(entry["name"]) == set(entry["definition"]) == LANGUAGES
    for language, definition in entry["definition"].items():
        words = [word for word in definition.split() if any(character.isalnum() for character in word)]
        assert 5 <= len(words) <= 25, language
        assert definition.endswith("."), language


@pytest.mark.parametrize("entry", ENTRIES)
def test_definition_says_the_same_numbers_in_every_language(entry: dict[str, Any]) -> None:
    found = {
        tuple(sorted(word for word in definition.replace(".", " ").split() if word.isdigit()))
        for definition in entry["definition"].values()
    }

    assert len(found) == 1


@pytest.mark.parametrize("entry", ENTRIES)
def test_other_spellings_repeat_neither_the_name_nor_themselves(entry: dict[str, Any]) -> None:
    for language, forms in entry.get("forms", {}).items():
        assert entry["name"][language] not in forms
        assert len(forms) == len(set(forms))

"""Texts of shared rows are read by the language asked for, whatever language is active."""

from __future__ import annotations

import pytest
from django.utils import translation

from home import labels
from home.models import Topic


@pytest.mark.parametrize("active", ["en", "fr", "ar"])
def test_text_is_the_one_asked_for_under_any_active_language(active: str) -> None:
    row = Topic(code="safety", name_en="Safety", name_fr="Sécurité")

    with translation.override(active):
        assert labels.text(row, "name", "fr") == "Sécurité"
        assert labels.text(row, "name", "en") == "Safety"
        assert str(row) == "Safety"


def test_language_without_text_is_absent_and_nothing_takes_its_place() -> None:
    row = Topic(code="safety", name_en="Safety", name_de="  ", name_es=None)

    assert labels.texts(row, "name") == {"en": "Safety"}
    assert labels.text(row, "name", "de") == ""


def test_row_without_a_name_is_called_by_its_code() -> None:
    assert str(Topic(code="safety", name_fr="Sécurité")) == "safety"


def test_columns_are_those_of_the_site_languages() -> None:
    assert labels.columns("name") == ("name_en", "name_es", "name_fr", "name_de", "name_ar")

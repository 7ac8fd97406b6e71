"""The list of languages, the columns that follow it, and the checks that compare them."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.db import connection
from modeltranslation.translator import translator
from pytest_django import Settings
from wagtail.models import Page

from cms.settings import languages as language_settings
from home import checks
from home.models import HomePage, Topic


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    output = io.StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=output)

    assert "No changes detected" in output.getvalue()


def test_every_language_has_its_fallbacks_and_they_are_languages_of_the_site() -> None:
    codes = [code for code, _name in language_settings.LANGUAGES]

    assert list(language_settings.FALLBACKS) == codes
    for code, fallbacks in language_settings.FALLBACKS.items():
        assert code not in fallbacks
        assert set(fallbacks) <= set(codes)


def test_settings_of_the_site_agree() -> None:
    assert checks.languages_agree(None) == []


def test_language_that_only_one_list_has_is_an_error(settings: Settings) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("cy", "Welsh")]

    [problem] = checks.languages_agree(None)

    assert problem.id == "home.E001"
    assert "WAGTAIL_CONTENT_LANGUAGES lists en, es, fr, de, ar, cy" in problem.msg


def test_no_model_is_translated_by_two_systems() -> None:
    assert checks.one_translation_system_per_model(None) == []
    assert not set(translator.get_registered_models()) & {Page, HomePage}


def test_model_in_both_systems_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translator, "get_registered_models", lambda abstract=True: [Topic, HomePage])

    [problem] = checks.one_translation_system_per_model(None)

    assert (problem.id, problem.obj) == ("home.E002", HomePage)


@pytest.mark.django_db
def test_tables_have_the_columns_of_the_languages() -> None:
    assert checks.columns_follow_languages(None, ["default"]) == []


@pytest.mark.django_db
def test_language_added_or_removed_without_migration_is_reported() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE home_topic RENAME COLUMN name_de TO name_cy")

    missing, unclaimed = checks.columns_follow_languages(None, ["default"])

    assert (missing.id, unclaimed.id) == ("home.W003", "home.W004")
    assert "home.Topic has no column name_de" in missing.msg
    assert "name_cy" in unclaimed.msg


def test_check_without_a_database_looks_at_none() -> None:
    assert checks.columns_follow_languages(None, None) == []

"""Catalogues of translations: what is wrong with them is said, and the compiled ones say the same."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from home import catalogues

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def catalogue(settings: Settings, tmp_path: Path) -> Path:
    settings.BASE_DIR = tmp_path
    path = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    return path


def write(path: Path, *entries: polib.POEntry) -> None:
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(entries)
    file.save(str(path))


def test_complete_catalogue_is_compiled_once(catalogue: Path) -> None:
    write(catalogue, polib.POEntry(msgid="%(count)s studies", msgstr="%(count)s études"))

    assert catalogues.compile_outdated() == [catalogue]
    assert catalogues.compile_outdated() == []
    assert list(catalogues.problems(catalogue)) == []


def test_changed_catalogue_is_compiled_again(catalogue: Path) -> None:
    write(catalogue, polib.POEntry(msgid="study", msgstr="étude"))
    catalogues.compile_outdated()
    write(catalogue, polib.POEntry(msgid="study", msgstr="essai"))

    [problem] = catalogues.problems(catalogue)

    assert "django.po is not compiled" in problem
    assert catalogues.compile_outdated() == [catalogue]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (polib.POEntry(msgid="study", msgstr=""), "is not translated."),
        (polib.POEntry(msgid="study", msgstr="étude", flags=["fuzzy"]), "is fuzzy."),
        (polib.POEntry(msgid="%s studies", msgstr="%s études"), "has a placeholder without a name."),
        (polib.POEntry(msgid="%(count)s studies", msgstr="études"), "has other placeholders than its source."),
        (polib.POEntry(msgid="studies", msgstr="%(count)s études"), "has other placeholders than its source."),
    ],
)
def test_entry_that_would_mislead_is_reported_with_its_place(
    catalogue: Path, entry: polib.POEntry, sentence: str
) -> None:
    write(catalogue, entry)
    catalogues.compile_outdated()

    [problem] = catalogues.problems(catalogue)

    assert problem.startswith("locale/fr/LC_MESSAGES/django.po, line ")
    assert sentence in problem


def test_plural_form_may_leave_the_number_out(catalogue: Path) -> None:
    entry = polib.POEntry(msgid="one study", msgid_plural="%(count)s studies")
    entry.msgstr_plural = {0: "une étude", 1: "%(count)s études"}
    write(catalogue, entry)
    catalogues.compile_outdated()

    assert list(catalogues.problems(catalogue)) == []


def test_source_language_lists_messages_without_translating_them(catalogue: Path) -> None:
    english = catalogue.parents[2] / "en" / "LC_MESSAGES" / "django.po"
    english.parent.mkdir(parents=True)
    write(english, polib.POEntry(msgid="study"), polib.POEntry(msgid="%s studies"))
    catalogues.compile_outdated()

    [problem] = catalogues.problems(english)

    assert "“%s studies” has a placeholder without a name." in problem


@pytest.mark.parametrize("folder", ["locale", "research/locale"])
def test_english_catalogue_changes_no_text(settings: Settings, folder: str) -> None:
    english = settings.BASE_DIR / folder / "en" / "LC_MESSAGES"

    assert list(polib.mofile(str(english / "django.mo"))) == []
    assert not [entry.msgid for entry in polib.pofile(str(english / "django.po")) if entry.translated()]


def test_command_fails_and_lists_the_problems(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(catalogue, polib.POEntry(msgid="study", msgstr=""))

    with pytest.raises(CommandError, match="The catalogues have 1 problems"):
        call_command("check_catalogues", compile=True)

    assert "is not translated" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["es", "fr", "de", "ar"])
def test_site_has_one_name_in_each_language(language: str) -> None:
    """In its own catalogue, in that of the plugin, which names feeds by it, and as the title of its first page."""
    folders = [ROOT / "locale", ROOT / "research" / "locale"]
    said = [polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po")) for folder in folders]
    demo = json.loads((ROOT / "home" / "demo" / "translations" / f"{language}.json").read_text(encoding="utf-8"))

    assert {file.find("Research updates").msgstr for file in said} == {demo["home"]["title"]}

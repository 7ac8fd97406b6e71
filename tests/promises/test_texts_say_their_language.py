"""Promise 2: no text leaves under a language that it is not in, and what stands in for another says so."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import given
from wagtail.models import Locale

from research.domain.codes import Origin
from research.domain.locales import direction
from research.representations.build import build
from research.wording import PLUGIN_CATALOGUES
from tests.factories import STREAMS, Tree, committed, translated
from tests.promises.conftest import example, few, many, page_of, unsaved
from tests.promises.outputs import detail, representations, soup_of
from tests.promises.strategies import Made, languages, updates
from tests.promises.texts import MARKERS, into, marked, texts_in
from tests.translations import Translator, translated_data

PLACE = re.compile(r"%\\\((?:\w+)\\\)[sd]|%\(\w+\)[sd]")


@cache
def sentences_of(language: str) -> re.Pattern[str]:
    """Match whatever the catalogues hold in ``language``, read with the standard library alone."""
    found: set[str] = set()
    for folder in (PLUGIN_CATALOGUES, *map(Path, django_settings.LOCALE_PATHS)):
        for path in folder.glob(f"{language}/LC_MESSAGES/django.mo"):
            with path.open("rb") as file:
                found |= {text for text in vars(gettext.GNUTranslations(file))["_catalog"].values() if text}
    return re.compile("|".join(PLACE.sub(".+", re.escape(text)) for text in found) or "(?!)", re.DOTALL)


def assert_texts_are_honest(update: dict[str, Any], name: str) -> None:
    """Every text has language, direction and origin, and is in the language that it says."""
    locale, written_in = update["locale"], update["language"]
    for text in texts_in(update):
        words = text.get("text", text.get("html"))
        assert text["language"], name
        assert text["direction"] == direction(text["language"]), name
        assert text["origin"] in set(Origin), name
        if not any(character.isalpha() for character in words):
            # A number alone reads the same in every language.
            continue
        if found := marked(words):
            assert found == {text["language"]}, f"{name}: {words}"
        elif text["language"] == locale != "en":
            assert sentences_of(locale).fullmatch(words), f"{name}: “{words}” is no text of the catalogue of {locale}"
        else:
            assert text["language"] == "en", f"{name}: {words}"
            assert locale == "en" or text["origin"] == Origin.FALLBACK, f"{name}: {words}"
    if written_in != locale:
        assert update["title"]["origin"] == Origin.FALLBACK, name


def marker_texts(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield the language of each marker word that people see on the page, and the nearest one that is declared."""
    for string in soup.find_all(string=True):
        for language in marked(string):
            around = string.find_parent(lang=True)
            assert around is not None
            yield language, str(around["lang"])


def assert_page_is_honest(soup: BeautifulSoup) -> None:
    found = list(marker_texts(soup))
    assert found
    assert [pair for pair in found if pair[0] != pair[1]] == []
    for element in soup.find_all(lang=True):
        if element.has_attr("dir"):
            assert element["dir"] == direction(str(element["lang"]))


def assert_honest_everywhere(page: Any) -> None:
    for name, update in representations(page).items():
        assert_texts_are_honest(update, name)
    answer = detail(page)
    assert answer["Content-Language"] == answer.json()["language"]
    assert_page_is_honest(soup_of(page))


@few
@given(made=updates())
def test_every_text_of_an_update_is_in_the_language_that_it_declares(tree: Tree, made: Made) -> None:
    with example():
        assert_honest_everywhere(page_of(made))


@many
@given(made=updates())
def test_every_text_that_is_built_is_in_the_language_that_it_declares(tree: Tree, made: Made) -> None:
    assert_texts_are_honest(build(unsaved(made)).model_dump(mode="json"), "build")


@few
@given(made=updates(), other=languages)
def test_every_text_of_a_translation_is_in_the_language_that_it_declares(tree: Tree, made: Made, other: str) -> None:
    if other == made.language:
        return
    with example():
        copy = translated(page_of(made), other, live=True, translate=into(made.language, other))
        assert_honest_everywhere(copy)


@few
@given(made=updates(), other=languages)
def test_every_text_of_an_alias_declares_the_language_of_its_original(tree: Tree, made: Made, other: str) -> None:
    if other == made.language:
        return
    with example():
        page = page_of(made)
        with committed():
            alias = page.copy_for_translation(tree.locales[other], alias=True)
            page.save_revision().publish()
        alias.refresh_from_db()
        assert build(alias).language == made.language
        assert_honest_everywhere(alias)


@few
@given(made=updates())
def test_labels_of_a_locale_without_a_catalogue_say_that_they_are_english(tree: Tree, made: Made) -> None:
    """Nobody has translated the plugin into Welsh; the update itself is written in it or only repeated."""
    with example():
        welsh, _created = Locale.objects.get_or_create(language_code="cy")
        page = page_of(made)
        for source, language in (("", made.language), (made.language, "cy")):
            page.locale = welsh
            if source:
                say = into(source, "cy")
                page.title = say(page.title) or ""
                for name in STREAMS:
                    setattr(page, name, _said(getattr(page, name), say))
            else:
                page.alias_of = page_of(made)
            update = build(page).model_dump(mode="json")
            assert (update["locale"], update["language"]) == ("cy", language)
            assert_texts_are_honest(update, "build")
            assert update["evidence"]["state"]["label"]["language"] == "en"
            assert update["evidence"]["state"]["label"]["origin"] == Origin.FALLBACK
            page.alias_of = None


def _said(stream: Any, say: Translator) -> Any:
    return stream.stream_block.to_python(translated_data(list(stream.raw_data), say))


@few
@given(made=updates(), other=languages)
def test_list_names_all_languages_of_its_updates(tree: Tree, made: Made, other: str) -> None:
    with example():
        page = page_of(made)
        if other != made.language:
            translated(page, other, live=True, translate=into(made.language, other))
        answer = Client().get("/api/research/v1/updates/")
        assert answer["Content-Language"].split(", ") == list(
            dict.fromkeys(item["language"] for item in answer.json()["items"])
        )
        assert {made.language, other} == set(answer["Content-Language"].split(", "))


def test_marker_words_are_told_apart() -> None:
    """The checks above rest on it."""
    assert all(marked(marker) == {language} for language, marker in MARKERS.items())

"""Braille fits its pages, holds the same as the text, and every number in it is the one that was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.models import Representation
from research.renderings.braille import liblouis, tables
from research.renderings.braille.brf import LETTERS, brf
from research.renderings.braille.cells import BLANK, cells
from research.renderings.braille.pages import pages
from research.renderings.braille.pef import NAMESPACE, pef
from research.renderings.braille.tables import TABLES, Table
from research.renderings.form import Source, Unavailable
from research.renderings.text import text
from research.representations import schema_v1 as v1
from tests.factories import LANGUAGES
from tests.renderings.reading import read_through, rows_of_brf, rows_of_pef, source

pytestmark = pytest.mark.requires_liblouis

DIGITS = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", "1234567890", strict=True))
#: In French, digits have signs of their own.
FRENCH = dict(zip("⠡⠣⠩⠹⠱⠫⠻⠳⠪⠼", "1234567890", strict=True))
#: In German addresses, which ⠠⠨ announces, up to the next blank.
IN_ADDRESS = str.maketrans("⠡⠣⠩⠹⠱⠫⠻⠳⠪⠬", "1234567890")
#: What goes on with a number, by language, beside its digits. After everything else a number begins anew. In some
#: German addresses each digit has a sign of its own.
WITHIN: Mapping[str, str] = {
    "ar": "⠲|⠂",
    "de": "⠈⠒|⠂|⠄|⠼(?=[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚])",
    "en": "⠲|⠂|⠐",
    "es": "",
    "fr": "[⠂⠲⠤⠌⠖⠶⠒⠦⠴⠆]",
    "nl": "⠲|⠂",
}
EVERY_TABLE = [
    pytest.param(language, table, id=f"{language}-{grade}")
    for language, grades in TABLES.items()
    for grade, table in grades.items()
]


def numbers_in_braille(made: str, language: str) -> list[str]:
    """Read numbers as a person does who knows the number sign of a language, without liblouis."""
    digits, sign = (FRENCH, "⠠") if language == "fr" else (DIGITS, "⠼")
    if language == "de":
        return [run for word in made.split(BLANK) for run in _in_german(word)]
    return _numbers(made, digits, sign, language)


def _in_german(word: str) -> list[str]:
    if "⠠⠨" in word:
        before, _sign, address = word.partition("⠠⠨")
        return [*_in_german(before), *re.findall("[0-9]+", address.translate(IN_ADDRESS))]
    # The sign for per cent.
    return _numbers(word.replace("⠼⠚⠴", "⠿"), DIGITS, "⠼", "de")


def _numbers(made: str, digits: Mapping[str, str], sign: str, language: str) -> list[str]:
    within = f"|{WITHIN[language]}" if WITHIN[language] else ""
    found = re.findall(f"{sign}((?:[{''.join(digits)}]{within})+)", made)
    found = [number.replace(sign, "") for number in found]
    runs = [run for number in found for run in re.split(f"[^{''.join(digits)}]+", number) if run]
    return ["".join(digits[cell] for cell in run) for run in runs]


def numbers_in_words(words: str) -> list[str]:
    return ["".join(str(unicodedata.decimal(digit)) for digit in run) for run in re.findall(r"\d+", words)]


figures = st.integers(0, 99_999).map(str)
letters = st.text("abcdefghijklmxyzABJ", min_size=1, max_size=4)
written = st.one_of(
    figures,
    st.builds("{}{}{}".format, figures, st.sampled_from([".", ",", "–", "-", "/", " ", ""]), figures),
    st.builds("{}{}".format, figures, letters | st.sampled_from(["%", " %", "+", ")", ":", "."])),
    st.builds("{}{}".format, letters | st.sampled_from(["(", "-", "±", "≥", "≤", "<", ">", "=", "−"]), figures),
    st.builds("(https://doi.org/10.{}/{})".format, figures, letters),
    letters,
)


@pytest.mark.parametrize(("language", "table"), EVERY_TABLE)
@given(words=st.lists(written, min_size=1, max_size=5).map(" ".join))
def test_every_number_is_the_one_that_was_written(language: str, table: Table, words: str) -> None:
    assert numbers_in_braille(cells(words, table), language) == numbers_in_words(words)


@pytest.mark.parametrize(("language", "table"), EVERY_TABLE)
def test_capital_after_a_figure_is_no_figure_among_others(language: str, table: Table) -> None:
    assert numbers_in_braille(cells("0A 0A 0A and 3B", table), language) == ["0", "0", "0", "3"]


def test_figures_of_arabic_are_written_with_their_signs() -> None:
    table = TABLES["ar"][1]

    assert cells("٣٫٥٪ من ١٬٢٣٤", table) == cells("3.5% من 1,234", table)


@pytest.mark.parametrize(("language", "table"), EVERY_TABLE)
@pytest.mark.parametrize(
    ("one", "other"),
    [("1½", "11/2"), ("2¼", "21/4"), ("1⅓", "11/3"), ("10⁻⁵", "10−5"), ("10⁻⁵", "10-5"), ("10⁺⁵", "10+5")],
)
def test_what_is_another_number_is_written_otherwise(one: str, other: str, language: str, table: Table) -> None:
    assert cells(one, table) != cells(other, table)


def test_letter_after_a_digit_is_not_read_as_another_digit() -> None:
    table = TABLES["es"][1]

    assert cells("fase 2b", table) == "⠋⠁⠎⠑⠀⠼⠃⠐⠃"


@pytest.mark.parametrize(("language", "table"), EVERY_TABLE)
@given(words=st.text(max_size=40))
def test_any_text_is_cells_of_six_dots_and_each_visible_sign_is_some(language: str, table: Table, words: str) -> None:
    made = cells(words, table)

    assert set(made) <= {chr(ord(BLANK) + dots) for dots in range(64)}
    for sign in words:
        if unicodedata.category(sign)[0] in "LNPS":
            assert cells(sign, table).strip(BLANK), sign


def test_sign_that_nothing_stands_for_is_named_by_its_number() -> None:
    table = TABLES["en"][1]

    assert cells("a 中", table) == cells("a (U+4E2D)", table)


def test_many_threads_write_what_one_does() -> None:
    asked = [(f"{n} of 20 people: {n / 7:.2f}", table) for n in range(60) for table in TABLES["en"].values()]
    expected = [cells(*each) for each in asked]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda each: cells(*each), asked)) == expected


def in_one_language(value: Any, language: str) -> Any:
    """Return a stored update without the words of its texts in other languages: a reader here knows one braille."""
    if isinstance(value, list):
        return [in_one_language(item, language) for item in value]
    if isinstance(value, dict):
        found = {key: in_one_language(item, language) for key, item in value.items()}
        return {**found, "text": "x"} if "text" in value and value.get("language", language) != language else found
    return value


def updates(language: str) -> list[Source]:
    bodies = Representation.objects.filter(locale__language_code=language).values_list("body", flat=True)
    return [source(v1.ResearchUpdateV1.model_validate_json(body)) for body in bodies]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", LANGUAGES)
def test_braille_has_the_numbers_of_the_text_in_its_order(language: str) -> None:
    found = updates(language)
    assert found
    for told in found:
        alone = v1.ResearchUpdateV1.model_validate(in_one_language(told.update.model_dump(mode="json"), language))
        made = source(alone)
        expected = numbers_in_words(text(made.outline))
        assert len(expected) > 20
        assert numbers_in_braille(read_through(rows_of_brf(brf(made))), language) == expected


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", LANGUAGES)
def test_files_fit_an_embosser_and_hold_the_same(language: str) -> None:
    for told in updates(language):
        made = brf(told)
        assert set(made.decode("ascii")) <= set(LETTERS) | set("\r\n\f")
        found = rows_of_brf(made)
        assert all(len(page) == 25 for page in found)
        assert max(len(row) for page in found for row in page) <= 40
        root = ET.fromstring(pef(told))  # noqa: S314 - our own
        (volume,) = root.iter(f"{{{NAMESPACE}}}volume")
        assert (volume.get("cols"), volume.get("rows")) == ("40", "25")
        names = {element.tag.rpartition("}")[2] for element in root.iter() if "purl.org" in element.tag}
        assert {"format", "identifier", "title", "language"} <= names
        # BRF has letters for blanks and PEF has cells for them.
        assert rows_of_pef(pef(told)) == found
        assert brf(told) == made


@pytest.mark.usefixtures("demo")
def test_each_page_has_its_number_and_none_ends_in_a_heading(settings: Any) -> None:
    settings.RESEARCH_UPDATES = {**settings.RESEARCH_UPDATES, "BRAILLE_LINES": 12}
    heading = cells("Be careful", TABLES["en"][1])
    for told in updates("en"):
        found = pages(told)
        assert [numbers_in_braille(page[-1], "en") for page in found] == [[str(n + 1)] for n in range(len(found))]
        assert all(page[-1].strip(BLANK).count(BLANK) == 0 for page in found)
        for page in found:
            written = [row for row in page[:-1] if row]
            assert written[-1].strip(BLANK) != heading
            assert page[0]


@pytest.mark.usefixtures("demo")
def test_size_and_grade_are_those_of_the_settings(settings: Any) -> None:
    (told, *_others) = updates("en")
    plain = pages(told)

    settings.RESEARCH_UPDATES = {
        **settings.RESEARCH_UPDATES,
        "BRAILLE_GRADES": {"en": 2},
        "BRAILLE_CELLS": 30,
        "BRAILLE_LINES": 20,
    }
    contracted = pages(told)

    assert {len(page) for page in contracted} == {20}
    assert max(len(row) for page in contracted for row in page) <= 30
    assert len(read_through(contracted, 30)) < len(read_through(plain))


def test_grade_in_which_numbers_could_be_misread_is_not_there(settings: Any) -> None:
    settings.RESEARCH_UPDATES = {**settings.RESEARCH_UPDATES, "BRAILLE_GRADES": {"ar": 2}}

    assert tables.table("ar") == TABLES["ar"][1]


@pytest.mark.usefixtures("demo")
def test_what_is_missing_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    (told, *_others) = updates("en")
    missing = Table("no-such-table.ctb")
    monkeypatch.setitem(TABLES, "en", {1: missing})  # type: ignore[arg-type]
    with pytest.raises(Unavailable, match="liblouis-data"):
        brf(told)

    monkeypatch.setattr(liblouis, "NEEDS", "no-such-library")
    with pytest.raises(Unavailable, match="liblouis20"):
        brf(told)
    assert tables.lacks("") is not None


def test_language_whose_numbers_nobody_has_tried_has_no_braille() -> None:
    found = tables.lacks("cy")

    assert found is not None
    assert found.reason == tables.NO_LANGUAGE

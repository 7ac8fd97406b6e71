from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain import locales


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("fa_AF", "rtl"),
        ("ur", "rtl"),
        ("ckb", "rtl"),
        ("ug", "rtl"),
        ("dv", "rtl"),
        ("az-Arab", "rtl"),
        ("az", "ltr"),
        ("pa-PK", "rtl"),
        ("pa", "ltr"),
        ("ar-Latn", "ltr"),
        ("yi", "rtl"),
        ("xx-unknown", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_script_of_a_language_decides_its_direction(code: str, way: str) -> None:
    assert locales.direction(code) == way


@pytest.mark.parametrize(
    ("ranges", "available", "found"),
    [
        (["es-MX"], ["en", "es"], "es"),
        (["zh-Hant-TW"], ["zh-Hans", "zh-Hant"], "zh-Hant"),
        (["zh-Hant-CN-x-private1"], ["zh-Hant"], "zh-Hant"),
        (["PT-br"], ["pt-BR", "pt"], "pt-BR"),
        (["pt"], ["pt-BR"], None),
        (["*", "fr"], ["en", "fr"], "fr"),
        (["nl", "de-CH", "en"], ["en", "de"], "de"),
        (["en-GB"], [], None),
        ([], ["en"], None),
        (["en-a-bcde"], ["en"], "en"),
    ],
)
def test_lookup_shortens_each_range_in_turn(ranges: list[str], available: list[str], found: str | None) -> None:
    assert locales.lookup(ranges, available) == found


@pytest.mark.parametrize(
    ("header", "ranges"),
    [
        ("da, en-GB;q=0.8, en;q=0.7", ["da", "en-GB", "en"]),
        ("en;q=0.5, fr", ["fr", "en"]),
        ("en, fr;q=0", ["en"]),
        ("*;q=0.1, ar", ["ar", "*"]),
        ("", []),
        (";;,,q=1", []),
        ("en;q=2, fr;q=-1, de;q=abc, es", ["es"]),
        ("<script>, en\r\nX: y, es", ["es"]),
        ("en;q=0.5;q=0.9, it", ["it"]),
        ("en;q=0.9, en;q=0", []),
    ],
)
def test_a_header_becomes_ranges_best_first(header: str, ranges: list[str]) -> None:
    assert locales.parse_accept_language(header) == ranges


def test_a_header_of_a_megabyte_is_read_only_at_its_beginning() -> None:
    assert len(locales.parse_accept_language("en-GB," * 200_000)) <= locales.MAX_RANGES


@given(st.text())
def test_any_header_gives_ranges_without_raising(header: str) -> None:
    ranges = locales.parse_accept_language(header)
    assert locales.lookup(ranges, ["en", "es"]) in {None, "en", "es"}


@given(st.text(max_size=80))
def test_any_code_has_a_direction_and_a_name_without_raising(code: str) -> None:
    assert locales.direction(code) in {"ltr", "rtl"}
    assert locales.own_name(code) is not None
    locales.is_language_tag(code)


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "sl-rozaj-biske", "es-419", "de-CH-1996", "en-x-plain"])
def test_a_well_formed_tag_is_recognised(tag: str) -> None:
    assert locales.is_language_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "en_GB", "en-", "-en", "english language", "en-US-", "123", "en-\n"])
def test_a_malformed_tag_is_refused(tag: str) -> None:
    assert not locales.is_language_tag(tag)


@pytest.mark.parametrize(
    ("code", "name"),
    [("es", "español"), ("ar", "العربية"), ("de", "Deutsch"), ("ja", "日本語"), ("tlh", "tlh"), ("no such", "no such")],
)
def test_a_language_is_called_by_its_own_name(code: str, name: str) -> None:
    assert locales.own_name(code) == name


def test_a_regional_code_names_its_region_too() -> None:
    assert locales.own_name("pt-BR") == "português (Brasil)"


def test_the_base_of_a_code_is_its_language() -> None:
    assert [locales.base_language(code) for code in ("pt-BR", "zh_Hant", "AR")] == ["pt", "zh", "ar"]

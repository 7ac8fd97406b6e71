"""Tokens: what is stored of a text and what is asked of the database, without a database."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.search.query import DIALECTS, LONGEST_QUERY, MOST_WORDS, SCORES, NoQuery, words
from research.search.snippets import marked
from research.search.words import STEMMERS, folded, tokens

LANGUAGES = ("ar", "de", "en", "es", "fr")
texts = st.text(max_size=120)
any_language = st.sampled_from([*STEMMERS, "zh-Hant", "ja", "zxx", "pt-BR"])
#: What both databases keep in one piece: nothing below 128 but letters, digits and the signs of the tokenizer.
TOKEN = re.compile(r"[0-9a-z:.]*(?:[^\x00-\x7f][0-9a-z]*)*")


def found(text: str, language: str) -> list[set[str]]:
    return [set(token.forms) for token in tokens(text, language, LANGUAGES)]


#: language -> groups of spellings that find one another
SAME = {
    "en": ["study studies STUDY study’s", "cell cells", "café cafe", "treating treated treats"],
    "fr": ["étude études etude ETUDES l’étude d'étude", "cheval chevaux", "réalité realites", "œdème oedème oedeme"],
    "es": ["estudio estudios", "información informacion informaciones", "niño niños nino"],
    "de": ["Studie Studien", "Übelkeit uebelkeit Ubelkeit UBELKEIT", "Straße strasse STRASSE", "Häuser Haeuser Hauser"],
    "ar": ["دراسة الدراسات دراسات دِرَاسَة دراسه", "أدوية ادوية الأدوية", "مرضى مرضي", "خلـــيا خليا"],
}


@pytest.mark.parametrize(("language", "group"), [(code, group) for code in SAME for group in SAME[code]])
def test_spellings_of_one_word_find_one_another(language: str, group: str) -> None:
    spellings = group.split()
    for stored in spellings:
        for asked in spellings:
            wanted = words(asked, LANGUAGES)[-1]
            there = set().union(*found(stored, language))
            assert set(wanted.tokens) & there, (stored, asked)


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("NCT01234567", "NCT01234567"),
        ("NCT01234567", "nct 01234567"),
        ("NCT01234567", "01234567"),
        ("10.1186/s13287-024-03765-6", "10.1186/s13287-024-03765-6"),
        ("10.1186/s13287-024-03765-6", "https://doi.org/10.1186/S13287-024-03765-6".removeprefix("https://doi.org/")),
        ("10.1186/s13287-024-03765-6", "s13287"),
        ("COVID-19", "covid19"),
        ("COVID19", "covid-19"),
        ("0.5", "0,5"),
        ("٠٫٥", "0.5"),
        ("1,234", "1234"),
        ("1.234", "1234"),
        ("1,234.5", "1234.5"),
        ("癌症研究", "研究"),
        ("癌症研究", "癌"),
        ("हिन्दी", "हिन्दी"),
        ("ﬁbrosis", "fibrosis"),
        ("Übel\u00adkeit", "Übelkeit"),
    ],
)
def test_identifiers_and_numbers_are_found_whole_and_in_parts(stored: str, asked: str) -> None:
    there = set().union(*found(stored, "en"))
    assert all(there & set(word.tokens) for word in words(asked, LANGUAGES))


@pytest.mark.parametrize(("stored", "asked"), [("12.5", "125"), ("12.5", "12"), ("0.5", "5"), ("study", "studio")])
def test_other_numbers_and_words_are_not_found(stored: str, asked: str) -> None:
    there = set().union(*found(stored, "en"))
    assert not there & set(words(asked, ["en"])[0].tokens)


def test_stems_of_one_language_do_not_find_words_of_another() -> None:
    """“dose” and “dos” (back) have one stem in French, and two in English."""
    assert found("dose", "en") != found("dos", "en")
    assert not set(words("dos", ["en"])[0].tokens) & set().union(*found("dose", "en"))


@given(text=texts, language=any_language)
def test_every_token_is_one_word_to_both_databases(text: str, language: str) -> None:
    for token in tokens(text, language, STEMMERS):
        assert 0 <= token.start < token.end <= len(text)
        assert token.forms
        for form in token.forms:
            assert TOKEN.fullmatch(form), form
            assert not any(c.isspace() or unicodedata.category(c) in ("Cc", "Cs") for c in form)
            assert len(form) <= 45


@given(text=texts, language=st.sampled_from(LANGUAGES))
def test_text_finds_itself(text: str, language: str) -> None:
    there = set().union(*found(text, language))
    try:
        asked = words(text, LANGUAGES)
    except NoQuery:
        return
    assert all(there & set(word.tokens) for word in asked)


@given(text=texts)
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(word=st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=12))
def test_word_is_found_in_capitals_and_without_accents(word: str) -> None:
    bare = folded(word)
    for language in ("en", "fr", "es", "de"):
        there = set().union(*found(word, language))
        for spelling in (word.upper(), bare):
            assert there & {form for w in words(spelling, [language]) for form in w.tokens}, (language, spelling)


@given(query=st.text(max_size=LONGEST_QUERY + 5))
def test_any_text_is_a_query_or_says_why_not(query: str) -> None:
    try:
        asked = words(query, LANGUAGES)
    except NoQuery:
        return
    assert asked
    for dialect in DIALECTS.values():
        for score in SCORES:
            condition = dialect.condition(asked, [["/l=en"]], score)
            assert condition.count("(") == condition.count(")")
            assert "\\" not in condition


one_word = st.one_of(
    *(st.text(st.sampled_from(of), min_size=1, max_size=12) for of in ("abcxyzäéñß", "ابتمي", "0123456789"))
)


@given(asked=st.lists(one_word, min_size=1, max_size=MOST_WORDS), sign=st.sampled_from(" ,?"))
def test_query_of_as_many_words_as_the_description_allows_is_never_refused(asked: list[str], sign: str) -> None:
    assert words(f"{sign} ".join(asked), LANGUAGES)


@given(text=texts, query=texts)
def test_marked_text_is_the_text(text: str, query: str) -> None:
    try:
        asked = words(query, LANGUAGES)
    except NoQuery:
        return
    html = marked(text, "en", asked, LANGUAGES)
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert html.count("<mark>") == html.count("</mark>")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert bare == escaped.replace('"', "&quot;").replace("'", "&#x27;")


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Les études <b> l’ont vu", "etude", "Les <mark>études</mark> &lt;b&gt; l’ont vu"),
        ("See NCT01234567.", "NCT01234567", "See <mark>NCT01234567</mark>."),
        ("癌症研究", "癌症研究", "<mark>癌症研究</mark>"),
        ("Stem cell-free cells", "cell*", "Stem <mark>cell</mark>-free <mark>cells</mark>"),
    ],
)
def test_words_that_were_asked_for_are_marked(text: str, query: str, expected: str) -> None:
    language = "fr" if "études" in text else "en"
    assert marked(text, language, words(query, LANGUAGES), LANGUAGES) == expected


@pytest.mark.parametrize(
    "query", ["", " ", "*", "-- && || !", "()", '""', "\x00", "a\x1bb", "x" * 201, "ab*", "a " * 13]
)
def test_query_without_anything_to_find_says_why(query: str) -> None:
    with pytest.raises(NoQuery, match=r"\.$"):
        words(query, LANGUAGES)

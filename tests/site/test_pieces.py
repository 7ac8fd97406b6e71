"""Explained words and dots, for any text and any number."""

from __future__ import annotations

import datetime
import html

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from research.domain.codes import Origin
from research.domain.icon_array import Signs, signs
from research.reader.explain import Explainer
from research.renderings import icon_array
from research.representations import schema_v1 as v1
from research.templatetags.research_texts import country_name, day, local_figure


def text(words: str, language: str = "en") -> v1.Text:
    return v1.Text(text=words, language=language, direction="ltr", origin=Origin.HUMAN)


def definition(code: str, *forms: str, language: str = "en") -> v1.GlossaryDefinition:
    return v1.GlossaryDefinition(
        code=code, term=text(forms[0], language), definition=text("What it means.", language), forms=list(forms)
    )


@given(st.text(), st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_explained_text_reads_as_it_was_written(words: str, forms: list[str]) -> None:
    explained = Explainer([definition("term", *forms)]).html(words, "en")
    plain = "".join(part for part in _outside_of_tags(explained))

    assert html.unescape(plain) == words


def _outside_of_tags(markup: str) -> list[str]:
    """Split at our own two tags; everything else in the text is escaped, so no other “<” is left."""
    start = '<a class="term" href="#glossary-term">'
    pieces = [piece for part in markup.split(start) for piece in part.split("</a>")]
    assert all("<" not in piece and ">" not in piece for piece in pieces)
    return pieces


def test_only_the_first_occurrence_is_linked() -> None:
    explainer = Explainer([definition("edss", "EDSS")])

    assert explainer.html("EDSS and EDSS", "en").count("<a ") == 1
    assert "<a " not in explainer.html("EDSS", "en")


def test_longest_form_wins_and_parts_of_words_are_left_alone() -> None:
    explainer = Explainer([definition("control", "control"), definition("group", "control group")])

    assert 'href="#glossary-group">Control group</a>' in explainer.html("Control group. Uncontrolled.", "en")


def test_text_in_another_language_is_not_explained() -> None:
    assert "<a " not in Explainer([definition("die", "die")]).html("die Studie", "de")


@given(st.integers(0, 100), st.integers(1, 100))
def test_each_person_is_one_sign_and_its_kind_is_told_by_its_shape(with_event: int, out_of: int) -> None:
    (drawn,) = signs([(with_event, out_of)])
    picture = BeautifulSoup(icon_array.svg(drawn), "html.parser")

    if with_event > out_of:
        assert not picture.contents
    else:
        places = {(c["cx"], c["cy"]) for c in picture.select("circle")}
        places |= {(r["x"], r["y"]) for r in picture.select("rect")}
        assert len(places) == out_of
        assert len(picture.select("circle")) == with_event
        assert len(picture.select("rect")) == out_of - with_event


def test_dots_fill_from_the_right_where_readers_begin_there() -> None:
    first = BeautifulSoup(icon_array.svg(Signs(1, 10), right_to_left=True), "html.parser").select_one("circle.full")

    assert first is not None
    assert first["cx"] == "152"


@pytest.mark.parametrize(
    ("language", "date", "figure", "country"),
    [
        ("en", "January 5, 2026", "< 0.001", "Germany"),
        ("de", "5. Januar 2026", "< 0,001", "Deutschland"),
        ("fr", "5 janvier 2026", "< 0,001", "Allemagne"),
        ("es", "5 de enero de 2026", "< 0,001", "Alemania"),
        ("ar", "5 يناير 2026", "< 0.001", "ألمانيا"),
    ],
)
def test_dates_figures_and_countries_are_in_the_reader_s_language(
    language: str, date: str, figure: str, country: str
) -> None:
    with translation.override(language):
        assert day(datetime.date(2026, 1, 5)) == f'<time datetime="2026-01-05">{date}</time>'
        assert local_figure("< 0.001") == figure
        assert country_name("DE") == country

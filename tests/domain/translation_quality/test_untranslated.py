from __future__ import annotations

import pytest

from research.domain.translation_quality.pair import SegmentPair
from research.domain.translation_quality.untranslated import Untranslated


def codes(source: str, target: str, languages: str = "en>es", neutral: bool = False) -> list[tuple[str, str]]:
    source_language, target_language = languages.split(">")
    pair = SegmentPair(("p",), source, target, source_language, target_language, neutral)
    return [(problem.code, problem.severity.value) for problem in Untranslated().check(pair)]


LEFT = [
    ("en>es", "People felt less tired.", "People felt less tired."),
    ("en>es", "It helped. We do not know why.", "Ayudó. We do not know why."),
    ("en>de", "It must be confirmed, and people should wait.", "Es muss bestätigt werden, and people should wait."),
    ("en>ar", "Most people in the study were women.", "Most people in the study were women."),
    ("en>ar", "It helped most of the people who took part.", "ساعد ذلك most of the people who took part."),
    ("en>fr", "The drug was safe.", "The medicine was safe for those who took it."),
    ("es>en", "Las personas se sintieron mejor.", "Las personas se sintieron mejor."),
    ("fr>en", "Les personnes allaient mieux.", "People felt better, mais les personnes âgées ne le savaient pas."),
    ("en>es", "One <b>small study of people</b>", "Un <b>small study of people</b>"),
]


@pytest.mark.parametrize(("languages", "source", "target"), LEFT)
def test_text_left_in_the_source_language_stops_the_translation(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == [("segment-untranslated", "error")]


@pytest.mark.parametrize("target", ["", "  ", "<p></p>", "\u00a0"])
def test_an_empty_translation_stops(target: str) -> None:
    assert codes("Results", target) == [("segment-empty", "error")]


def test_an_empty_source_asks_for_nothing() -> None:
    assert codes("", "") == []


@pytest.mark.parametrize("text", ["Placebo", "Side effects", "Main outcome"])
def test_one_or_two_unchanged_words_are_told(text: str) -> None:
    assert codes(text, text) == [("segment-maybe-untranslated", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "NCT01933802",
        "10.1212/NXI.0000000000000928",
        "https://example.org/a",
        "12 (3.5%)",
        "5 mg",
        "EDSS",
        "Lung Health Today",
        "Violaine Harris",
        "COVID-19",
        "EDSS 6.0–6.5",
        "",
    ],
)
def test_names_identifiers_and_figures_may_stay(text: str) -> None:
    assert codes(text, text) == []


GOOD = [
    ("en>de", 'It was called "Small Steps, Big Gains".', "Sie hieß „Small Steps, Big Gains“."),
    ("en>fr", 'The leaflet "Living Well with MS" helped.', "La brochure « Living Well with MS » a aidé."),
    (
        "en>es",
        "<cite>The Journal of the Study of Pain</cite> printed it.",
        "Lo publicó <cite>The Journal of the Study of Pain</cite>.",
    ),
    ("en>es", "The Brain journal printed it.", "La revista Brain lo publicó."),
    ("en>ar", "See doi 10.5555/ms.2023.115.", "انظر doi 10.5555/ms.2023.115."),
    ("en>ar", "People with MS took Ocrelizumab.", "تناول المصابون Ocrelizumab."),
    ("en>de", "People felt better.", "Den Menschen ging es besser."),
    ("en>fr", "The patients had fatigue.", "Les patients avaient de la fatigue."),
]


@pytest.mark.parametrize(("languages", "source", "target"), GOOD)
def test_a_translation_that_keeps_names_and_titles_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


def test_a_language_neutral_value_may_equal_its_source() -> None:
    assert codes("People felt less tired.", "People felt less tired.", neutral=True) == []


def test_two_regions_of_one_language_may_share_their_text() -> None:
    assert codes("People felt less tired.", "People felt less tired.", "en>en-GB") == []


def numbered(sentence: str) -> str:
    return " ".join(sentence.format(n=n) for n in range(300))


def test_sentence_that_is_left_in_a_long_text_is_told() -> None:
    source = numbered("Group {n} walked further than before.")
    target = numbered("El grupo {n} caminó más lejos que antes.")

    assert codes(source, target) == []
    assert codes(f"{source} We do not know why.", f"{target} Pero we do not know why fue así.") == [
        ("segment-untranslated", "error")
    ]

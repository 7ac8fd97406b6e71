from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.problems import Problem
from research.domain.readability import sentence_problems
from research.domain.translation_quality import CHECKS, run
from research.domain.translation_quality.identifiers_kept import IdentifiersKept
from research.domain.translation_quality.markup import Markup
from research.domain.translation_quality.pair import SegmentPair
from research.domain.translation_quality.units import Units


def _pair(source: str, target: str, target_language: str = "fr") -> SegmentPair:
    return SegmentPair(("p",), source, target, "en", target_language)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("In PubMed (PMID: 38124407) and NCT03659284.", "NCT03659284 et PubMed (PMID\u00a0: 38124407)."),
        ("Read doi 10.1212/NXI.0000000000000928.", "À lire : https://doi.org/10.1212/nxi.0000000000000928"),
        ("See www.who.int/en/news.", "Voir www.who.int/fr/news."),
        ('<a href="https://example.org/en/a">here</a>', '<a href="https://example.org/fr/a">ici</a>'),
        ("ISRCTN12345678 and EudraCT 2004-000001-12", "EudraCT 2004-000001-12 et ISRCTN12345678"),
        ("Write to team@example.org.", "Écrivez à team@example.org."),
        ("No identifier.", "Aucun."),
    ],
)
def test_identifiers_that_arrive_as_they_left_raise_nothing(source: str, target: str) -> None:
    assert IdentifiersKept().check(_pair(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("NCT03941872 is open.", "NCT03941827 est ouvert."),
        ("PMID: 33277427", "PMID : 33277472"),
        ("doi 10.1212/NXI.0000000000000928", "doi 10.1212/NXI.0000000000000982"),
        ('<a href="https://example.org/2471">x</a>', '<a href="https://example.org/2417">x</a>'),
        ('<a href="/help/trials">x</a>', '<a href="/help/drugs">x</a>'),
        ("See example.org/a and example.org/a.", "Voir example.org/a."),
        ("See it.", "Voir https://example.org/a."),
        ("ORCID 0000-0002-1825-0097", "ORCID 0000-0002-1825-0079"),
    ],
)
def test_an_identifier_that_changed_stops_the_translation(source: str, target: str) -> None:
    assert [problem.code for problem in IdentifiersKept().check(_pair(source, target))] == ["identifier-changed"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a <b>small</b> study", "une <strong>petite</strong> étude"),
        ('<b>a</b> <a href="/x">b</a>', '<a href="/x">b</a> <b>a</b>'),
        ('the <span lang="fr">étude</span>', "l’étude"),
        ('the <em lang="la">in vitro</em> test', 'le test <em lang="la">in vitro</em>'),
        ("line<br>line", "ligne<br/>ligne"),
        ("NCT01933802", "<bdi>NCT01933802</bdi>"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_the_same_elements_in_another_order_raise_nothing(source: str, target: str) -> None:
    assert Markup().check(_pair(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a <b>small</b> study", "une petite étude"),
        ("a <b>small</b> study", "une <i>petite</i> étude"),
        ("a study", "une <b>étude</b>"),
        ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;"),
    ],
)
def test_other_elements_stop_the_translation(source: str, target: str) -> None:
    assert [problem.code for problem in Markup().check(_pair(source, target))] == ["markup-changed"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a <b>small</b> study", "une <b>petite étude"),
        ("<b>a <i>b</i></b>", "<b>a <i>b</b></i>"),
        ("a <b>small</b> study", "une petite</b> étude"),
    ],
)
def test_an_element_without_its_end_stops_the_translation(source: str, target: str) -> None:
    assert [problem.code for problem in Markup().check(_pair(source, target))] == ["markup-unclosed"]


@pytest.mark.parametrize(
    ("language", "source", "target", "changed"),
    [
        ("fr", "every 24 weeks", "toutes les 24 heures", True),
        ("es", "once every 3 months", "una vez cada 3 semanas", True),
        ("de", "5 mg a day", "5 g am Tag", True),
        ("de", "5 mg a day", "5 Milligramm am Tag", False),
        ("de", "three weeks", "drei Monate", True),
        ("es", "250 ml", "250 mililitros", False),
        ("ar", "3 months", "٣ أشهر", False),
        ("ar", "3 months", "٣ أسابيع", True),
        ("es", "3 weeks of 3 hours", "3 horas durante 3 semanas", False),
        ("fr", "1.2 million euros a year", "1,2 million d’euros par an", False),
        ("es", "twice a week", "dos veces por semana", False),
        ("es", "25 feet in 6.8 seconds", "25 pies en 6,8 segundos", False),
    ],
)
def test_a_figure_keeps_its_unit(language: str, source: str, target: str, changed: bool) -> None:
    assert [problem.code for problem in Units().check(_pair(source, target, language))] == ["unit-changed"] * changed


def test_the_checks_are_run_over_every_pair_and_name_their_paths() -> None:
    pairs = [
        SegmentPair(("a",), "7 of 20", "9 de 20", "en", "es"),
        SegmentPair(("b",), "It may help.", "Ayuda.", "en", "es"),
        SegmentPair(("c",), "It helps.", "", "en", "es"),
    ]
    assert [(problem.path, problem.code) for problem in run(pairs)] == [
        (("a",), "number-changed"),
        (("b",), "hedge-lost"),
        (("c",), "segment-empty"),
    ]


def test_every_check_has_its_own_code() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("piece", ["1", "1,", "1 ", "a-", "ne ", "<a ", "<q>", "‘aa", "% ", "لا ", "a@"])
def test_long_hostile_text_is_checked_to_its_end(piece: str) -> None:
    """A pattern that goes back over its text again and again would not end here within anybody's patience."""
    text = piece * 5_000

    found = run([SegmentPair((), text, text + " x", "fr", "en")])

    assert all(isinstance(problem, Problem) for problem in [*found, *sentence_problems(text, "en", ())])


LANGUAGES = ["en", "es", "fr", "de", "ar", "ja", "xx", ""]
HTML = st.text(alphabet="ab1.,% <>/\"'=&;وn٣", max_size=80)


@given(HTML, HTML, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_any_pair_is_checked_without_raising(source: str, target: str, one: str, other: str) -> None:
    problems = run([SegmentPair((), source, target, one, other)])
    assert all(isinstance(problem, Problem) for problem in problems)

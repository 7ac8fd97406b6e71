"""What makes an easy-read version hard to read, in each language that the rules know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from research.domain.codes import CaveatKind
from research.domain.easy_read import is_begun, is_complete, lines, missing
from research.domain.finding import Caveat
from research.domain.publishability.easy_read import easy_read
from research.domain.update import Update
from tests.domain.good_update import LIMITS, arm, caveat, finding, found, study, update

EASY = {"easy_title": "Cells", "easy_summary": "Cells."}


def easy(text: str, language: str = "en", **changes: object) -> Update:
    """A complete easy-read version in which a finding says ``text``."""
    body = (study(easy_read="People took part."), finding(easy_read=text))
    return update(*body, language=language, **{**EASY, **changes})


def codes(of: Update) -> list[str]:
    return [problem.code for problem in easy_read(of, LIMITS)]


GOOD = {
    "en": ("Some people felt better.\nIt did not last.", "The cells were no better than salt water.", "54 took part."),
    "es": ("Algunas personas se sintieron mejor.", "Esto no quiere decir que las células ayuden.", "En ambos grupos."),
    "fr": ("Certaines personnes allaient mieux.", "Les cellules n’ont pas fait mieux.", "Une canne est une aide."),
    "de": ("Einigen Menschen ging es besser.", "Das müsste eine neue Studie prüfen.", "MS ist eine Krankheit."),
    "ar": ("شعر بعض الناس بتحسن.", "لم يجد الباحثون فرقًا.", "العصا وسيلة مساعدة على المشي."),
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in GOOD.items() for text in texts])
def test_plain_sentence_is_left_alone(language: str, text: str) -> None:
    assert codes(easy(text, language)) == []


BAD = [
    ("en", "The cells helped. It did not last.", "easy-several-sentences"),
    ("en", "We saw that some of the people who had been ill for years could walk a bit better.", "easy-long-sentence"),
    ("en", "The people were given cells.", "easy-passive"),
    ("en", "The cells were slowly injected.", "easy-passive"),
    ("en", "If you feel ill because of it, tell us.", "easy-clauses"),
    ("en", "We do not say that it never helps.", "easy-two-negations"),
    ("en", "It helped 33% of them.", "easy-percent"),
    ("en", "It was phase III.", "easy-roman-numeral"),
    ("en", "They used the EDSS.", "easy-abbreviation"),
    ("en", "It helped fifty-four people.", "easy-number-in-words"),
    ("en", "It helped 12,000 people.", "easy-large-number"),
    ("en", "It helped 55 people.", "easy-number-unknown"),
    ("es", "Las personas fueron tratadas con células.", "easy-passive"),
    ("es", "Si se siente mal porque le duele, avise.", "easy-clauses"),
    ("es", "Mejoró el 33 %.", "easy-percent"),
    ("fr", "Les personnes ont été traitées.", "easy-passive"),
    ("fr", "Une personne qui a mal quand elle marche doit le dire.", "easy-clauses"),
    ("de", "Die Menschen wurden mit Zellen behandelt.", "easy-passive"),
    ("de", "Das ist eine Stammzellenbehandlung.", "easy-long-word"),
    ("de", "Es half vierundfünfzig Menschen.", "easy-number-in-words"),
    ("ar", "تم إعطاء الخلايا للناس.", "easy-passive"),
    ("ar", "تحسن ٣٣٪ منهم.", "easy-percent"),
]


@pytest.mark.parametrize(("language", "text", "code"), BAD)
def test_hard_sentence_is_told_at_its_place_and_stops_nobody(language: str, text: str, code: str) -> None:
    of = easy(text, language)

    assert code in codes(of)
    assert {problem.path for problem in easy_read(of, LIMITS)} == {("body", "f1", "easy_read")}
    assert code not in found(of)


def test_long_german_word_is_no_problem_in_parts_nor_in_another_language() -> None:
    assert codes(easy("Das ist eine Stamm-Zellen-Behandlung.", "de")) == []
    assert codes(easy("This is an understanding between scientists.")) == []


def test_year_is_no_large_number() -> None:
    of = update(study(year=2021, easy_read="It is old."), finding(easy_read="It was in 2021."), **EASY)

    assert codes(of) == []


def test_number_of_the_ordinary_version_is_known_wherever_it_stands() -> None:
    counted = finding(numbers=(arm("cells", 12, 27),), easy_read="12 of 27 people felt better.")

    assert codes(update(study(easy_read="54 took part."), counted, **EASY)) == []
    assert "easy-number-unknown" in codes(update(study(easy_read="45 took part."), counted, **EASY))


def test_title_is_no_sentence_that_could_be_too_long() -> None:
    title = "What we know and do not know about cells for people with MS who can walk for now"

    assert "easy-long-sentence" not in codes(easy("It helped.", easy_title=title))


def test_claim_in_easy_words_is_no_stronger_than_the_evidence() -> None:
    assert found(easy("The cells cure MS.")) == ["wording-too-strong"]
    assert found(easy("It helped.", easy_title="Cells cure MS")) == ["wording-too-strong"]


def test_nothing_is_said_where_no_version_is_begun() -> None:
    assert not is_begun(update())
    assert codes(update()) == []
    assert not is_complete(update())


GAPS = {
    "title": (easy("It helped.", easy_title=""), ("easy_title",)),
    "beginning": (easy("It helped.", easy_summary=""), ("easy_summary",)),
    "finding": (easy(""), ("body", "f1", "easy_read")),
    "study": (update(study(), finding(easy_read="It helped."), **EASY), ("body", "s1", "easy_read")),
    "meaning": (
        update(study(easy_read="Old."), finding(easy_read="It helped.", what_it_does_not_mean="No cure."), **EASY),
        ("body", "f1", "easy_meaning"),
    ),
    "caveat with words": (
        update(study(easy_read="Old."), finding(easy_read="It helped.", caveats=(caveat(detail="One."),)), **EASY),
        ("body", "f1", "caveats", f"c-{CaveatKind.SINGLE_STUDY}", "easy_read"),
    ),
    "caveat of the page": (
        update(
            study(easy_read="Old."),
            finding(easy_read="It helped."),
            Caveat(id="g1", kind=CaveatKind.OTHER, detail="A clinic sells it.", applies_to=("page",)),
            **EASY,
        ),
        ("body", "g1", "easy_read"),
    ),
}


@pytest.mark.parametrize(("of", "path"), GAPS.values(), ids=GAPS.keys())
def test_gap_is_told_where_it_is(of: Update, path: tuple[str, ...]) -> None:
    told = [problem.path for problem in easy_read(of, LIMITS) if problem.code == "easy-read-incomplete"]

    assert told == missing(of) == [path]
    assert not is_complete(of)


def test_caveat_that_says_only_its_kind_needs_no_easy_words() -> None:
    of = easy("It helped.")

    assert of.findings[0].caveats[0].detail == ""
    assert is_complete(of)
    assert not is_complete(replace(of, easy_summary="\n \n"))


def test_each_line_is_a_sentence() -> None:
    assert lines(" One.\n\n  Two. \r\nThree.") == ("One.", "Two.", "Three.")

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.problems import Severity
from research.domain.readability import FORMULAS, assess, jargon, sentence_problems
from research.domain.readability.measures import measure

EASY = "We gave the drug to ten men. They took it each day. It did not help them walk. We do not know why this is so. "
HARD = (
    "Neuroprotective efficacy following intrathecal administration of autologous mesenchymal progenitor populations "
    "remains insufficiently characterised notwithstanding considerable methodological advancement internationally. "
)


def test_a_plain_english_text_scores_easier_than_a_technical_one() -> None:
    easy, hard = assess([EASY * 5], "en"), assess([HARD * 6], "en-GB")
    assert easy.score is not None
    assert hard.score is not None
    assert easy.score > 90
    assert easy.band == "very-easy"
    assert easy.on_target is True
    assert hard.score < 0
    assert hard.band == "very-hard"
    assert hard.on_target is False
    assert easy.reliability == "validated"


def test_the_flesch_score_is_what_its_formula_gives() -> None:
    measures = measure([EASY * 5], "en").averages()
    expected = 206.835 - 1.015 * measures["words_per_sentence"] - 84.6 * measures["syllables_per_word"]
    assert assess([EASY * 5], "en").score == round(expected, 1)


def test_a_text_of_fewer_than_a_hundred_words_gets_no_score_and_says_so() -> None:
    short = assess([EASY], "en")
    assert (short.score, short.band, short.reason) == (None, None, "too-short")
    assert short.words > 20


def test_a_language_without_an_accepted_formula_gets_none_and_says_so() -> None:
    found = assess(["本研究有二十人参加。" * 30], "zh")
    assert (found.score, found.reliability, found.reason) == (None, "none", "no-formula")
    assert found.sentences == 30


def test_arabic_without_vowel_signs_gets_no_score_and_with_them_an_experimental_one() -> None:
    bare = assess(["شارك عشرون شخصا في الدراسة. " * 30], "ar")
    vowelled = assess(["شَارَكَ عِشْرُونَ شَخْصًا فِي الدِّرَاسَةِ. " * 30], "ar")
    assert (bare.score, bare.reason) == (None, "no-vowel-signs")
    assert vowelled.score is not None
    assert vowelled.reliability == "experimental"
    assert vowelled.band is None


def test_a_block_without_a_full_stop_ends_a_sentence() -> None:
    assert assess(["<h3>What we did</h3><p>We tested it.</p>", "Aim"], "en").sentences == 3


def test_the_longest_sentences_come_first() -> None:
    found = assess(["One two three. One. One two three four five."], "en")
    assert [count for _, count in found.worst] == [5, 3, 1]


@pytest.mark.parametrize("language", sorted(FORMULAS))
def test_every_formula_names_its_source_and_orders_its_bands(language: str) -> None:
    formula = FORMULAS[language]
    limits = [limit for limit, _ in formula.bands]
    assert formula.citation
    assert limits == sorted(limits, reverse=formula.higher_is_easier)
    if formula.bands:
        assert formula.band(-1000.0) is not None
        assert formula.band(1000.0) is not None


@pytest.mark.parametrize(
    ("language", "score", "band"),
    [
        ("en", 60, "normal"),
        ("es", 64.9, "normal"),
        ("es", 65, "fairly-easy"),
        ("sv", 29, "very-easy"),
        ("sv", 60, "very-hard"),
    ],
)
def test_a_band_begins_at_its_limit(language: str, score: float, band: str) -> None:
    assert FORMULAS[language].band(score) == band


def codes(text: str, language: str = "en", exempt: tuple[str, ...] = ()) -> list[str]:
    problems = sentence_problems(text, language, ("summary",), exempt)
    assert all(problem.severity is Severity.WARNING and problem.path == ("summary",) for problem in problems)
    return [problem.code for problem in problems]


def test_a_sentence_of_more_than_twenty_words_is_told() -> None:
    assert codes("word " * 20 + ".") == []
    assert codes("word " * 21 + ".") == ["long-sentence"]


def test_a_paragraph_of_more_than_three_sentences_is_told() -> None:
    assert codes("It is. It is. It is.") == []
    assert codes("It is. It is. It is. It is.") == ["long-paragraph"]
    assert codes("<p>It is. It is.</p><p>It is. It is.</p>") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was randomised."),
        ("en", "There were two adverse events."),
        ("es", "Era un ensayo aleatorizado."),
        ("fr", "La mortalité a baissé."),
        ("de", "Die Mortalität sank."),
        ("ar", "أخذوا دواء وهميا."),
    ],
)
def test_jargon_is_told_with_a_plain_replacement(language: str, text: str) -> None:
    (problem,) = sentence_problems(text, language, ())
    assert problem.code == "jargon-word"
    assert problem.params["plain"] in jargon(language).values()


def test_a_percentage_is_quoted_as_it_stands() -> None:
    (problem,) = sentence_problems("Pain fell in 12.5 % of people.", "en", ())
    assert problem.params == {"percent": "12.5 %"}


def test_a_word_that_the_page_explains_is_no_jargon() -> None:
    assert codes("They had a placebo.", exempt=("Placebo",)) == []


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Pain fell in 35% of people.", True),
        ("en", "Pain fell in 35% of people (7 of 20).", False),
        ("en", "Pain fell in 35% of people. That is 7 people out of 20.", False),
        ("en", "It fell (95% confidence interval 2 to 5).", False),
        ("es", "Mejoró el 35 % (7 de 20 personas).", False),
        ("es", "Mejoró el 35 %.", True),
        ("fr", "35 % allaient mieux, soit 7 personnes sur 20.", False),
        ("de", "35 % ging es besser (7 von 20).", False),
        ("de", "Das Risiko sank (95-%-KI 2 bis 5).", False),
        ("ar", "تحسن ٣٥٪ (٧ من ٢٠).", False),
        ("ar", "تحسن ٣٥٪.", True),
        ("ja", "35%が改善した。", False),
    ],
)
def test_a_percentage_asks_for_how_many_of_how_many(language: str, text: str, told: bool) -> None:
    assert ("percent-without-of" in codes(text, language)) is told


@given(st.lists(st.text(), max_size=5), st.sampled_from([*FORMULAS, "zh", "", "../x"]))
def test_any_text_is_assessed_without_raising(blocks: list[str], language: str) -> None:
    found = assess(blocks, language)
    assert (found.score is None) == bool(found.reason)
    for block in blocks:
        sentence_problems(block, language, ())

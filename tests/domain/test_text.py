from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain import text
from research.domain.text import foreign_sentences


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h3>Aim</h3><p>We tested it.</p>", "Aim\nWe tested it."),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("un<b>affected</b> &amp; 3&nbsp;mg", "unaffected & 3\u00a0mg"),
        ("one<br>two", "one\ntwo"),
        ("<p>a</p><script>alert('no')</script><style>p{}</style>", "a"),
        ("a  b\n c", "a b c"),
        ("1 < 2", "1 < 2"),
        ("", ""),
    ],
)
def test_blocks_end_lines_and_inline_elements_stay_together(html: str, said: str) -> None:
    assert text.plain(html) == said


@pytest.mark.parametrize(
    ("language", "written", "count"),
    [
        ("en", "It fell by 3.5 points. Nobody knows why! Does it last?", 3),
        ("en", "Dr. Smith et al. found it, e.g. in mice. It stopped.", 2),
        ("en", "See https://doi.org/10.1212/NXI.0000000000000928. It is open.", 2),
        ("en", "Aim\nWe tested it", 2),
        ("en", "He said: “It helps.” She did not.", 2),
        ("es", "El Dr. Ruiz lo vio, p. ej. en ratones. ¿Por qué?", 2),
        ("fr", "M. Dupont l’a dit, cf. fig. 2. C’est tout.", 2),
        ("de", "Eine Skala von 0 bis 10. Eine höhere Zahl heißt mehr.", 2),
        ("de", "Die 3. Gruppe kam am 2. und 3. Tag. Es waren 12. Nur 3 blieben.", 3),
        ("de", "Am 5. November kamen z. B. 20 Personen. Das sind ca. 3 %.", 2),
        ("ar", "هل يفيد؟ لا نعرف. شارك ٣٫٥ منهم.", 3),
        ("ur", "یہ مفید ہے۔ ہم نہیں جانتے۔", 2),
        ("hi", "यह मदद करता है। हम नहीं जानते।", 2),
        ("zh", "有20人参加。我们不知道原因！", 2),
        ("en", "Wait… what happened? Nothing.", 2),
        ("en", "", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(language: str, written: str, count: int) -> None:
    assert len(text.sentences(written, language)) == count


def test_numbers_and_joined_words_count_as_words() -> None:
    assert text.words("The three-week trial didn’t test 3.5 mg") == [
        "The",
        "three-week",
        "trial",
        "didn’t",
        "test",
        "3.5",
        "mg",
    ]


def test_signs_above_and_below_letters_belong_to_their_word() -> None:
    assert text.words("हिन्दी كَتَبَ") == ["हिन्दी", "كَتَبَ"]


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", {"the": 1, "table": 2, "science": 2, "walked": 1, "needed": 2, "patient": 2, "medicine": 3, "area": 3}),
        ("es", {"muy": 1, "ciudad": 2, "país": 2, "estudio": 3, "personas": 3, "quien": 1, "enfermedad": 4, "rey": 1}),
        ("fr", {"malade": 2, "réaction": 3, "les": 1, "étude": 2, "personnes": 2, "royal": 2, "que": 1}),
        ("de", {"Menschen": 2, "Behandlung": 3, "heilen": 2, "neue": 2, "Quelle": 2}),
        ("it", {"mio": 2, "sua": 2, "persone": 3, "quando": 2, "giorno": 2}),
        ("pt", {"dia": 2, "terapia": 4, "história": 3, "pessoas": 3, "não": 1, "doença": 3}),
        ("nl", {"ziekte": 2, "mensen": 2, "onderzoek": 3, "leeuw": 1}),
        ("sv", {"studien": 3}),
        ("pl", {"badanie": 3, "pacjent": 2}),
        ("ru", {"исследование": 6, "врач": 1}),
        ("ar", {"كَتَبَ": 3, "كتب": 1}),
        ("sw", {"ugonjwa": 3}),
    ],
)
def test_syllables_follow_the_vowels_that_are_spoken(language: str, counts: dict[str, int]) -> None:
    wrong = {
        word: text.syllables(word, language)
        for word, count in counts.items()
        if text.syllables(word, language) != count
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "The people who were in the study did not get better than those who had the placebo."),
        ("es", "Las personas que participaron en el estudio no mejoraron más que las del otro grupo."),
        ("fr", "Les personnes qui ont participé à l’étude n’ont pas été mieux que celles de l’autre groupe."),
        ("de", "Die Menschen, die an der Studie teilnahmen, waren nicht besser als die mit dem Placebo."),
        ("ar", "لم يتحسن الأشخاص الذين شاركوا في الدراسة أكثر من الذين في المجموعة الأخرى."),
        ("it", "Le persone che hanno partecipato allo studio non sono migliorate più di quelle con il placebo."),
        ("pt", "As pessoas que participaram do estudo não melhoraram mais do que as que tomaram o placebo."),
        ("nl", "De mensen die aan het onderzoek meededen waren niet beter dan die met het placebo."),
    ],
)
def test_text_has_most_function_words_of_its_own_language(language: str, written: str) -> None:
    shares = {code: text.language_share(written, code) for code in ("en", "es", "fr", "de", "ar", "it", "pt", "nl")}
    assert max(shares, key=lambda code: shares[code]) == language
    assert shares[language] >= 0.35


def test_a_language_without_a_list_has_no_function_words() -> None:
    assert text.stop_words("tlh") == frozenset()
    assert text.stop_words("../secrets") == frozenset()
    assert text.language_share("the people", "tlh") == 0.0


def test_letters_are_counted_by_script() -> None:
    assert text.scripts("EDSS ٣ مرض 人") == {"Latin": 4, "Arabic": 3, "Han": 1}


@given(st.text())
def test_no_word_is_lost_between_sentences(written: str) -> None:
    joined = " ".join(text.sentences(written, "en"))
    assert "".join(joined.split()) == "".join(written.split())


@given(st.text())
def test_any_fragment_is_read_without_raising(html: str) -> None:
    text.plain(html)
    text.words(html)
    text.scripts(html)


def test_name_in_capitals_ends_a_sentence_though_it_is_spelt_like_an_abbreviation() -> None:
    assert text.sentences("Nobody knows who has MS. Most people do not.", "en") == [
        "Nobody knows who has MS.",
        "Most people do not.",
    ]
    assert len(text.sentences("Ms. Smith took part.", "en")) == 1


@pytest.mark.parametrize(
    ("said", "language", "other"),
    [
        ("Stammzellen bei progredienter MS haben sich nicht als wirksam erwiesen.", "es", "de"),
        ("Most of the people in the study walked as far as they did before.", "de", "en"),
        ("Most of the people in the study walked as far as they did before.", "ar", "en"),
    ],
)
def test_sentence_in_another_language_is_seen(said: str, language: str, other: str) -> None:
    assert foreign_sentences(said, language) == ((said, other),)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("The paper is called “Seguimiento de dos años de un estudio de fase I”.", "en"),
        ("Nancy Davis Foundation for Multiple Sclerosis, New York, 2021", "de"),
        ("Most of the people in the study walked as far as they did before.", "cy"),
        ("Too few words.", "fr"),
    ],
)
def test_names_quotations_and_languages_without_data_are_not_judged(said: str, language: str) -> None:
    assert foreign_sentences(said, language) == ()

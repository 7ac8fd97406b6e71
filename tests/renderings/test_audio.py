"""What is spoken: every form of figure is heard, each stretch in its language, and the file plays for about as long."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import wave

import pytest

from research.domain.rich_text import Paragraph, Span
from research.renderings import audio
from research.renderings.form import Unavailable
from research.renderings.outline import Outline
from research.renderings.speech import ssml
from research.representations.build import build
from tests.factories import LANGUAGES, ResearchUpdateFactory, translated
from tests.renderings.reading import source

pytestmark = pytest.mark.requires_espeak

#: Letters that a voice says in a second: slower than the slowest of them, and faster than the fastest.
SLOWEST, FASTEST = 5, 30


def sounds(words: str, language: str) -> str:
    """Return the sounds of ``words``, as espeak-ng names them."""
    command = [shutil.which("espeak-ng") or "", "-q", "-x", "-b", "1", "-v", language, "--stdin"]
    return subprocess.run(command, input=words.encode(), capture_output=True, check=True).stdout.decode()  # noqa: S603


def seconds(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as made:
        return made.getnframes() / made.getframerate()


def document(*spans: Span, language: str = "en") -> str:
    return ssml(Outline((Span("x", language),), language, language, language, (), (Paragraph(spans),)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_update_is_spoken_for_about_as_long_as_a_person_would(language: str, db: None) -> None:
    page = ResearchUpdateFactory.create(live=True)
    update = build(page if language == "en" else translated(page, language, live=True))
    told = source(update)

    made = audio.audio(told)

    assert made[:4] == b"OggS"
    assert b"OpusHead" in made[:64]
    sound = audio.spoken(ssml(told.outline))
    letters = sum(len(words) for _language, words in audio.stretches(ssml(told.outline)))
    assert letters / FASTEST < seconds(sound) < letters / SLOWEST
    # Between 8 and 40 thousand bits a second.
    assert seconds(sound) * 1000 < len(made) < seconds(sound) * 5000


def test_same_update_makes_the_same_bytes(db: None) -> None:
    told = source(build(ResearchUpdateFactory.create(live=True)))
    first = audio.audio(told)
    audio._file.cache_clear()

    assert audio.audio(told) == first


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sign", ["< 5", "> 5", "≤ 5", "≥ 5", "± 5", "−5", "-5", "= 5", "≈ 5", "2 × 5", "2–5", "2/5", "+5"]
)
def test_no_sign_is_left_out(sign: str, language: str) -> None:
    bare = sign.translate(dict.fromkeys(map(ord, "<>≤≥±−-=≈×–/+"), " "))

    heard = sounds(audio.with_words(sign, language), language)

    assert heard.split() != sounds(bare, language).split()
    if language != "en":
        assert "(en)" not in heard


@pytest.mark.parametrize("language", audio.SIGNS)
@pytest.mark.parametrize(("written", "other"), [("5‰", "5"), ("10⁶", "10 6"), ("10⁻³", "10 3"), ("10⁻³", "10³")])
def test_figures_that_differ_in_a_sign_are_heard_to_differ(written: str, other: str, language: str) -> None:
    heard = [sounds(audio.with_words(words, language), language) for words in (written, other)]

    assert heard[0] != heard[1]


def test_power_is_said_with_its_sign() -> None:
    assert audio.with_words("2×10⁻⁶ of 5‰", "en") == "2 times 10 to the power of minus 6 of 5 per thousand "


@pytest.mark.parametrize("words", ["10%–20%", "1.2%-3.4%", "2% – 5%", "5°–10°", "5 mg–10 mg", "2–5"])
def test_range_is_no_minus(words: str) -> None:
    said = audio.with_words(words, "en")

    assert " to " in said
    assert "minus" not in said


@pytest.mark.parametrize("words", ["IL–6", "the IL–6", "COVID–19", "people – 10 of them"])
def test_dash_in_a_name_or_between_words_is_neither_a_minus_nor_a_range(words: str) -> None:
    ((_language, said),) = audio.stretches(document(Span(f"{words}.", "en")))

    assert re.sub("<[^>]*>", "", said) == f"x.{words}."


def test_range_after_letters_is_a_range() -> None:
    ((_language, said),) = audio.stretches(document(Span("2 MG–4 MG.", "en")))

    assert re.sub("<[^>]*>", "", said) == "x.2 MG to 4 MG"


@pytest.mark.parametrize("words", ["−5%", "(-5", "from -5 to 3", "≤ −2"])
def test_minus_is_no_range(words: str) -> None:
    assert "minus" in audio.with_words(words, "en")


def test_program_that_does_not_name_its_voices_stops_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(_program: str) -> frozenset[str]:
        raise Unavailable(audio.FAILED)

    monkeypatch.setattr(audio, "_voices", hang)

    missing = audio.lacks("en")

    assert missing is not None
    assert missing.reason == audio.FAILED


def test_reader_is_told_where_another_one_is_served(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(audio, "LONGEST_WAIT", 0.01)
    told = source(build(ResearchUpdateFactory.create(live=True)))

    with audio._ONE_AT_A_TIME, pytest.raises(Unavailable, match="try again"):
        audio.audio(told)


def test_sign_that_is_part_of_a_word_stays() -> None:
    assert audio.with_words("COVID-19, double-blind, NCT-1 and 2020-06-01", "en") == (
        "COVID-19, double-blind, NCT-1 and 2020-06-01"
    )


def test_language_comes_back_after_a_sentence_in_another() -> None:
    spans = (Span("One. ", "en"), Span("Dos. ", "es"), Span("Three.", "en"))

    assert [language for language, _words in audio.stretches(document(*spans))] == ["en", "es", "en"]


def test_words_in_another_language_are_said_in_it_in_the_middle_of_a_sentence() -> None:
    spans = (Span("The ", "en"), Span("ensayo", "es"), Span(" is no cure. It is an ", "en"), Span("ensayo.", "es"))

    found = [(language, re.sub("<[^>]*>", "", words)) for language, words in audio.stretches(document(*spans))]

    assert found == [("en", "x.The "), ("es", "ensayo"), ("en", " is no cure.It is an "), ("es", "ensayo.")]


def test_name_in_latin_letters_is_said_in_english_in_an_arabic_sentence() -> None:
    found = audio.stretches(document(Span("مقياس EDSS في Stem Cell Res Ther.", "ar"), language="ar"))

    said = [(language, re.sub("<[^>]*>", "", words)) for language, words in found][1:]
    assert said == [("ar", "مقياس "), ("en", "EDSS"), ("ar", " في "), ("en", "Stem Cell Res Ther.")]


def test_sentences_with_words_in_another_language_do_not_run_into_each_other() -> None:
    spans = (Span("The ", "en"), Span("ensayo", "es"), Span(" took 5. 3 of the ", "en"), Span("ensayos", "es"))

    (_first, _second, third, _fourth) = audio.stretches(document(*spans))

    assert third == ("en", "<speak><p><s> took 5.</s></p><p><s>3 of the </s></p></speak>")


def test_full_stop_after_letters_in_another_language_is_not_read_out() -> None:
    *_others, (language, words) = audio.stretches(
        document(Span("It is by the ", "en"), Span("OMS", "es"), Span(".", "en"))
    )

    assert (language, words) == ("es", '<speak><p><s><say-as interpret-as="characters">OMS</say-as></s></p></speak>')


def test_stress_stays_on_both_sides_of_words_in_another_language() -> None:
    title = (Span("The ", "en"), Span("ensayo", "es"), Span(" today", "en"))
    made = ssml(Outline(title, "en", "en", "en", (), ()))

    assert list(audio.stretches(made)) == [
        ("en", "<speak><p><s><emphasis>The </emphasis></s></p></speak>"),
        ("es", "<speak><p><s><emphasis>ensayo</emphasis></s></p></speak>"),
        ("en", "<speak><p><s><emphasis> today.</emphasis></s></p></speak>"),
    ]


def test_language_without_a_voice_is_said_by_the_voice_around_it() -> None:
    spans = (Span("One. ", "en"), Span("Un.", "cy"))

    assert [language for language, _words in audio.stretches(document(*spans))] == ["en"]


def test_full_stop_after_letters_is_not_read_out() -> None:
    ((_language, words),) = audio.stretches(document(Span("It was the EDSS.", "en")))

    assert '<say-as interpret-as="characters">EDSS</say-as></s>' in words


def test_text_stays_text() -> None:
    ((_language, words),) = audio.stretches(document(Span('A & B <audio src="file:///etc/passwd"/>', "en")))

    assert "<audio" not in words
    assert "A &amp; B" in words


def test_what_is_missing_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    told = source(build(ResearchUpdateFactory.create(live=True)))
    monkeypatch.setattr(audio, "SPEAKS", "no-such-program")

    with pytest.raises(Unavailable, match="espeak-ng and opus-tools"):
        audio.audio(told)


def test_language_whose_numbers_nobody_has_tried_is_not_spoken() -> None:
    found = audio.lacks("cy")

    assert found is not None
    assert found.reason == audio.NO_VOICE


def test_program_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    told = source(build(ResearchUpdateFactory.create(live=True, title="Cells that nobody speaks of")))
    monkeypatch.setattr(audio, "ENCODES", "false")

    with pytest.raises(Unavailable, match="stopped with an error"):
        audio.audio(told)

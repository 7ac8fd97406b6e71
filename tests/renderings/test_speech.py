"""What a voice is given: sentences in one language each, figures that it says rightly, caveats after the statement."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.rich_text import BREAK, Line, Paragraph, Span
from research.renderings.hypertext import text
from research.renderings.outline import Fact, Facts, Outline, People, Said, Title
from research.renderings.outline.nodes import Node, Role, Section
from research.renderings.speech import NAMESPACE, ssml, written_out

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def said(*nodes: Node, language: str = "en") -> list[str]:
    """Return what is said after the title, sentence by sentence."""
    outline = Outline((Span("Title", language),), language, language, language, (), nodes)
    return ["".join(s.itertext()) for s in ET.fromstring(ssml(outline)).iter(f"{{{NAMESPACE}}}s")][1:]  # noqa: S314


def line(*spans: Span) -> Paragraph:
    return Paragraph(spans)


def test_each_sentence_is_an_element_and_ends_in_a_full_stop() -> None:
    assert said(line(Span("It was 3.5 points. Was it more? No", "en"))) == [
        "It was 3.5 points.",
        "Was it more?",
        "No.",
    ]


def spoken(*spans: Span, language: str = "en") -> str:
    """Return the SSML of a line."""
    outline = Outline((Span("Title", language),), language, language, language, (), (Paragraph(spans),))
    return ssml(outline).partition("</emphasis></s></p>")[2].partition("</speak>")[0]


def test_words_in_another_language_stay_in_their_sentence() -> None:
    made = spoken(Span("The ", "en"), Span("ensayo", "es"), Span(" does not mean a cure. It was small", "en"))

    assert made == '<p><s>The <lang xml:lang="es">ensayo</lang> does not mean a cure.</s><s>It was small.</s></p>'


def test_words_in_another_language_at_the_end_of_a_sentence_take_no_full_stop_with_them() -> None:
    assert (
        spoken(Span("It is an ", "en"), Span("ensayo ", "es"))
        == '<p><s>It is an <lang xml:lang="es">ensayo</lang>.</s></p>'
    )


def test_sentence_that_is_in_another_language_as_a_whole_says_so_itself() -> None:
    made = spoken(Span("One. ", "en"), Span("Es un ensayo. Son dos", "es"), Span(" (in Spanish)", "en"))

    assert made == (
        '<p><s>One.</s><s xml:lang="es">Es un ensayo.</s><s><lang xml:lang="es">Son dos</lang> (in Spanish).</s></p>'
    )


@pytest.mark.parametrize(
    ("before", "foreign", "after"),
    [("We asked Dr. ", "García", " and it was not proven."), ("Smith ", "et al.", " did not find a cure.")],
)
def test_abbreviation_before_a_change_of_language_ends_no_sentence(before: str, foreign: str, after: str) -> None:
    made = spoken(Span(before, "en"), Span(foreign, "es"), Span(after, "en"))

    assert made == f'<p><s>{before}<lang xml:lang="es">{foreign}</lang>{after}</s></p>'


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("أعلنت Stemedix Inc ذلك", "أعلنت {Stemedix Inc} ذلك"),
        ("نُشرت في Stem Cell Res Ther (2024)", "نُشرت في {Stem Cell Res Ther} (2024)"),
        ("كمية الNrg-1 beta-1 و TGF-β", "كمية ال{Nrg-1 beta-1} و {TGF-β}"),
        ("أنتجته Smith & Sons, Karimi-Abdolrezaee S", "أنتجته {Smith & Sons, Karimi-Abdolrezaee S}"),
        ("٣٫٥٪ مع NCT04280965", "3 فاصلة 5 في المئة مع {NCT04280965}"),
        ("бета NRG", "бета {NRG}"),
    ],
)
def test_name_in_latin_letters_among_others_is_said_in_english(words: str, made: str) -> None:
    language = "ru" if words.startswith("б") else "ar"
    marked = text(made).replace("{", '<lang xml:lang="en">').replace("}", "</lang>")
    marked = marked.replace("NRG", '<say-as interpret-as="characters">NRG</say-as>')

    assert spoken(Span(words, language), language=language) == f"<p><s>{marked}.</s></p>"
    assert spoken(Span(words, neutral=True), language=language) == f"<p><s>{marked}.</s></p>"


def test_name_whose_language_is_told_and_name_among_latin_letters_are_said_as_they_are() -> None:
    made = spoken(Span("في ", "ar"), Span("Revista de Neurología", "es"), Span(" نُشر", "ar"), language="ar")

    assert made == '<p><s>في <lang xml:lang="es">Revista de Neurología</lang> نُشر.</s></p>'
    assert spoken(Span("Publié dans ", "fr"), Span("Brain", neutral=True), language="fr") == (
        "<p><s>Publié dans Brain.</s></p>"
    )


def test_figure_is_said_by_the_voice_of_its_sentence() -> None:
    made = spoken(Span("The ", "en"), Span("ensayo", "es"), Span(" 5.2", neutral=True), Span(" mg.", "en"))

    assert made == '<p><s>The <lang xml:lang="es">ensayo</lang> 5.2 mg.</s></p>'
    made = spoken(Span("The ", "en"), Span("ensayo ", "es"), Span("5.2", neutral=True), Span(" grande", "es"))
    assert '<lang xml:lang="es">5.2</lang>' in made


def test_stretch_after_a_colon_is_a_sentence_of_its_own() -> None:
    outline = Outline(
        (Span("Title", "en"),), "en", "en", "en", (), (line(Span("The paper: ", "en"), Span("Una célula", "es")),)
    )

    sentences = ET.fromstring(ssml(outline)).iter(f"{{{NAMESPACE}}}s")  # noqa: S314 - our own

    assert [(s.get(LANGUAGE), s.text) for s in list(sentences)[1:]] == [(None, "The paper:"), ("es", "Una célula.")]


@pytest.mark.parametrize(
    ("written", "language", "spoken"),
    [
        ("٣٫٥٪ من ١٬٢٣٤", "ar", "3 فاصلة 5 في المئة من 1234"),
        ("33 % من 27", "ar", "33 في المئة من 27"),
        ("7 من 20", "ar", "7 من 20"),
        ("2.5", "ar", "2 فاصلة 5"),
        ("p < 0,001", "ar", "p < 0 فاصلة 001"),
        ("١٠٬٥٠٠", "ar", "10500"),
        ("3.5% of 1,234", "en", "3.5% of 1,234"),
        ("3,5 % von 1.234", "de", "3,5 % von 1.234"),
    ],
)
def test_figures_are_written_out_where_voices_misread_them(written: str, language: str, spoken: str) -> None:
    assert written_out(written, language) == spoken


def test_letters_are_said_one_by_one_and_what_an_abbreviation_stands_for_is_said_instead() -> None:
    outline = Outline((Span("EDSS and MRI", "en"),), "en", "en", "en", (), (line(Span("MRI", "en", expansion="scan")),))

    words = ssml(outline)

    assert '<say-as interpret-as="characters">EDSS</say-as>' in words
    assert "<s>scan.</s>" in words


def test_address_is_not_read_out_nor_the_name_of_what_is_nothing_else() -> None:
    doi: Line = (Span("DOI", neutral=True), Span(": "), Span("10.1/x", neutral=True, link="https://doi.org/10.1/x"))
    licence: Line = (Span("CC BY 4.0", neutral=True, link="https://x.example/"),)
    facts = Facts((Fact((Span("Find the paper", "en"),), (doi,)), Fact((Span("Licence", "en"),), (licence,))))

    assert said(facts) == ["Licence.", "CC BY 4.0."]


def test_caveats_follow_the_statement_and_numbers_follow_them() -> None:
    caveats = Section(Role.CAVEATS, "c", (Title((Span("Be careful", "en"),)), line(Span("Small study", "en"))))
    people = People((Span("7 of 20", "en"),))
    finding = (
        Said((Span("In mice", "en"),), "lead-in"),
        Title((Span("They moved more", "en"),), (Span("What was found", "en"),)),
        Said((Span("We do not know why", "en"),), "after"),
        people,
        caveats,
    )

    assert said(Section(Role.FINDING, "f", finding)) == [
        "In mice.",
        "What was found.",
        "They moved more.",
        "We do not know why.",
        "Be careful.",
        "Small study.",
        "7 of 20.",
    ]


def test_end_of_a_line_ends_a_sentence() -> None:
    assert said(line(Span("One", "en"), Span(BREAK), Span("Two", "en"))) == ["One.", "Two."]


def test_nobody_waits_twice_nor_before_the_first_word() -> None:
    address = line(Span("10.1/x", neutral=True, link="https://doi.org/10.1/x"))
    inner = Section(Role.BASIS, "i", (Title((Span("Where from", "en"),)),))
    notice = Section(Role.NOTICE, "n", (line(Span("Newer evidence", "en")),))
    outer = Section(Role.FINDING, "o", (address, Section(Role.LATER, "l", (address, inner))))

    words = ssml(Outline((Span("Title", "en"),), "en", "en", "en", (notice,), (outer,)))

    assert "><p><s>Newer evidence" in words
    assert words.count("<break") == 1
    assert '<break strength="strong"/><p><s><emphasis>Where from' in words


spans = st.lists(st.builds(Span, st.text("ab3 .:!?\n(", max_size=12), st.sampled_from(["en", "ar", "es"])), max_size=6)


@given(spans)
def test_changes_of_language_end_no_sentence_and_lose_no_word(found: list[Span]) -> None:
    made = ET.fromstring(f"<p>{spoken(*found)}</p>")  # noqa: S314 - our own

    told = "".join(made.itertext())
    assert re.findall("[ab3]", told) == re.findall("[ab3]", "".join(span.text for span in found))
    whole = "".join(span.text for span in found)
    ends = len(re.findall(r"[.:!?\n(]", whole)) + 1
    assert len(list(made.iter("s"))) <= ends


@given(st.text(max_size=60), st.sampled_from(["en", "ar", "es"]))
def test_any_text_makes_a_document(words: str, language: str) -> None:
    said(line(Span(words, language)), language=language)

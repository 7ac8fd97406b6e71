"""Which words of a text a glossary explains: whole words, the longest, and in Arabic with what is written as one."""

from __future__ import annotations

import pytest

from research.domain.mentions import Mentions, spellings

CELLS = {
    "stem_cell": ("stem cell", "stem cells"),
    "mesenchymal": ("mesenchymal stem cell", "mesenchymal stem cells", "MSC"),
    "progenitor": ("MSC-NP",),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mesenchymal stem cells were given.", {"mesenchymal": ["mesenchymal stem cells"]}),
        ("They got MSC-NP.", {"progenitor": ["MSC-NP"]}),
        ("They got MSC and a Stem Cell.", {"mesenchymal": ["MSC"], "stem_cell": ["stem cell"]}),
        ("A stem cellar", {}),
        ("", {}),
    ],
)
def test_longer_term_is_mentioned_and_not_the_one_inside_of_it(text: str, found: dict[str, list[str]]) -> None:
    assert spellings(text, "en", CELLS) == found


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("خلايا جذعية", "الخلايا الجذعية"),
        ("خلايا جذعية", "بالخلايا الجذعية"),
        ("خلايا جذعية", "وبالخلايا الجذعية"),
        ("خلايا جذعية", "للخلايا الجذعية"),
        ("خلايا جذعية", "فخلايا جذعية"),
        ("الميالين", "للميالين"),
        ("الميالين", "كالميالين"),
        ("مؤشر حيوي", "مؤشرًا حيويًا"),
        ("EDSS", "وEDSS"),
    ],
)
def test_arabic_word_is_found_with_what_is_written_as_one_with_it(form: str, written: str) -> None:
    assert spellings(f"هذا {written}، نعم", "ar", {"term": (form,)}) == {"term": [written]}
    # Whoever links it finds it as it is written.
    linked = list(Mentions([("ar", written, "term")]).split(f"هذا {written}، نعم", "ar"))
    assert linked == [("هذا ", ""), (written, "term"), ("، نعم", "")]


@pytest.mark.parametrize(("form", "text"), [("خلية", "خليتان"), ("خلية", "داخلية"), ("الميالين", "ميالين")])
def test_arabic_word_that_is_another_one_is_not_found(form: str, text: str) -> None:
    assert spellings(text, "ar", {"term": (form,)}) == {}


def test_only_arabic_words_are_written_as_one_with_others() -> None:
    assert spellings("الخلايا", "fa", {"term": ("خلايا",)}) == {}

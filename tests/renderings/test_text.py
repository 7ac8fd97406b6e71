"""Plain text fits its columns, loses nothing, and keeps figures in their order where text runs from right to left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.rich_text import Items, Paragraph, Span
from research.renderings.outline import Fact, Facts, Grid, Outline, Points
from research.renderings.outline.nodes import Node
from research.renderings.text import columns, text
from tests.renderings.reading import tight


def outline(*nodes: Node, language: str = "en") -> Outline:
    return Outline((Span("Title", language),), language, language, language, (), nodes)


def paragraph(words: str) -> Paragraph:
    return Paragraph((Span(words, "en"),))


letters = st.characters(exclude_categories=["C", "Z"]) | st.just(" ")


@given(words=st.text(letters, max_size=300), width=st.integers(20, 100))
def test_lines_fit_and_nothing_is_lost(words: str, width: int) -> None:
    written = text(outline(paragraph(words), Points(((paragraph(words),),))), width)

    assert tight(written).replace("-", "") == tight(f"Title{words}{words}").replace("-", "")
    for line in written.split("\n"):
        # A word that is longer than a line cannot be broken.
        assert columns(line) <= width or len(line.removeprefix("- ").split()) == 1
        assert line == line.rstrip()


@pytest.mark.parametrize(
    ("words", "width"), [("abc", 3), ("試験", 4), ("e\u0301", 1), ("\u200eNCT01\u200e", 5), ("مرض", 3)]
)
def test_columns_are_counted_as_a_terminal_shows_them(words: str, width: int) -> None:
    assert columns(words) == width


def test_text_without_blanks_is_broken_between_letters() -> None:
    written = text(outline(paragraph("試" * 30)), 20)

    assert written.split("\n\n")[1].strip().split("\n") == ["試" * 10] * 3


def test_list_in_a_list_is_indented_below_its_item() -> None:
    inner = Items(((paragraph("A"),), (paragraph("B"),)), ordered=True)

    written = text(outline(Items(((paragraph("One"), inner), (paragraph("Two"),)))))

    assert written.endswith("- One\n  1. A\n  2. B\n- Two\n")


def test_table_is_told_row_by_row_with_the_heading_before_each_cell() -> None:
    cells = [(Span("Given cells", "en"),), (Span("7", "en"),)]
    table = Grid("t", (Span("Who improved", "en"),), ((Span("Group", "en"),), (Span("People", "en"),)), (tuple(cells),))

    assert text(outline(table)).endswith("Who improved\n\n- Group: Given cells; People: 7\n")


def test_one_value_stands_beside_its_name_and_several_below() -> None:
    one = Fact((Span("Phase", "en"),), ((Span("1", "en"),),))
    two = Fact((Span("How many", "en"),), ((Span("20 began.", "en"),), (Span("18 stayed.", "en"),)))

    assert text(outline(Facts((one, two)))).endswith("Phase: 1\n\nHow many:\n  20 began.\n  18 stayed.\n")


def test_identifier_keeps_its_order_in_a_text_from_right_to_left() -> None:
    line = Paragraph((Span("السجل: ", "ar"), Span("NCT01933802", neutral=True)))

    assert "السجل: \u200eNCT01933802\u200e" in text(outline(line, language="ar"))


def test_language_that_nobody_expects_is_named_in_words() -> None:
    line = Paragraph((Span("Title of the paper: ", "en"), Span("Una célula", "es")))

    assert "Title of the paper: Una célula (in Spanish)" in text(outline(line))

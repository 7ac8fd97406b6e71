"""Rich text as a tree: nothing that it says is lost, whatever HTML it comes from."""

from __future__ import annotations

import re
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from research.domain.rich_text import BREAK, Block, Heading, Items, Paragraph, Span, parse, text_of


def test_paragraphs_headings_and_lists_are_told_apart() -> None:
    found = parse("<h3>Who</h3><p>Adults.</p><h4>Where</h4><ul><li>One</li><li>Two<ol><li>A</li></ol></li></ul>")

    assert found == (
        Heading((Span("Who"),), 0),
        Paragraph((Span("Adults."),)),
        Heading((Span("Where"),), 1),
        Items(
            (
                (Paragraph((Span("One"),)),),
                (Paragraph((Span("Two"),)), Items(((Paragraph((Span("A"),)),),), ordered=True)),
            )
        ),
    )


def test_marks_of_a_line_are_on_its_spans() -> None:
    (line,) = parse(
        '<p>A <b>bold <i>and</i></b> <a href="https://x.example/" hreflang="fr">lien</a>, '
        '<abbr title="magnetic resonance">MRI</abbr>, H<sub>2</sub>O <span lang="es">célula</span></p>'
    )

    assert line == Paragraph(
        (
            Span("A "),
            Span("bold ", strong=True),
            Span("and", strong=True, emphasis=True),
            Span(" "),
            Span("lien", link="https://x.example/", link_language="fr"),
            Span(", "),
            Span("MRI", expansion="magnetic resonance"),
            Span(", H"),
            Span("2", position="lowered"),
            Span("O "),
            Span("célula", language="es"),
        )
    )


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("loose <b>text</b>", ["loose text"]),
        ("<p>one</p>between<p>two</p>", ["one", "between", "two"]),
        ("<p>a<br>b<br/></p>", [f"a{BREAK}b"]),
        ("<p>  a \n  b </p><p> </p>", ["a b"]),
        ("<p>left open <b>and bold", ["left open and bold"]),
        ("<ul>no item<li>item</li></ul>", ["no item", "item"]),
        ("<li>item of nothing</li>", ["item of nothing"]),
        ("</p></ul></b>closed only", ["closed only"]),
        ("<p>a &lt;b&gt; &amp; c</p>", ["a <b> & c"]),
        ("", []),
    ],
)
def test_html_that_nobody_meant_still_says_what_it_says(html: str, lines: list[str]) -> None:
    assert [text_of(spans) for block in parse(html) for spans in lines_of(block)] == lines


def lines_of(block: Block) -> list[tuple[Span, ...]]:
    if isinstance(block, Items):
        return [spans for item in block.items for inner in item for spans in lines_of(inner)]
    return [block.spans]


pieces = st.recursive(
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=5).map(escape),
    lambda inner: st.tuples(
        st.sampled_from(["p", "b", "i", "a", "ul", "ol", "li", "h3", "span", "sup", "div"]),
        st.lists(inner, max_size=3),
        st.booleans(),
    ).map(lambda made: f"<{made[0]}>{''.join(made[1])}{f'</{made[0]}>' if made[2] else ''}"),
    max_leaves=12,
)


@given(st.lists(pieces, max_size=4).map("".join))
def test_every_word_is_there_in_its_order(html: str) -> None:
    said = "".join(text_of(spans) for block in parse(html) for spans in lines_of(block))

    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", BeautifulSoup(html, "html.parser").get_text())

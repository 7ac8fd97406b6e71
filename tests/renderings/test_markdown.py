"""Markdown means to a parser what the update says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from research.domain.rich_text import BREAK, Line, Paragraph, Span
from research.renderings.markdown import markdown
from research.renderings.outline import Outline, Points, Title
from research.renderings.outline.nodes import Node, Role, Section
from tests.renderings.reading import tight

SIGNS = "*_`#[]()<>&!\\+-=~.:|\"' 1aé\u0628"
words = st.text(st.sampled_from(SIGNS), min_size=1, max_size=12)
spans = st.builds(
    Span,
    text=words,
    language=st.just("en"),
    strong=st.booleans(),
    emphasis=st.booleans(),
    link=st.sampled_from(["", "", 'https://updates.example/(a)?b=<c>&d="e f"']),
)
lines = st.lists(spans | st.just(Span(BREAK)), min_size=1, max_size=5).map(tuple)


def outline(*nodes: Node, title: str = "Title") -> Outline:
    return Outline((Span(title, "en"),), "en", "en", "en", (), nodes)


def read(*nodes: Node) -> list[Token]:
    # Without the title, which is three tokens.
    return MarkdownIt("commonmark").parse(markdown(outline(*nodes)))[3:]


def said(tokens: list[Token]) -> str:
    parts = [part.content for token in tokens if token.type == "inline" for part in token.children or []]
    return tight("".join(parts))


def expected(line: Line) -> str:
    return tight("".join(span.text for span in line))


@given(line=lines)
def test_line_comes_back_as_one_paragraph_with_the_same_words(line: Line) -> None:
    tokens = read(Paragraph(line))

    if expected(line):
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        kinds = {part.type for part in tokens[1].children or []}
        assert kinds <= {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "em_open", "em_close"} | {
            "link_open",
            "link_close",
        }
    assert said(tokens) == expected(line)


@given(line=lines)
def test_heading_comes_back_as_a_heading(line: Line) -> None:
    tokens = read(Section(Role.PROSE, "x", (Title(line),)))

    assert said(tokens) == expected(line)
    assert [token.type for token in tokens] in ([], ["heading_open", "inline", "heading_close"])


@given(made=st.lists(lines.filter(expected), min_size=1, max_size=3))
def test_list_comes_back_as_a_list_with_its_items(made: list[Line]) -> None:
    tokens = read(Points(tuple((Paragraph(line),) for line in made)))

    assert sum(token.type == "list_item_open" for token in tokens) == len(made)
    assert [said([token]) for token in tokens if token.type == "inline"] == [expected(line) for line in made]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ((Span("Small study", "en", strong=True), Span(" – careful")), "**Small study** – careful"),
        ((Span("a", "en"), Span("b.", "en", strong=True), Span("c", "en")), "ab.c"),
        ((Span("10 of 20", "en"),), "10 of 20"),
        ((Span("1. Mai", "en"),), "1\\. Mai"),
        ((Span("#1", "en"),), "\\#1"),
        ((Span("paper", "en", link="https://x.example/a b"),), "[paper](https://x.example/a%20b)"),
        ((Span("célula", "es"),), "célula (in Spanish)"),
    ],
)
def test_signs_are_escaped_only_where_they_would_mean_something(line: Line, written: str) -> None:
    assert markdown(outline(Paragraph(line))).split("\n\n")[1].strip() == written

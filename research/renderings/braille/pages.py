"""Pages of braille: an outline as rows of cells, with a number on each page.

As books in braille do it: the title stands in the middle, other headings begin in cell 5 or 7 and never end a page, a
paragraph begins in cell 3, an item of a list in cell 1 with what follows two cells further in. Words are not divided;
only what is longer than a row is, with the sign ⠐ at its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from research import conf
from research.domain.rich_text import Span
from research.renderings.braille import tables
from research.renderings.braille.cells import BLANK, cells
from research.renderings.braille.tables import Table
from research.renderings.form import Source
from research.renderings.marked import marked
from research.renderings.outline import (
    BREAK,
    WITHIN,
    Facts,
    Grid,
    Heading,
    Items,
    Line,
    Node,
    Outline,
    Paragraph,
    People,
    Picture,
    Points,
    Role,
    Said,
    Section,
    Title,
)

#: At the end of a row: the word goes on in the next one.
GOES_ON = "⠐"
#: Below these, headings have no room, and a page has none for its number.
FEWEST_CELLS, FEWEST_LINES = 20, 4
#: By how many cells a heading begins further in, by how deep it is.
_HEADINGS = (4, 6)
_STEP = 2
#: How much narrower than a row a title in the middle is.
_AROUND_TITLE = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page, without blanks at its end. One that ``keeps`` stands on the same page as the next."""

    cells: str
    keeps: bool = False


_EMPTY = Row("")


def pages(source: Source) -> list[list[str]]:
    """Return pages, all with the number of rows of the setting. Raises ``Unavailable``."""
    outline = source.outline
    for language in (outline.language, outline.text_language):
        if (missing := tables.lacks(language)) is not None:
            raise missing
    width, height = size()
    writer = _Writer(outline, width)
    found = [*writer.nodes(outline.before), *writer.title(outline.title), *writer.nodes(outline.nodes)]
    return [
        [
            *(row.cells for row in page),
            *[""] * (height - 1 - len(page)),
            writer.neutral(str(number)).rjust(width, BLANK),
        ]
        for number, page in enumerate(_divided(found, height - 1), start=1)
    ]


def size() -> tuple[int, int]:
    """Return how many cells a row has, and how many rows a page."""
    return max(conf.setting("BRAILLE_CELLS"), FEWEST_CELLS), max(conf.setting("BRAILLE_LINES"), FEWEST_LINES)


def _divided(rows: Iterable[Row], height: int) -> Iterator[list[Row]]:
    """Yield pages of at most ``height`` rows. None begins with an empty row or ends with one that keeps to the next."""
    page: list[Row] = []
    for row in rows:
        if len(page) == height:
            kept = len(page)
            while kept and page[kept - 1].keeps:
                kept -= 1
            # Headings that fill a page by themselves have to be divided somewhere.
            kept = kept or height
            yield page[:kept]
            page = page[kept:]
            while page and not page[0].cells:
                del page[0]
        if page and not page[-1].cells and not row.cells:
            page[-1] = row
        elif page or row.cells:
            page.append(row)
    if any(row.cells for row in page):
        yield page


class _Writer:
    """Each method yields rows. ``inset`` is by how many cells everything begins further in."""

    def __init__(self, outline: Outline, width: int, inset: int = 0) -> None:
        self.outline = outline
        self.width = width
        self.inset = inset

    def title(self, spans: Line) -> Iterator[Row]:
        yield _EMPTY
        for line in self.lines(spans):
            for row in _wrapped(line, self.width - _AROUND_TITLE, 0, 0):
                yield Row(BLANK * ((self.width - len(row)) // 2) + row, keeps=True)
        yield Row("", keeps=True)

    def nodes(self, nodes: Iterable[Node]) -> Iterator[Row]:
        for node in nodes:
            yield from self.node(node)

    def node(self, node: Node) -> Iterator[Row]:
        match node:
            case Section(role=Role.CAVEAT):
                yield from self.item(node.nodes)
            case Section():
                if node.role not in WITHIN:
                    yield _EMPTY
                for inner in node.nodes:
                    yield from (
                        self.heading(inner, node.role in WITHIN) if isinstance(inner, Title) else self.node(inner)
                    )
            case Title():
                yield from self.heading(node, deep=False)
            case Heading():
                yield from self.heading(Title(node.spans), deep=node.depth > 0)
            case Paragraph() | Said():
                yield from self.paragraph(node.spans)
            case Items():
                numbers = [f"{n}. " if node.ordered else "" for n in range(1, len(node.items) + 1)]
                for number, blocks in zip(numbers, node.items, strict=True):
                    yield from self.item(blocks, number)
            case Points():
                for inside in node.items:
                    yield from self.item(inside)
            case Facts():
                for fact in node.facts:
                    if len(fact.values) == 1:
                        yield from self.hanging(fact.name, fact.values[0])
                    else:
                        yield from self.kept(self.hanging(fact.name, ends=":"))
                        for value in fact.values:
                            yield from self.inside().hanging(value)
            case People():
                yield from self.paragraph(node.sentence)
                yield from self.paragraph(node.time)
            case Grid():
                yield from self.kept(self.paragraph(node.caption))
                for row in node.rows:
                    yield from self.row(node.columns, row)
            case Picture():
                for spans in (node.alt, node.caption, node.description):
                    yield from self.paragraph(spans)

    def inside(self) -> _Writer:
        # A list in a list in a list must not run out of its row.
        inset = self.inset + _STEP
        return _Writer(self.outline, self.width, inset if inset <= self.width // 2 else self.inset)

    def heading(self, title: Title, deep: bool) -> Iterator[Row]:
        if not deep:
            yield Row("", keeps=True)
        start = self.inset + _HEADINGS[deep]
        for line in self.joined(title.label, title.spans):
            yield from self.kept(Row(row) for row in _wrapped(line, self.width, start, start))

    def paragraph(self, spans: Line) -> Iterator[Row]:
        for line in self.lines(spans):
            yield from map(Row, _wrapped(line, self.width, self.inset + _STEP, self.inset))

    def hanging(self, *lines: Line, ends: str = "") -> Iterator[Row]:
        for line in self.joined(*lines, ends=ends):
            yield from map(Row, _wrapped(line, self.width, self.inset, self.inset + _STEP))

    def item(self, nodes: Sequence[Node], number: str = "") -> Iterator[Row]:
        """Yield an item of a list: its first line a step further out than everything else, and not alone on a page."""
        first, *rest = nodes or (Paragraph(()),)
        if isinstance(first, Paragraph | Said):
            lines = self.lines(first.spans)
            head = list(self.rows_of_item(lines[:1], number))
            more = [Row(row) for line in lines[1:] for row in _wrapped(line, self.width, *[self.inset + _STEP] * 2)]
        else:
            head, more = list(self.rows_of_item([""] if number else [], number)), list(self.inside().node(first))
        more += [row for node in rest for row in self.inside().within_item(node)]
        yield from self.kept(head) if more else head
        yield from more

    def within_item(self, node: Node) -> Iterator[Row]:
        """Yield what follows in an item, without the blanks at the beginning of a paragraph."""
        if isinstance(node, Paragraph | Said):
            for line in self.lines(node.spans):
                yield from map(Row, _wrapped(line, self.width, self.inset, self.inset))
        else:
            yield from self.node(node)

    def rows_of_item(self, lines: Sequence[str], number: str) -> Iterator[Row]:
        for line in lines:
            numbered = self.neutral(number) + line
            yield from map(Row, _wrapped(numbered, self.width, self.inset, self.inset + _STEP))

    def row(self, columns: Sequence[Line], values: Sequence[Line]) -> Iterator[Row]:
        """Yield a row of a table with the heading before each cell, as one would say it."""
        between = (": ", "; ")
        said: list[str] = []
        for name, value in zip(columns, values, strict=False):
            said += [" ".join(self.lines(name)), self.neutral(between[0]), " ".join(self.lines(value))]
            said.append(self.neutral(between[1]))
        line = "".join(said[:-1]).replace(" ", BLANK)
        yield from map(Row, _wrapped(line, self.width, self.inset, self.inset + _STEP))

    def kept(self, rows: Iterable[Row]) -> Iterator[Row]:
        return (replace(row, keeps=True) for row in rows)

    def joined(self, *lines: Line, ends: str = "") -> list[str]:
        """Return lines of cells: names and what they name with a colon between."""
        found = [line for spans in lines if (line := BREAK.join(self.lines(spans)))]
        said = self.neutral(": ").join(found)
        return [part for part in f"{said}{self.neutral(ends)}".split(BREAK) if part] if found else []

    def lines(self, spans: Line) -> list[str]:
        """Return a line in cells; it is more than one where it has breaks in it."""
        made = [""]
        for language, stretch in groupby(self.told(spans), key=lambda pair: pair[0]):
            words = "".join(said for _language, said in stretch)
            if language == BREAK:
                made.append("")
            else:
                made[-1] += self.cells(words, language)
        return [line for line in made if line.strip(BLANK)]

    def told(self, spans: Line) -> Iterator[tuple[str, str]]:
        """Yield languages and words; "" is the language of names, figures and addresses."""
        for span in marked(spans, self.outline):
            if span.text == BREAK:
                yield BREAK, ""
                continue
            language = "" if span.neutral else span.language
            yield language, span.text
            if span.expansion:
                yield language, f" ({span.expansion})"
            if _leads_elsewhere(span):
                yield "", f" ({span.link})"

    def cells(self, words: str, language: str) -> str:
        return cells(words, (tables.table(language) if language else None) or self.around())

    def neutral(self, words: str) -> str:
        return cells(words, self.around()) if words else ""

    def around(self) -> Table:
        """Return the table for what is in no language: without contractions, since it is no word."""
        found = tables.table(self.outline.language, contracted=False)
        if found is None:
            raise tables.no_tables()
        return found


def _leads_elsewhere(span: Span) -> bool:
    return bool(span.link) and not span.link.startswith("#") and span.link != span.text.strip("\u200e")


def _wrapped(line: str, width: int, first: int, rest: int) -> Iterator[str]:
    """Yield the rows of a line that begins ``first`` cells in and goes on ``rest`` cells in."""
    row, start = "", first
    for whole in filter(None, line.split(BLANK)):
        word = whole
        if row and start + len(row) + 1 + len(word) > width:
            yield BLANK * start + row
            row, start = "", rest
        while start + len(word) > width:
            room = width - start - len(GOES_ON)
            yield BLANK * start + word[:room] + GOES_ON
            word, start = word[room:], rest
        row = f"{row}{BLANK}{word}" if row else word
    if row:
        yield BLANK * start + row

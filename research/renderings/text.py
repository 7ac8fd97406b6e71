"""Plain text: for a terminal, an e-mail, a note-taker for braille. Wrapped by what each character takes on a screen.

Headings stand alone with blank lines around them, and everything that hangs on something is indented below it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from django.utils.translation import gettext_noop

from research.renderings.form import Form, Source
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

WIDTH = 72
BULLET = "- "
INDENT = " " * len(BULLET)
#: Letters of scripts that do not use blanks between words.
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
#: What stands in a line as a whole.
_WORDS = re.compile(rf" +|[{_UNSPACED}]|[^ {_UNSPACED}]+")
#: What would move a cursor or end a line where none is meant.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def text(outline: Outline, width: int = WIDTH) -> str:
    """Return ``outline`` as lines of at most ``width`` columns; only a word that is longer goes beyond."""
    writer = _Writer(outline, width)
    parts = [*writer.nodes(outline.before), writer.wrapped(outline.title), *writer.nodes(outline.nodes)]
    return "\n\n".join(part for part in parts if part).lstrip("\n") + "\n"


class _Writer:
    """Each method returns paragraphs: lines that belong together, with a blank line between one and the next."""

    def __init__(self, outline: Outline, width: int) -> None:
        self.outline = outline
        self.width = width

    def nodes(self, nodes: Iterable[Node]) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node)

    def node(self, node: Node) -> Iterator[str]:
        match node:
            case Section(role=Role.CAVEAT):
                yield self.point(node.nodes)
            case Section():
                found = list(self.nodes(node.nodes))
                if found and node.role not in WITHIN:
                    # One more blank line before a part of its own.
                    found[0] = f"\n{found[0]}"
                yield from found
            case Title():
                yield self.wrapped(node.label, node.spans)
            case Paragraph() | Said() | Heading():
                yield self.wrapped(node.spans)
            case Items():
                bullets = [f"{n}. " if node.ordered else BULLET for n in range(1, len(node.items) + 1)]
                yield "\n".join(map(self.point, node.items, bullets))
            case Points():
                yield "\n".join(self.point(item) for item in node.items)
            case Facts():
                for fact in node.facts:
                    if len(fact.values) == 1:
                        yield self.wrapped(fact.name, fact.values[0])
                    else:
                        values = (self.wrapped(value, indent=INDENT) for value in fact.values)
                        yield "\n".join([self.wrapped(fact.name, ends=":"), *values])
            case People():
                yield "\n".join(self.wrapped(spans) for spans in (node.sentence, node.time) if spans)
            case Grid():
                yield self.wrapped(node.caption)
                yield "\n".join(self.row(node.columns, row) for row in node.rows)
            case Picture():
                yield from (self.wrapped(spans) for spans in (node.alt, node.caption, node.description))

    def point(self, nodes: Sequence[Node], bullet: str = BULLET) -> str:
        """Return nodes as an item of a list: the first line after a bullet, the others below it."""
        indent = " " * len(bullet)
        narrow = _Writer(self.outline, self.width - len(bullet))
        lines = "\n".join(part for part in narrow.nodes(nodes) if part).split("\n")
        return "\n".join(f"{bullet if n == 0 else indent}{line}".rstrip() for n, line in enumerate(lines) if line or n)

    def row(self, columns: Sequence[Line], cells: Sequence[Line]) -> str:
        """Return a row of a table with the heading before each cell, as one would say it."""
        said = [f"{self.plain(name)}: {self.plain(cell)}" for name, cell in zip(columns, cells, strict=False)]
        return self.lines(BULLET + "; ".join(said), indent=INDENT).removeprefix(INDENT)

    def wrapped(self, *lines: Line, indent: str = "", ends: str = "") -> str:
        found = ": ".join(plain for line in lines if (plain := self.plain(line)))
        if found and ends and not found.endswith(ends):
            found += ends
        return "\n".join(self.lines(part, indent=indent) for part in found.split(BREAK)) if found else ""

    def plain(self, spans: Line) -> str:
        parts = []
        for span in marked(spans, self.outline):
            parts.append(span.text if span.text == BREAK else _CONTROLS.sub(" ", span.text))
            if span.expansion:
                parts.append(f" ({_CONTROLS.sub(' ', span.expansion)})")
            if span.link and not span.link.startswith("#") and span.link != span.text.strip("\u200e"):
                parts.append(f" ({span.link})")
        return "".join(parts)

    def lines(self, words: str, *, indent: str = "") -> str:
        """Break ``words`` into lines that are as long as they may be."""
        made, line, used = [], indent, len(indent)
        for word in _WORDS.findall(words):
            size = columns(word)
            if used + size > self.width and line.strip():
                made.append(line.rstrip())
                line, used = indent, len(indent)
            if word.isspace() and not line.strip():
                continue
            line, used = line + word, used + size
        return "\n".join([*made, line.rstrip()])


def columns(words: str) -> int:
    """Return how many columns of a terminal ``words`` take (Unicode Standard Annex 11)."""
    if words.isascii() and words.isprintable():
        return len(words)
    return sum(map(_width, words))


# A text has few different letters, and each of them often.
@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def make(source: Source) -> bytes:
    return text(source.outline).encode()


FORM = Form("text", gettext_noop("Plain text"), "text/plain", "txt", make, for_people=True)

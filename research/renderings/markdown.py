"""Markdown (CommonMark 0.31): comes back from a parser with the same words, marks and order.

Tables are lists here, because CommonMark has none; a line is a paragraph and is not wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext_noop

from research.renderings.form import Form, Source
from research.renderings.links import address
from research.renderings.marked import marked
from research.renderings.outline import (
    BREAK,
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
    Span,
    Title,
)

BULLET = "- "
#: Means something wherever it stands.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>&#!])")
#: Means something where a line begins: a list, a rule, a fence, what makes a heading of the line above.
_AT_START = re.compile(r"^([+\-=~]|\d{1,9}(?=[.)]))")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_PUNCTUATION = re.compile(r"[^\w\s]|_")


def markdown(outline: Outline) -> str:
    """Return ``outline`` as CommonMark."""
    writer = _Writer(outline)
    parts = [*writer.nodes(outline.before, 2), *writer.title(Title(outline.title), 1), *writer.nodes(outline.nodes, 2)]
    return "\n\n".join(part for part in parts if part) + "\n"


class _Writer:
    """Each method yields blocks: lines that belong together."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    def nodes(self, nodes: Iterable[Node], level: int) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node, level)

    def node(self, node: Node, level: int) -> Iterator[str]:
        match node:
            case Section(role=Role.CAVEAT):
                yield self.point(node.nodes, level)
            case Section():
                inner = level + 1
                for part in node.nodes:
                    yield from self.title(part, level) if isinstance(part, Title) else self.node(part, inner)
            case Title():
                yield from self.title(node, level)
            case Heading():
                yield from self.title(Title(node.spans), level + node.depth)
            case Paragraph() | Said():
                yield self.line(node.spans)
            case Items():
                yield from self.points(node.items, level, ordered=node.ordered)
            case Points():
                yield from self.points(node.items, level)
            case Facts():
                for fact in node.facts:
                    yield self.points_below(self.line(fact.name), [self.line(value) for value in fact.values])
            case People():
                yield "  \n".join(self.line(spans) for spans in (node.sentence, node.time) if spans)
            case Grid():
                yield self.line(node.caption)
                yield from self.rows(node)
            case Picture():
                if not node.decorative:
                    yield f"![{self.line(node.alt)}]({address(node.url)})"
                yield self.line(node.caption)
                yield self.line(node.description)

    def title(self, node: Title, level: int) -> Iterator[str]:
        words = ": ".join(line for spans in (node.label, node.spans) if (line := self.line(spans, breaks=" ")))
        if words:
            yield f"{'#' * min(level, 6)} {words}"

    def points(self, items: Sequence[Sequence[Node]], level: int, *, ordered: bool = False) -> Iterator[str]:
        made = [self.point(item, level, f"{n}. " if ordered else BULLET) for n, item in enumerate(items, 1)]
        if made:
            yield "\n".join(made)

    def point(self, nodes: Sequence[Node], level: int, bullet: str = BULLET) -> str:
        lines = "\n\n".join(part for part in self.nodes(nodes, level) if part).split("\n")
        indent = " " * len(bullet)
        return "\n".join(f"{bullet if n == 0 else indent if line else ''}{line}" for n, line in enumerate(lines))

    def points_below(self, name: str, values: Sequence[str]) -> str:
        if len(values) == 1:
            return f"**{name}**: {values[0]}"
        indented = (value.replace("\n", f"\n{' ' * len(BULLET)}") for value in values)
        below = "\n".join(f"{BULLET}{value}" for value in indented)
        return f"**{name}**\n\n{below}"

    def rows(self, table: Grid) -> Iterator[str]:
        """Yield each row as an item, with the heading before each cell, as one would say it."""
        items = []
        for row in table.rows:
            cells = [f"{self.line(name)}: {self.line(cell)}" for name, cell in zip(table.columns, row, strict=False)]
            items.append(BULLET + "; ".join(cells))
        if items:
            yield "\n".join(items)

    def line(self, spans: Line, breaks: str = "  \n") -> str:
        """Return a line of text with its marks, escaped."""
        found = [span for span in marked(spans, self.outline) if span.text]
        runs = [(key, "".join(self.words(span) for span in run)) for key, run in groupby(found, key=_marks)]
        made = ""
        for number, ((strong, emphasis, link, is_break), words) in enumerate(runs):
            following = runs[number + 1][1] if number + 1 < len(runs) else ""
            if is_break:
                made = made.rstrip() + breaks
                continue
            signs = ("**" if strong else "") + ("*" if emphasis else "")
            made += _around(words, link, signs, made[-1:], following[:1])
        return "\n".join(_AT_START.sub(_escaped, line) for line in made.strip().split("\n"))

    def words(self, span: Span) -> str:
        words = _BLANKS.sub(" ", span.text)
        if span.expansion:
            words += f" ({_BLANKS.sub(' ', span.expansion)})"
        return _ANYWHERE.sub(r"\\\1", words)


def _marks(span: Span) -> tuple[bool, bool, str, bool]:
    return span.strong, span.emphasis, "" if span.link.startswith("#") else span.link, span.text == BREAK


def _around(words: str, link: str, signs: str, before: str, after: str) -> str:
    """Put a link and emphasis around ``words``, blanks left outside; no emphasis where a parser would not see it.

    CommonMark takes stars for emphasis only where blanks and punctuation stand on the right side (6.2).
    """
    core = words.strip()
    if not core or not (link or signs):
        return words
    start, end = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if link:
        core = f"[{core}]({address(link)})"
    # Stars beside stars would be taken together.
    apart = bool(start) or before != "*"
    if signs and apart and _opens(start or before, core[0]) and _opens(end or after, core[-1]):
        core = f"{signs}{core}{signs[::-1]}"
    return f"{start}{core}{end}"


def _opens(outside: str, inside: str) -> bool:
    plain = not outside or outside.isspace()
    return plain or _PUNCTUATION.match(outside) is not None or _PUNCTUATION.match(inside) is None


def _escaped(found: re.Match[str]) -> str:
    # A digit cannot be escaped; the sign after a number can.
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"


def make(source: Source) -> bytes:
    return markdown(source.outline).encode()


FORM = Form("markdown", gettext_noop("Markdown"), "text/markdown", "md", make, for_people=True)

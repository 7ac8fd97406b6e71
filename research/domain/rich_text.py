"""Rich text as a small tree: what every form walks, so that none of them reads HTML.

``parse`` reads HTML that was sanitised already. What it does not know it takes to be the text inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TypeAlias

BREAK = "\n"
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line. ``BREAK`` as its text ends a line inside of a paragraph.

    ``language`` is a BCP 47 code, or "" for that of what is around. ``neutral`` marks what is in no language, such as
    a name, a figure or an address. ``expansion`` is what an abbreviation stands for, ``term`` the code of a word that
    a glossary explains.
    """

    text: str
    language: str = ""
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    link_language: str = ""
    expansion: str = ""
    position: str = ""
    term: str = ""
    neutral: bool = False


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """``depth`` is 0 for the highest that rich text may hold."""

    spans: Line
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """A list. Each item holds blocks, so that a list can stand in a list."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


Block: TypeAlias = Paragraph | Heading | Items


def text_of(spans: Line) -> str:
    """Return a line without its marks."""
    return "".join(span.text for span in spans)


def parse(html: str) -> tuple[Block, ...]:
    """Return the blocks of sanitised ``html``. Text outside of any block is a paragraph of its own."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finish()


#: Elements that change the spans inside of them.
_MARKS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
_POSITIONS = {"sup": "raised", "sub": "lowered"}
_HEADINGS = {"h2": 0, "h3": 0, "h4": 1, "h5": 1, "h6": 1}
_LISTS = {"ul", "ol"}
_INLINE = {*_MARKS, *_POSITIONS, "a", "abbr", "span"}


@dataclass
class _Open:
    """A block that is not closed yet: a list collects items, an item (and the whole) collects blocks."""

    tag: str
    blocks: list[Block] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [_Open("")]
        self._marks: list[tuple[str, Span]] = [("", Span(""))]
        self._spans: list[Span] = []
        self._heading: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._spans.append(Span(BREAK))
        elif tag in _INLINE:
            self._marks.append((tag, self._marked(tag, found)))
        elif tag in _LISTS or tag == "li":
            self._end_line()
            self._open.append(_Open(tag))
            self._marks.append((tag, self._marked(tag, found)))
        elif tag == "p" or tag in _HEADINGS:
            self._end_line()
            self._heading = _HEADINGS.get(tag)
            self._marks.append((tag, self._marked(tag, found)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" or tag in _HEADINGS:
            self._end_line()
            self._close_mark(tag)
        elif tag in _INLINE:
            self._close_mark(tag)
        elif tag == "li" or tag in _LISTS:
            self._end_line()
            self._close_block(tag)
            self._close_mark(tag)

    def handle_data(self, data: str) -> None:
        if text := _BLANKS.sub(" ", data):
            self._spans.append(replace(self._marks[-1][1], text=text))

    def finish(self) -> tuple[Block, ...]:
        self._end_line()
        while len(self._open) > 1:
            self._close_block(self._open[-1].tag)
        return tuple(self._open[0].blocks)

    def _marked(self, tag: str, attributes: dict[str, str]) -> Span:
        around = self._marks[-1][1]
        around = replace(around, language=attributes.get("lang") or around.language)
        if tag == "a":
            return replace(around, link=attributes.get("href", ""), link_language=attributes.get("hreflang", ""))
        if tag == "abbr":
            return replace(around, expansion=attributes.get("title", ""))
        if tag in _POSITIONS:
            return replace(around, position=_POSITIONS[tag])
        if _MARKS.get(tag) == "strong":
            return replace(around, strong=True)
        if _MARKS.get(tag) == "emphasis":
            return replace(around, emphasis=True)
        return around

    def _close_mark(self, tag: str) -> None:
        """Close the innermost ``tag``, and whatever was opened inside of it and left open."""
        for depth in range(len(self._marks) - 1, 0, -1):
            if self._marks[depth][0] == tag:
                del self._marks[depth:]
                return

    def _end_line(self) -> None:
        spans = _trimmed(self._spans)
        self._spans, heading, self._heading = [], self._heading, None
        if not spans:
            return
        block: Block = Paragraph(spans) if heading is None else Heading(spans, heading)
        holder = self._open[-1]
        if holder.tag in _LISTS:
            # Text in a list but in no item of it.
            holder.items.append((block,))
        else:
            holder.blocks.append(block)

    def _close_block(self, tag: str) -> None:
        depth = next((n for n in range(len(self._open) - 1, 0, -1) if self._open[n].tag == tag), 0)
        while depth and len(self._open) > depth:
            closed = self._open.pop()
            around = self._open[-1]
            if closed.tag == "li":
                if around.tag not in _LISTS:
                    around.blocks.extend(closed.blocks)
                elif closed.blocks:
                    around.items.append(tuple(closed.blocks))
            elif closed.items:
                made = Items(tuple(closed.items), ordered=closed.tag == "ol")
                if around.tag in _LISTS:
                    around.items.append((made,))
                else:
                    around.blocks.append(made)


def _trimmed(spans: list[Span]) -> Line:
    """Return spans without blanks at the ends, around line breaks, and twice in a row, as a browser shows them."""
    kept: list[Span] = []
    for span in spans:
        if span.text == BREAK:
            _strip_end(kept)
            kept.append(span)
            continue
        text = span.text
        if not kept or kept[-1].text == BREAK or kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            kept.append(replace(span, text=text))
    _strip_end(kept)
    while kept and kept[-1].text == BREAK:
        kept.pop()
        _strip_end(kept)
    while kept and kept[0].text == BREAK:
        del kept[0]
    return tuple(kept)


def _strip_end(spans: list[Span]) -> None:
    while spans and spans[-1].text != BREAK:
        text = spans[-1].text.rstrip(" ")
        if text:
            spans[-1] = replace(spans[-1], text=text)
            return
        spans.pop()

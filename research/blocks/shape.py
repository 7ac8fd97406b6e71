"""Whether JSON has the shape of a StreamField, before Wagtail's write API takes it apart.

Wagtail 8 answers 500 to a block that is a string or lacks its type, and leaves out a field that a block
does not have without a word. This says where and what instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, FieldBlock, ListBlock, RichTextBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

#: Where a value stands, as in the JSON that was sent, and what is wrong with it.
Misshapen = tuple[tuple[str, ...], str]
#: Elements inside of each other in rich text. Wagtail walks them by recursion and answers 500 to a few hundred.
DEEPEST = 50


def misshapen(block: Block, value: Any, at: tuple[str, ...]) -> Iterator[Misshapen]:
    """Yield what is wrong with ``value`` as an API value of ``block``."""
    if isinstance(block, BaseStreamBlock):
        yield from _stream(block, value, at)
    elif isinstance(block, ListBlock):
        if not isinstance(value, (list, type(None))):
            yield at, "This must be a list."
            return
        for index, item in enumerate(value or ()):
            yield from misshapen(block.child_block, item, (*at, str(index)))
    elif isinstance(block, BaseStructBlock):
        if not isinstance(value, (dict, type(None))):
            yield at, "This must be an object with the fields of the block."
            return
        for name, child in (value or {}).items():
            if name in block.child_blocks:
                yield from misshapen(block.child_blocks[name], child, (*at, name))
            else:
                yield (*at, name[:80]), f"There is no field “{name[:80]}”. Use: {', '.join(block.child_blocks)}."
    elif isinstance(block, BaseTypedTableBlock):
        yield from _table(block, value, at)
    elif isinstance(block, FieldBlock) and isinstance(value, list):
        yield at, "This must be a single value, not a list."
    elif isinstance(block, FieldBlock) and not isinstance(block, RichTextBlock):
        if isinstance(value, dict):
            yield at, "This must be a single value, not an object."
        elif not _can_be_read(block, value):
            yield at, "This cannot be read. Is it a number, a date or the id of something that exists?"
    elif isinstance(block, RichTextBlock) and isinstance(value, str):
        yield from _rich_text(value, at)


#: Elements that never hold anything.
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_NUMBER = re.compile(r"-?[0-9]{1,18}")


class _RichText(HTMLParser):
    """Nests as Wagtail's parser does: an element that is not closed holds all that follows."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = 0
        self.lost: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "linktype" in found and not _NUMBER.fullmatch(found.get("id") or ""):
            self.lost.append(found.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def _rich_text(html: str, at: tuple[str, ...]) -> Iterator[Misshapen]:
    """Yield what Wagtail answers 500 to."""
    reader = _RichText()
    reader.feed(html)
    if reader.deepest > DEEPEST:
        yield at, f"Its elements are nested too deeply. Close them, and nest no more than {DEEPEST}."
    for id_ in reader.lost:
        yield at, f"The id of a page or document is a number, not “{id_[:80]}”."


def _can_be_read(block: FieldBlock, value: Any) -> bool:
    """Wagtail would answer 500 to some of what cannot be read, and leave the rest empty without a word."""
    try:
        return value in (None, "") or block.to_python(value) is not None
    except (ValueError, TypeError, ArithmeticError):
        return False


def _is_column(block: BaseTypedTableBlock, column: Any) -> bool:
    return (
        isinstance(column, dict)
        and isinstance(column.get("heading"), str)
        and isinstance(column.get("type"), str)
        and column["type"] in block.child_blocks
    )


def _table(block: BaseTypedTableBlock, value: Any, at: tuple[str, ...]) -> Iterator[Misshapen]:
    table: dict[str, Any] = value if isinstance(value, dict) else {}
    columns, rows = table.get("columns"), table.get("rows")
    if (
        not isinstance(columns, list)
        or not isinstance(rows, list)
        or not isinstance(table.get("caption", ""), str)
        or not all(_is_column(block, column) for column in columns)
    ):
        kinds = ", ".join(block.child_blocks)
        yield at, f"A table is an object with “caption”, “columns” (“heading”, and “type”: {kinds}) and “rows”."
        return
    for number, row in enumerate(rows):
        cells = row.get("values") if isinstance(row, dict) else None
        if not isinstance(cells, list) or len(cells) != len(columns):
            yield (*at, "rows", str(number)), "A row is an object with as many “values” as the table has columns."
            continue
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            child = block.child_blocks[column["type"]]
            yield from misshapen(child, cell, (*at, "rows", str(number), "values", str(place)))


def _stream(block: BaseStreamBlock, value: Any, at: tuple[str, ...]) -> Iterator[Misshapen]:
    if not isinstance(value, (list, type(None))):
        yield at, "This must be a list of blocks."
        return
    for index, item in enumerate(value or ()):
        place = (*at, str(index))
        if not isinstance(item, dict) or not isinstance(item.get("type"), str) or "value" not in item:
            yield place, "A block is an object with “type” and “value”."
        elif item["type"] not in block.child_blocks:
            kinds = ", ".join(block.child_blocks)
            yield (*place, "type"), f"There is no block “{item['type'][:80]}” here. Use: {kinds}."
        elif not isinstance(item.get("id"), (str, type(None))):
            yield (*place, "id"), "An id is a string; leave it out for a new block."
        else:
            child = block.child_blocks[item["type"]]
            if item["value"] is None and isinstance(child, BaseStructBlock):
                yield (*place, "value"), "This must be an object with the fields of the block."
            else:
                yield from misshapen(child, item["value"], (*place, "value"))

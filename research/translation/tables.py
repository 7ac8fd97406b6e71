"""Segments of a table: its caption, the headings of its columns and its cells of text.

wagtail-localize takes none from a stock table, so that tables stay in the language of the source.
Rows and columns have no ids; a segment's path is its place, the same as in ``research.domain.texts``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from wagtail.blocks import CharBlock
from wagtail_localize.segments import StringSegmentValue

from research.blocks.body import TableBlock


def connect() -> None:
    TableBlock.get_translatable_segments = get_translatable_segments
    TableBlock.restore_translated_segments = restore_translated_segments


def get_translatable_segments(self: TableBlock, value: Any) -> list[StringSegmentValue]:
    return [StringSegmentValue(path, text) for path, text in _texts(value)]


def restore_translated_segments(self: TableBlock, value: Any, segments: list[Any]) -> Any:
    table = copy.copy(value)
    table.columns = [dict(column) for column in value.columns]
    table.row_data = [{**row, "values": list(row["values"])} for row in value.row_data]
    for segment in segments:
        text = segment.render_text()
        name, *place = segment.path.split("-")
        match name, [int(part) for part in place]:
            case "caption", []:
                table.caption = text
            case "heading", [column] if column < len(table.columns):
                table.columns[column]["heading"] = text
            case "cell", [row, column] if row < len(table.row_data) and column < len(table.columns):
                table.row_data[row]["values"][column] = text
    return table


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    if not value:
        return
    yield "caption", value.caption or ""
    yield from ((f"heading-{n}", column["heading"] or "") for n, column in enumerate(value.columns))
    for r, row in enumerate(value.row_data):
        for c, cell in enumerate(row["values"]):
            if isinstance(value.columns[c]["block"], CharBlock) and cell:
                yield f"cell-{r}-{c}", cell

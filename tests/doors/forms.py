"""What a browser posts for a page: stored blocks as the fields of Wagtail's forms."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from research.models import AbstractResearchUpdate, ResearchUpdatePage
from tests.factories import STREAMS, stream

PLAIN = ("title", "slug", "condition", "evidence_current_to", "last_reviewed", "next_review_due", "translation_method")


def block_fields(block: blocks.Block, value: Any) -> Any:
    """Return the nested form data of one stored block."""
    if isinstance(block, blocks.StreamBlock):
        items = value or []
        return {
            "count": str(len(items)),
            **{
                str(n): {
                    "deleted": "",
                    "order": str(n),
                    "type": item["type"],
                    "id": item.get("id") or "",
                    "value": block_fields(block.child_blocks[item["type"]], item["value"]),
                }
                for n, item in enumerate(items)
            },
        }
    if isinstance(block, blocks.ListBlock):
        items = value or []
        return {
            "count": str(len(items)),
            **{
                str(n): {"deleted": "", "order": str(n), "id": "", "value": block_fields(block.child_block, item)}
                for n, item in enumerate(items)
            },
        }
    if isinstance(block, blocks.StructBlock):
        # A form shows the default of a field that the stored data does not have.
        stored = {name: child.get_prep_value(child.get_default()) for name, child in block.child_blocks.items()}
        stored.update(value or {})
        fields = {name: block_fields(child, stored[name]) for name, child in block.child_blocks.items()}
        return {name: field for name, field in fields.items() if field is not None}
    if isinstance(block, BaseTypedTableBlock):
        return _table_fields(value)
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(value, features=block.features)
    if isinstance(block, blocks.BooleanBlock):
        return "on" if value else None
    return "" if value is None else str(value)


def _table_fields(value: Any) -> dict[str, Any]:
    columns = {
        f"column-{n}": {"type": c["type"], "order": str(n), "heading": c["heading"], "deleted": ""}
        for n, c in enumerate(value["columns"])
    }
    rows = {f"row-{n}": {"order": str(n), "deleted": ""} for n in range(len(value["rows"]))}
    cells = {f"cell-{r}-{c}": cell for r, row in enumerate(value["rows"]) for c, cell in enumerate(row["values"])}
    counts = {"column-count": str(len(columns)), "row-count": str(len(rows)), "caption": value["caption"]}
    return {**counts, **columns, **rows, **cells}


def form_of(page: AbstractResearchUpdate, **more: str) -> dict[str, Any]:
    """Return what the edit form of ``page`` posts; ``more`` are the button pressed and the schedule."""
    streams = {
        name: block_fields(ResearchUpdatePage._meta.get_field(name).stream_block, stream(page, name))
        for name in STREAMS
    }
    plain = {name: "" if (value := getattr(page, name)) is None else str(value) for name in PLAIN}
    return {**nested_form_data({**plain, **streams, "comments": inline_formset([])}), "topics": page.topics, **more}

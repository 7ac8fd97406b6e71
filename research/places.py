"""Where on the form of an update a problem is, in the words of the form: “Finding 2, Caveat 1, In easy words”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, Panel, TabbedInterface
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.fields import StreamField

from research.domain.problems import Path


def place_of(page: Any, path: Path) -> str:
    """Return the labels on the way to ``path``; "" for one that leads nowhere. Blocks of a kind are counted."""
    try:
        field = page._meta.get_field(path[0]) if path else None
    except FieldDoesNotExist:
        field = None
    if field is None:
        return ""
    if isinstance(field, StreamField) and len(path) > 1:
        return ", ".join(map(str, _inside(field.stream_block, getattr(page, field.name), path[1:])))
    return capfirst(str(field.verbose_name))


def _inside(block: Block, value: Any, path: Path) -> Iterator[Any]:
    if not path or value is None:
        return
    name, rest = path[0], path[1:]
    if isinstance(block, BaseStreamBlock):
        found = next((child for child in value if str(child.id) == name), None)
        if found is not None:
            alike = [str(child.id) for child in value if child.block_type == found.block_type]
            yield f"{found.block.label} {alike.index(name) + 1}"
            yield from _inside(found.block, found.value, rest)
    elif isinstance(block, ListBlock):
        ids = [str(child.id) for child in value.bound_blocks]
        if name in ids:
            yield f"{block.label} {ids.index(name) + 1}"
            yield from _inside(block.child_block, value.bound_blocks[ids.index(name)].value, rest)
    elif isinstance(block, BaseStructBlock) and name in block.child_blocks:
        child = block.child_blocks[name]
        # What is inside of a list says which list it is.
        if not rest or not isinstance(child, (BaseStreamBlock, ListBlock)):
            yield child.label
        yield from _inside(child, value.get(name), rest)


def tab_of(page: Any, path: Path) -> str:
    """Return the name of the tab of the form that ``path`` is in; "" for the first one, which is open."""
    form = page.get_edit_handler()
    if not path or not isinstance(form, TabbedInterface):
        return ""
    return next((str(tab.heading) for tab in form.children[1:] if path[0] in _fields(tab)), "")


def _fields(panel: Panel) -> set[str]:
    if isinstance(panel, FieldPanel):
        return {panel.field_name}
    return {name for child in getattr(panel, "children", ()) for name in _fields(child)}

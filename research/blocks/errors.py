"""Put each problem on the block that it is about, as the errors that Wagtail's forms show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.blocks import (
    BaseStreamBlock,
    BaseStructBlock,
    Block,
    ListBlock,
    ListBlockValidationError,
    StreamBlockValidationError,
    StructBlockValidationError,
)
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTableBlockValidationError

from research.domain.problems import Path, Problem

Say = Callable[[Problem], str]
_Entry = tuple[Path, ValidationError]


def stream_error(block: Block, value: Any, problems: Iterable[Problem], say: Say) -> ValidationError:
    """Return one error for a StreamField that holds each problem at its block.

    Paths are relative to the field: ``(block id, child name, …)``. Where a path leads to a block
    that is not there, the problem stands on the nearest one that is.
    """
    entries = [(p.path, ValidationError(say(p), code=p.code)) for p in problems]
    return _error(block, value, entries)


def _error(block: Block, value: Any, entries: list[_Entry]) -> ValidationError:
    here = [error for path, error in entries if not path]
    below: dict[str, list[_Entry]] = defaultdict(list)
    for path, error in entries:
        if path:
            below[path[0]].append((path[1:], error))
    if isinstance(block, BaseStreamBlock):
        return _of_stream(value, here, below)
    if isinstance(block, BaseStructBlock):
        return _of_struct(block, value, here, below)
    rest = here + [error for group in below.values() for _, error in group]
    if isinstance(block, ListBlock):
        return ListBlockValidationError(non_block_errors=rest)
    if isinstance(block, BaseTypedTableBlock):
        return TypedTableBlockValidationError(non_block_errors=rest)
    return ValidationError(rest)


def _of_stream(value: Any, here: list[ValidationError], below: dict[str, list[_Entry]]) -> ValidationError:
    children = {}
    for index, child in enumerate(value or ()):
        if group := below.pop(str(child.id), None):
            children[index] = _error(child.block, child.value, group)
    lost = [error for group in below.values() for _, error in group]
    return StreamBlockValidationError(block_errors=children, non_block_errors=here + lost)


def _of_struct(
    block: BaseStructBlock, value: Any, here: list[ValidationError], below: dict[str, list[_Entry]]
) -> ValidationError:
    children = {}
    for name, child in block.child_blocks.items():
        if group := below.pop(name, None):
            children[name] = _error(child, value.get(name), group)
    lost = [error for group in below.values() for _, error in group]
    return StructBlockValidationError(block_errors=children, non_block_errors=here + lost)


def spelled_out(error: ValidationError | ErrorList, at: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield place, words and code of everything that a block's error holds; ``str(error)`` says only that there is one.

    A place is that of the posted JSON, such as ``body.0.value.design``.
    """
    for one in error.as_data() if isinstance(error, ErrorList) else error.error_list:
        children = getattr(one, "block_errors", None) or getattr(one, "cell_errors", None) or {}
        inside = ("value",) if isinstance(one, StreamBlockValidationError) else ()
        for key, child in children.items():
            nested = child.items() if isinstance(child, dict) else [("", child)]
            for cell, found in nested:
                yield from spelled_out(found, (*at, str(key), *inside, *([str(cell)] if cell != "" else ())))
        if not hasattr(one, "non_block_errors"):
            yield ".".join(at), " ".join(one.messages), one.code or "invalid"
        elif one.non_block_errors:
            yield from spelled_out(one.non_block_errors, at)

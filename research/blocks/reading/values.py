"""Single values of stored blocks, whatever they hold.

A value that is missing, empty or of an unknown code becomes “nothing written”; rules say what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from research.domain.codes import TimeUnit
from research.domain.study import Duration

E = TypeVar("E", bound=StrEnum)


def code(enum: type[E], value: object) -> E | None:
    try:
        return enum(str(value)) if value else None
    except ValueError:
        return None


def code_or(enum: type[E], value: object, default: E) -> E:
    return code(enum, value) or default


def written(value: object) -> str:
    return str(value).strip() if value else ""


def number(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def duration(value: Any) -> Duration | None:
    unit = code(TimeUnit, (value or {}).get("unit"))
    length = number((value or {}).get("value"))
    return Duration(length, unit) if length is not None and unit else None


def children(value: Any) -> Iterable[tuple[str, str, Any]]:
    """Yield ``(id, type, value)`` of each child of a stream, or ``(id, "", value)`` of each item of a list."""
    for child in getattr(value, "bound_blocks", None) or value or ():
        yield str(getattr(child, "id", None) or ""), getattr(child, "block_type", ""), getattr(child, "value", child)


def lines(value: Any) -> tuple[str, ...]:
    return tuple(text for _, _, item in children(value) if (text := written(item)))

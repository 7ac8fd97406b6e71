"""Tables of answers to download: what readers write comes from anybody, and a text stays a text."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property

#: What makes a program for tables take a text for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def no_formula(value: Any) -> str:
    """Return a text that no program for tables runs: what readers write comes from anybody."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) else text


class SafeExport:
    """Tables to download, in which a text stays a text. ``texts`` are the columns that hold one."""

    texts: tuple[str, ...] = ()

    @cached_property
    def custom_field_preprocess(self) -> dict[str, Any]:
        return {name: {"csv": no_formula} for name in self.texts}

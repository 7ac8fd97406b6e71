"""A text of several lines that reads the same whoever sent it."""

from __future__ import annotations

from typing import Any

from django.db import models

from research.blocks.text import with_plain_ends


class LinesField(models.TextField):
    """A text field that ends each line with one sign. For migrations it is a text field like any other."""

    def to_python(self, value: Any) -> Any:
        return with_plain_ends(super().to_python(value))

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

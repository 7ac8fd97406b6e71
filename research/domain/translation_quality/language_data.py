"""The JSON files that hold what a check knows about a language (``data/<subject>.<language>.json``)."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from research.domain.locales import base_language


@lru_cache(maxsize=256)
def load(subject: str, language: str) -> dict[str, Any] | None:
    """Return the data of ``language``, or None where nobody has written any."""
    base = base_language(language)
    if not base.isalpha():
        return None
    source = files("research.domain.translation_quality") / "data" / f"{subject}.{base}.json"
    if not source.is_file():
        return None
    loaded: dict[str, Any] = json.loads(source.read_text("utf-8"))
    return loaded

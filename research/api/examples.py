"""Examples of answers, as files beside this one: real answers to a fixed story, written by ``make renew-contract``."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "examples"


@lru_cache(maxsize=128)
def _read(path: Path, _changed: int) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def example(name: str) -> Any:
    """Return the body of an answer; ``None`` where nobody has written that example yet."""
    path = FOLDER / f"{name}.json"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else None

"""Refuse to import what ``BLOCKED_IMPORTS`` names, as an interpreter does in which it was never installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

BLOCKED = frozenset(os.environ.get("BLOCKED_IMPORTS", "").split())


class Missing(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r} in this host", name=name)
        return None


sys.meta_path.insert(0, Missing())

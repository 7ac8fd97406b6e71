"""Import every module of the rules in an interpreter that knows no Django."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys

import research.domain

imported = [found.name for found in pkgutil.walk_packages(research.domain.__path__, "research.domain.")]
for name in imported:
    importlib.import_module(name)
sys.stdout.write(json.dumps({"plugin": research.domain.__file__, "imported": imported}) + "\n")

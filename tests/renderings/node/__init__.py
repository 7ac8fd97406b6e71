"""Checkers that come from npm, installed once as their lockfile says."""

from __future__ import annotations

import fcntl
import json
import subprocess
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules" / ".package-lock.json"


@lru_cache(maxsize=1)
def modules() -> Path:
    """Install what is missing and return the folder of the packages. Two test processes take turns."""
    with (FOLDER / "package.json").open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
            # No package runs a script here: one of them would fetch a browser.
            command = ["npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit"]
            done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)  # noqa: S603
            assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return INSTALLED.parent


def pinned(package: str) -> str:
    """Return the version of a package in the lockfile."""
    found = json.loads(LOCK.read_text(encoding="utf-8"))["packages"][f"node_modules/{package}"]
    return str(found["version"])

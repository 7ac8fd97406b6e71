"""The TypeScript client, made ready: its packages installed, its types generated, compiled."""

from __future__ import annotations

import fcntl
import subprocess
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "clients" / "typescript"
INSTALLED = FOLDER / "node_modules" / ".package-lock.json"
LOCK = FOLDER / "package-lock.json"


def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["npm", *arguments], cwd=FOLDER, capture_output=True, text=True, check=False)


@lru_cache(maxsize=1)
def built() -> Path:
    """Compile the client and return the folder of the programs. Two test processes take turns."""
    with (FOLDER / "package.json").open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
            _must(npm("ci", "--no-fund", "--no-audit"))
        _must(npm("run", "types"))
        _must(npm("run", "build"))
    return FOLDER / "dist"


def _must(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"

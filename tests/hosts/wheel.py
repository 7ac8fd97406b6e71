"""The plugin as a site gets it: a wheel, built from a copy of this tree and unpacked beside nothing of it."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from email.message import Message
from email.parser import Parser
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
#: What is made in the tree and is no part of its source.
MADE = shutil.ignore_patterns(".*", "var", "build", "dist", "*.egg-info", "__pycache__", "node_modules", "test-results")


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return ``folder`` after ``make`` has filled it. Where tests run in several processes, one of them makes it."""
    done = folder.with_suffix(".done")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    # A command of ours, without a shell.
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603


def python(*arguments: str, cwd: Path) -> None:
    """Run this interpreter. Raises ``RuntimeError`` with what it said if it fails."""
    ran = run(sys.executable, *arguments, cwd=cwd)
    if ran.returncode:
        raise RuntimeError(f"python {' '.join(arguments)}\n{ran.stdout}\n{ran.stderr}")


def build(folder: Path) -> None:
    """Build the wheel into ``folder``, without a network: setuptools is among the tools that tests need."""
    tree = folder / "tree"
    shutil.copytree(SOURCE, tree, ignore=MADE)
    python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(tree), cwd=folder)


def install(wheel: Path, folder: Path) -> None:
    """Install ``wheel`` alone into ``folder``; what it needs is there already."""
    python(
        "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", str(folder), str(wheel), cwd=folder
    )


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())

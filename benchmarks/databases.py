"""Make a database, fill it and take it away again. What needs Django runs in processes of their own."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import processes
from benchmarks.corpus.rebuilding import Rebuild

ROOT = Path(__file__).resolve().parent.parent
#: Where ``--keep`` keeps databases of SQLite, and what is known of kept ones. Git ignores it.
KEPT = ROOT / "var" / "benchmarks"
#: A corpus with more updates gets its representations as copies, too: building each would take an hour.
BUILT_ONE_BY_ONE = 20_000
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A filled database, and what ``benchmarks.corpus`` says of it."""

    url: str
    facts: dict[str, Any]

    @property
    def rebuild(self) -> Rebuild | None:
        """What building all representations took; absent where they were copied."""
        return Rebuild(**self.facts["rebuild"]) if self.facts["rebuild"] else None

    @property
    def vendor(self) -> str:
        return "postgresql" if self.url.startswith("postgres") else "sqlite"

    def backends(self) -> list[int]:
        """Return the processes that the database server runs for us; none for SQLite, which runs inside ours."""
        return processes.backends(self.url) if self.vendor == "postgresql" else []

    def describe(self) -> str:
        """Return the name and version of the database software."""
        if self.vendor == "postgresql":
            with psycopg.connect(self.url) as connection:
                row = connection.execute("SHOW server_version").fetchone()
                return f"PostgreSQL {str(row[0]).partition(' ')[0]}" if row else "PostgreSQL"
        return f"SQLite {sqlite3.sqlite_version}"


@contextmanager
def corpus(
    vendor: str, updates: int, server: str, keep: bool, say: Say, template: Path | None = None
) -> Iterator[Corpus]:
    """Give a filled database on ``vendor`` (``sqlite`` or ``postgresql``) and drop it afterwards.

    ``server`` is the address of a PostgreSQL server whose user may create databases. With ``keep`` the database
    stays, and one is used again that an earlier run kept and whose code was the same. ``template`` is a file of
    SQLite with all tables, to start from.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = KEPT if keep else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"bench_{updates}_{_fingerprint() if keep else os.getpid()}"
        manifest = folder / f"{name}_{vendor}.json"
        url = processes.at_database(server, name) if vendor == "postgresql" else f"sqlite:///{folder / name}.sqlite3"
        try:
            if not (keep and manifest.exists()):
                _make_empty(url, template, say)
                _fill(url, updates, manifest)
            yield Corpus(url, json.loads(manifest.read_text(encoding="utf-8")))
        finally:
            if not keep:
                _drop(url)


def _fill(url: str, updates: int, manifest: Path) -> None:
    unfinished = manifest.with_suffix(".unfinished")
    command = [sys.executable, "-m", "benchmarks.corpus", "--updates", str(updates), "--manifest", str(unfinished)]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.corpus.settings",
        "DATABASE_URL": url,
        "PYTHONPATH": str(ROOT),
    }
    copied = ["--copy"] if updates > BUILT_ONE_BY_ONE else []
    # A command of ours, without a shell.
    if subprocess.run([*command, *copied], env=environment, cwd=ROOT, check=False).returncode:  # noqa: S603
        raise SystemExit("The corpus could not be built; the reason is above.")
    unfinished.rename(manifest)


def _make_empty(url: str, template: Path | None, say: Say) -> None:
    _drop(url)
    if template is not None:
        with sqlite3.connect(template) as source, sqlite3.connect(file_of(url)) as target:
            source.backup(target)
    if url.startswith("postgres"):
        name = processes.name_of(url)
        say(f"  Creating the database {name}")
        with psycopg.connect(processes.at_database(url, "postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
            # A helper of a parallel query ends with it, and its processor time could not be read any more.
            connection.execute(f'ALTER DATABASE "{name}" SET max_parallel_workers_per_gather = 0')


def _drop(url: str) -> None:
    if url.startswith("postgres"):
        with psycopg.connect(processes.at_database(url, "postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{processes.name_of(url)}" WITH (FORCE)')
    else:
        for ending in ("", "-wal", "-shm"):
            Path(f"{file_of(url)}{ending}").unlink(missing_ok=True)


def file_of(url: str) -> Path:
    """Return the file of a database of SQLite."""
    return Path(url.removeprefix("sqlite:///"))


def _fingerprint() -> str:
    """Return what changes with the code that fills a database."""
    digest = hashlib.sha256()
    for folder in (ROOT / "research", ROOT / "home", ROOT / "benchmarks" / "corpus"):
        for file in sorted([*folder.rglob("*.py"), *folder.rglob("*.json")]):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]

"""Make a database, fill it and take it away again. What needs Django runs in processes of their own."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import processes

ROOT = Path(__file__).resolve().parent.parent
#: Where ``--keep`` keeps databases of SQLite, and what is known of kept ones. Git ignores it.
KEPT = ROOT / "var" / "benchmarks"
#: A corpus with more updates gets its representations as copies, too: building each would take an hour.
BUILT_ONE_BY_ONE = 20_000
SAMPLE_SECONDS = 0.2
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What building all representations took. Memory is the most that was held in a part of the time."""

    representations: int
    cpu_seconds: float
    seconds: float
    first_quarter_bytes: int
    last_quarter_bytes: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """A filled database. ``rebuild`` is absent where representations were copied."""

    url: str
    facts: dict[str, Any]
    rebuild: Rebuild | None

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
def corpus(vendor: str, updates: int, server: str, keep: bool, say: Say) -> Iterator[Corpus]:
    """Give a filled database on ``vendor`` (``sqlite`` or ``postgresql``) and drop it afterwards.

    ``server`` is the address of a PostgreSQL server whose user may create databases. With ``keep`` the database
    stays, and one is used again that an earlier run kept and whose code was the same.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = KEPT if keep else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"bench_{updates}_{_fingerprint() if keep else os.getpid()}"
        manifest = folder / f"{name}_{vendor}.json"
        url = processes.at_database(server, name) if vendor == "postgresql" else f"sqlite:///{folder / name}.sqlite3"
        try:
            if not (keep and manifest.exists()):
                _make_empty(url, say)
                _fill(url, updates, manifest, say)
            kept = json.loads(manifest.read_text(encoding="utf-8"))
            rebuild = Rebuild(**kept["rebuild"]) if kept.get("rebuild") else None
            yield Corpus(url, kept, rebuild)
        finally:
            if not keep:
                _drop(url)


def _fill(url: str, updates: int, manifest: Path, say: Say) -> None:
    copied = updates > BUILT_ONE_BY_ONE
    unfinished = manifest.with_suffix(".unfinished")
    arguments = ["--updates", str(updates), "--manifest", str(unfinished), *(["--copy"] if copied else [])]
    subprocess.run([sys.executable, "-m", "benchmarks.corpus", "pages", *arguments], **_process(url), check=True)  # noqa: S603
    rebuild = None if copied else _rebuild(url, say)
    subprocess.run([sys.executable, "-m", "benchmarks.corpus", "finish", *arguments], **_process(url), check=True)  # noqa: S603
    facts = json.loads(unfinished.read_text(encoding="utf-8"))
    if rebuild:
        facts["rebuild"] = {**rebuild, "representations": facts["representations"]}
    unfinished.write_text(json.dumps(facts), encoding="utf-8")
    unfinished.rename(manifest)


def _rebuild(url: str, say: Say) -> dict[str, float]:
    """Build all representations with the command that the plugin has for it, and watch what it takes."""
    say("    Building every representation with rebuild_representations")
    started = time.monotonic()
    command = [sys.executable, "manage.py", "rebuild_representations"]
    memory: list[int] = []
    database: dict[int, float] = {}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, **_process(url)) as process:  # noqa: S603
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            memory.append(processes.resident_bytes(process.pid))
            if url.startswith("postgres"):
                database |= processes.cpu_seconds(processes.backends(url))
            time.sleep(SAMPLE_SECONDS)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
    if process.returncode:
        raise SystemExit("rebuild_representations failed; its messages are above.")
    usage, seconds = ended[2], time.monotonic() - started
    memory = [held for held in memory if held]
    quarter = max(1, len(memory) // 4)
    return {
        "cpu_seconds": usage.ru_utime + usage.ru_stime + sum(database.values()),
        "seconds": seconds,
        "first_quarter_bytes": max(memory[:quarter]),
        "last_quarter_bytes": max(memory[-quarter:]),
    }


def _process(url: str) -> dict[str, Any]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.corpus.settings",
        "DATABASE_URL": url,
        "PYTHONPATH": str(ROOT),
    }
    return {"env": environment, "cwd": ROOT}


def _make_empty(url: str, say: Say) -> None:
    _drop(url)
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
            Path(url.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)


def _fingerprint() -> str:
    """Return what changes with the code that fills a database."""
    digest = hashlib.sha256()
    for folder in (ROOT / "research", ROOT / "home", ROOT / "benchmarks" / "corpus"):
        for file in sorted([*folder.rglob("*.py"), *folder.rglob("*.json")]):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]

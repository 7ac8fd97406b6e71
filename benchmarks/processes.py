"""What processes cost: processor time and memory, read from /proc. Linux only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

PROC = Path("/proc")
#: Of the clock in which /proc counts processor time.
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def tree(root: int) -> list[int]:
    """Return the process ``root`` and all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, pending = [], [root]
    while pending:
        process = pending.pop()
        found.append(process)
        pending += children.get(process, ())
    return found


def backends(url: str) -> list[int]:
    """Return the processes of PostgreSQL that hold a connection to the database ``url``.

    A query never starts a helper of its own here: parallel query is off for these databases (``databases``).
    """
    with psycopg.connect(at_database(url, "postgres"), autocommit=True) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'",
            [name_of(url)],
        )
        return [int(row[0]) for row in found]


def name_of(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def at_database(url: str, name: str) -> str:
    """Return the address of the database ``name`` at the server of ``url``."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def cpu_seconds(processes: Iterable[int]) -> dict[int, float]:
    """Return how long each process has run so far, in its own code and in the kernel; those that ended are absent."""
    return {
        process: (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND
        for process in processes
        if (fields := _stat(process))
    }


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    """Return the processor seconds between two readings.

    Raises ``RuntimeError`` if a process has ended between them, because what it spent is lost with it.
    """
    if gone := before.keys() - after.keys():
        raise RuntimeError(f"{len(gone)} of the processes that were measured ended during the load.")
    return sum(seconds - before.get(process, 0.0) for process, seconds in after.items())


def resident_bytes(process: int) -> int:
    """Return the memory that a process holds, 0 if it has ended."""
    fields = _stat(process)
    return int(fields[21]) * PAGE_BYTES if fields else 0


def _stat(process: int) -> list[str]:
    """Return the fields of /proc/<process>/stat from the state on, without those before it; [] if it has ended."""
    try:
        text = (PROC / str(process) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    # The name of the program may hold blanks and parentheses.
    fields = text.rpartition(")")[2].split()
    return [] if fields[0] == "Z" else fields

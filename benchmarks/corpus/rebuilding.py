"""Build all representations with the command that the plugin has for it, and watch what it takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Processor time is of the command and of the database; memory is the most that was held in a part of the time."""

    cpu_seconds: float
    seconds: float
    first_quarter_bytes: int
    last_quarter_bytes: int


def rebuild(url: str) -> Rebuild:
    """Run the command on the database ``url``. Raises ``SystemExit`` if it fails."""
    started = time.monotonic()
    memory: list[int] = []
    database: dict[int, float] = {}
    command = [sys.executable, "manage.py", "rebuild_representations"]
    # A command of ours, without a shell.
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT) as process:  # noqa: S603
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            memory.append(processes.resident_bytes(process.pid))
            if url.startswith("postgres"):
                # Its backend ends with it, so that the last reading before has to do.
                database |= processes.cpu_seconds(processes.backends(url))
            time.sleep(SAMPLE_SECONDS)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
    if process.returncode:
        raise SystemExit("rebuild_representations failed; its messages are above.")
    usage = ended[2]
    held = [size for size in memory if size]
    quarter = max(1, len(held) // 4)
    return Rebuild(
        cpu_seconds=usage.ru_utime + usage.ru_stime + sum(database.values()),
        seconds=time.monotonic() - started,
        first_quarter_bytes=max(held[:quarter]),
        last_quarter_bytes=max(held[-quarter:]),
    )

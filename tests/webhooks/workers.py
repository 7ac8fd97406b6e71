"""Workers as processes of their own, on the database of the test, that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
#: Seconds of a delivery in these tests; a lease is four times as long.
TIMEOUT = 0.5


def database_url() -> str:
    """Return the address of the database that this process uses now."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    return f"postgres://{user}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


def environment() -> dict[str, str]:
    """Return the environment of a process that works on the database of this one."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "tests.webhooks.settings",
        "WEBHOOKS_TIMEOUT": str(TIMEOUT),
        "PYTHONUNBUFFERED": "1",
    }


class Worker:
    """``manage.py research_worker``; it has begun to work once this is made."""

    def __init__(self, *arguments: str, log: Path | None = None) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), "research_worker", *arguments]
        errors: Any = log.open("a") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=errors, text=True
        )
        if log:
            errors.close()
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline().strip()

    def kill(self) -> None:
        """End it as a crash of the machine would: it is told nothing."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def ask_to_end(self) -> str:
        """Send SIGTERM and return what it says at the end."""
        self.process.send_signal(signal.SIGTERM)
        said, _errors = self.process.communicate(timeout=30)
        return said.strip()


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, f"This did not come true within {seconds} seconds."
        time.sleep(0.01)

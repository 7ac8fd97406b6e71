"""Real processes on the database of the tests: a server that only reads, and what stands in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

HOST = "127.0.0.1"
#: Seconds in which a process must begin to listen.
PATIENCE = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def database_url() -> str:
    """Return the address of the database that this test uses."""
    names = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{names['NAME']}"
    person = quote(names["USER"]) + (f":{quote(names['PASSWORD'])}" if names["PASSWORD"] else "")
    return f"postgres://{person}@{names['HOST']}:{names['PORT'] or 5432}/{names['NAME']}"


@contextmanager
def running(name: str, command: Sequence[str], port: int, folder: Path, env: Mapping[str, str] = {}) -> Iterator[None]:
    """Start ``command``, wait until it listens at ``port``, and end it afterwards."""
    log = folder / f"{name}-{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            command, cwd=settings.BASE_DIR, env={**os.environ, **env}, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        until = time.monotonic() + PATIENCE
        while not _listens(port):
            assert process.poll() is None, f"{name} ended: {log.read_text()[-4000:]}"
            assert time.monotonic() < until, f"{name} does not listen: {log.read_text()[-4000:]}"
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=0.5):
            return True
    except OSError:
        return False


@contextmanager
def delivery(folder: Path, *, workers: int = 1, threads: int = 4, **env: str) -> Iterator[int]:
    """Start delivery processes and yield their port."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "cms.wsgi:application"]
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.caching.settings",
        "SECRET_KEY": "a-long-and-random-text-for-tests-0123456789-abcdefghij",
        "ALLOWED_HOSTS": "*",
        "DATABASE_URL": database_url(),
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "WAGTAILADMIN_BASE_URL": "http://localhost",
        "SECURE_SSL_REDIRECT": "False",
        "RATE_LIMIT": "0",
        "RATE_LIMIT_KEY": "0",
        "PYTHONPATH": str(settings.BASE_DIR),
        **env,
    }
    with running("delivery", command, port, folder, environment):
        yield port

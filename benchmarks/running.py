"""Start the servers of a run, all with the same software and the same number of workers, and stop them again."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks import processes
from benchmarks.databases import ROOT, Corpus

#: One thread a worker: more would wait for each other in the interpreter and hold a connection each.
THREADS = 1
HOST = "127.0.0.1"
STARTS_WITHIN_SECONDS = 60
VCL = ROOT / "deploy" / "varnish.vcl"


class NotThere(Exception):
    """Raised where a row cannot be measured because what it measures is not there; says what is missing."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at ``port``; ``corpus`` is absent for one that asks no database.

    ``behind`` is the server that it asks in turn.
    """

    name: str
    port: int
    process: int
    corpus: Corpus | None
    behind: Server | None = None

    def cpu_seconds(self) -> tuple[dict[int, float], dict[int, float]]:
        """Return what the server's processes have spent so far, and what the database's have that work for it."""
        backends = self.corpus.backends() if self.corpus else []
        roots = [self.process, *([self.behind.process] if self.behind else [])]
        tree = [process for root in roots for process in processes.tree(root)]
        return processes.cpu_seconds(tree), processes.cpu_seconds(backends)


def environment(name: str, corpus: Corpus, size: int = 8000) -> dict[str, str]:
    """Return what a process with ``benchmarks.servers.settings`` needs; ``size`` is of a constant answer, in bytes."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "BENCH_SERVER": name,
        "BENCH_BYTES": str(size),
        "DJANGO_SETTINGS_MODULE": "benchmarks.servers.settings",
        "DATABASE_URL": corpus.url,
        # A connection that closes during the load would take its figures with it.
        "DATABASE_CONN_MAX_AGE": str(24 * 60 * 60),
        "SECRET_KEY": "signs nothing that leaves this run",
        "ALLOWED_HOSTS": HOST,
        "WAGTAILADMIN_BASE_URL": f"http://{HOST}",
        "REDIS_URL": "redis://unused",
        "SECURE_SSL_REDIRECT": "False",
    }


@contextmanager
def django(name: str, corpus: Corpus, folder: Path, workers: int, size: int) -> Iterator[Server]:
    """Serve one of ``benchmarks.servers.settings`` with granian."""
    with _granian(name, "cms.wsgi:application", environment(name, corpus, size), corpus, folder, workers) as server:
        yield server


@contextmanager
def bare(folder: Path, workers: int, size: int) -> Iterator[Server]:
    """Serve a WSGI application that is only a function."""
    with _granian(
        "bare", "benchmarks.servers.bare:application", {"BENCH_BYTES": str(size)}, None, folder, workers
    ) as server:
        yield server


@contextmanager
def _granian(
    name: str, target: str, variables: dict[str, str], corpus: Corpus | None, folder: Path, workers: int
) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(THREADS), "--http", "1", "--no-ws"]
    command += ["--log-level", "error", target]
    with _running(name, command, {**variables, "PYTHONPATH": str(ROOT)}, port, folder) as process:
        yield Server(name, port, process, corpus)


@contextmanager
def nginx(folder: Path, workers: int, body: bytes) -> Iterator[Server]:
    """Serve ``body`` as a static file at /static.json, compressed beforehand for who asks for that."""
    program = _program("nginx", "nginx-light")
    root = Path(tempfile.mkdtemp(prefix="nginx-", dir=folder))
    (root / "static.json").write_bytes(body)
    (root / "static.json.gz").write_bytes(gzip.compress(body))
    port = _free_port()
    configuration = root / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {root}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration.write_text(
        f"""
        {"user root;" if os.geteuid() == 0 else ""}
        worker_processes {workers}; daemon off; pid {root}/pid; error_log {root}/error.log;
        events {{ worker_connections 1024; }}
        http {{
          types {{ application/json json; }}
          access_log off; sendfile on; gzip_static on; tcp_nopush on; keepalive_requests 100000000; {temporary}
          open_file_cache max=10;
          server {{ listen {HOST}:{port}; root {root}; }}
        }}
        """,
        encoding="utf-8",
    )
    command = [program, "-p", str(root), "-c", str(configuration), "-e", str(root / "error.log")]
    with _running("nginx", command, {}, port, folder) as process:
        yield Server("nginx", port, process, None)


@contextmanager
def varnish(folder: Path, behind: Server) -> Iterator[Server]:
    """Put Varnish, with the VCL that the deployment documents, before a server."""
    if not VCL.exists():
        raise NotThere(f"There is no {VCL.relative_to(ROOT)} yet.")
    program = _program("varnishd", "varnish")
    text = VCL.read_text(encoding="utf-8")
    text = re.sub(r'\.host\s*=\s*"[^"]*"', f'.host = "{HOST}"', text)
    text = re.sub(r'\.port\s*=\s*"[^"]*"', f'.port = "{behind.port}"', text)
    root = Path(tempfile.mkdtemp(prefix="varnish-", dir=folder))
    (root / "default.vcl").write_text(text, encoding="utf-8")
    port = _free_port()
    command = [program, "-F", "-a", f"{HOST}:{port}", "-f", str(root / "default.vcl"), "-n", str(root / "work")]
    command += ["-j", "none", "-s", "malloc,256m", "-T", "none"]
    with _running("varnish", command, {}, port, folder) as process:
        yield Server("varnish", port, process, behind.corpus, behind)


@contextmanager
def _running(name: str, command: list[str], variables: dict[str, str], port: int, folder: Path) -> Iterator[int]:
    """Start ``command`` in a process group of its own, wait until it listens, and end the group afterwards."""
    log = folder / f"{name}-{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603 - a command of ours, without a shell
            command,
            env={**os.environ, **variables},
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_it_listens(name, process, port, log)
        yield process.pid
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for ending in (signal.SIGTERM, signal.SIGKILL):
        # The group is gone where the server did not start.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, ending)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
            return


def _wait_until_it_listens(name: str, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=STARTS_WITHIN_SECONDS)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise SystemExit(f"The server “{name}” does not start:\n{log.read_text()[-3000:]}")


def _program(name: str, package: str) -> str:
    # Debian keeps daemons where only root's path leads.
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise NotThere(f"The program {name} is not installed (Debian package {package}).")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])

"""Ask one server for a while, as fast as it answers, and read what an answer cost. The load is made by wrk."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks import processes
from benchmarks.running import HOST, NotThere, Server

CONNECTIONS = 8
#: wrk gives each address in turn, and says at the end what it counted.
SCRIPT = """
local asked, place = {}, 0
function init()
%s
end
function request()
  place = place %% #asked + 1
  return asked[place]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\\nCOUNTED {"requests": %%d, "seconds": %%f, "bytes": %%d, "p50_ms": %%f, "p99_ms": %%f, '
    .. '"refused": %%d, "broken": %%d}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One load. Milliseconds are of processor time a request, except for the two that say how long one took."""

    requests: int
    seconds: float
    bytes_a_request: float
    server_cpu_ms: float
    database_cpu_ms: float
    p50_ms: float
    p99_ms: float

    @property
    def cpu_ms(self) -> float:
        return self.server_cpu_ms + self.database_cpu_ms

    @property
    def requests_a_second(self) -> float:
        return self.requests / self.seconds


def measure(
    server: Server, requests: Sequence[Request], seconds: float, folder: Path, connections: int = CONNECTIONS
) -> Measured:
    """Load ``server`` for ``seconds``. Raises ``RuntimeError`` if an answer fails on the way.

    wrk counts whole seconds. For less, which is for trying things out, one connection of Python does.
    """
    before, database_before = server.cpu_seconds()
    if seconds >= 1:
        found = _with_wrk(server, requests, math.ceil(seconds), folder, connections)
    else:
        found = _with_one_connection(server, requests, seconds)
    after, database_after = server.cpu_seconds()
    count = found["requests"]
    if found["refused"] or found["broken"] or not count:
        raise RuntimeError(
            f"“{server.name}” failed under load at {requests[0].path}: of {count:.0f} answers "
            f"{found['refused']:.0f} were errors, and {found['broken']:.0f} connections broke."
        )
    return Measured(
        requests=int(count),
        seconds=found["seconds"],
        bytes_a_request=found["bytes"] / count,
        server_cpu_ms=processes.spent(before, after) / count * 1000,
        database_cpu_ms=processes.spent(database_before, database_after) / count * 1000,
        p50_ms=found["p50_ms"],
        p99_ms=found["p99_ms"],
    )


def _with_wrk(
    server: Server, requests: Sequence[Request], seconds: int, folder: Path, connections: int
) -> Mapping[str, float]:
    script = folder / "load.lua"
    script.write_text(SCRIPT % "\n".join(_lua(number, asked) for number, asked in enumerate(requests, 1)))
    command = [_wrk(), "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s"]
    command += ["-s", str(script), f"http://{HOST}:{server.port}"]
    # A command of ours, without a shell.
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    _, _, counted = run.stdout.partition("COUNTED ")
    if not counted:
        raise RuntimeError(f"wrk failed: {run.stderr or run.stdout}")
    found: Mapping[str, float] = json.loads(counted)
    return found


def _with_one_connection(server: Server, requests: Sequence[Request], seconds: float) -> Mapping[str, float]:
    connection = HTTPConnection(HOST, server.port, timeout=30)
    waited: list[float] = []
    size = refused = 0
    started = time.perf_counter()
    while not waited or time.perf_counter() - started < seconds:
        asked = requests[len(waited) % len(requests)]
        at = time.perf_counter()
        connection.request("GET", asked.path, headers=dict(asked.headers))
        answer = connection.getresponse()
        size += len(answer.read())
        refused += answer.status >= 400
        waited.append((time.perf_counter() - at) * 1000)
    elapsed = time.perf_counter() - started
    connection.close()
    waited.sort()
    return {
        "requests": len(waited),
        "seconds": elapsed,
        "bytes": size,
        "p50_ms": waited[len(waited) // 2],
        "p99_ms": waited[len(waited) * 99 // 100],
        "refused": refused,
        "broken": 0,
    }


def _lua(number: int, asked: Request) -> str:
    headers = ", ".join(f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in asked.headers)
    return f'  asked[{number}] = wrk.format("GET", {json.dumps(asked.path)}, {{{headers}}})'


def _wrk() -> str:
    found = shutil.which("wrk")
    if not found:
        raise NotThere("The program wrk is not installed (Debian package wrk).")
    return found

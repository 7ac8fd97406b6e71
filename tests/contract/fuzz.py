"""Ask the API what nobody would: ``python -m tests.contract.fuzz`` (``make fuzz``).

Schemathesis reads the OpenAPI document and makes requests of it, good and bad ones, with all its checks: no server
error, and no status, header, media type or body that the document does not have; bad data are refused, good data taken.
Here a server of its own is started on the example content. ``test_fuzz`` asks a few hundred on the live server.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
PHASES = "examples,coverage,fuzzing,stateful"
#: Cases an operation and phase; about 20,000 requests in all.
EXAMPLES = 1500
PREPARE = (
    "import django; django.setup()\n"
    "from django.core.management import call_command\n"
    "call_command('migrate', verbosity=0); call_command('load_demo')\n"
    "from research.models import ResearchUpdatePage\n"
    "ResearchUpdatePage.objects.filter(live=True, locale__language_code='de').first().unpublish()\n"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``statuses`` counts answers by status; ``failed`` is whether any check did; ``said`` tells which."""

    statuses: dict[str, int]
    failed: bool
    said: str

    @property
    def requests(self) -> int:
        return sum(self.statuses.values())


def fuzz(api: str, *, examples: int, seed: int, workers: int = 1, phases: str = PHASES) -> Outcome:
    """Run Schemathesis against the API at the address ``api``, which ends with a slash."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "calls.json"
        program = str(Path(sys.executable).with_name("schemathesis"))
        command = [program, "--config-file", str(CONFIGURATION), "run", f"{api}openapi.json", "--no-color"]
        command += ["--phases", phases]
        command += ["--max-examples", str(examples), "--seed", str(seed), "--workers", str(workers)]
        # What is slow here is the machine, not the document; a failure is told with the request that shows it.
        command += ["--suppress-health-check", "all", "--continue-on-failure", "--no-shrink"]
        hooks = {"SCHEMATHESIS_HOOKS": "tests.contract.fuzz_hooks", "FUZZ_API": api, "FUZZ_REPORT": str(report)}
        environment = {**os.environ, **hooks, "PYTHONPATH": str(ROOT)}
        # In a folder of its own: it keeps what it has found beside itself.
        ended = subprocess.run(  # noqa: S603 - a command of ours, without a shell
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        counted = json.loads(report.read_text()) if report.exists() else {}
    return Outcome(counted, ended.returncode != 0, ended.stdout + ended.stderr)


@contextmanager
def server() -> Iterator[str]:
    """Serve the example content from a database of its own; yields the address of the API."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/fuzz.sqlite3"
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": database}
        # A command of ours, without a shell.
        subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True)  # noqa: S603
        port = _free_port()
        granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"]
        running = subprocess.Popen(  # noqa: S603 - a command of ours, without a shell
            [*granian, "--port", str(port), "--no-ws", "cms.wsgi:application"], cwd=ROOT, env=environment
        )
        api = f"http://127.0.0.1:{port}/api/research/v1/"
        try:
            _wait_for(f"{api}problems/")
            yield api
        finally:
            running.terminate()
            running.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, seconds: int = 120) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - a server on this machine
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--examples", type=int, default=EXAMPLES)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--workers", type=int, default=2)
    asked = arguments.parse_args()
    with server() as api:
        outcome = fuzz(api, examples=asked.examples, seed=asked.seed, workers=asked.workers)
    print(outcome.said)  # noqa: T201 - what a person runs it for
    print(f"{outcome.requests} requests: {outcome.statuses}")  # noqa: T201 - what a person runs it for
    return int(outcome.failed)


if __name__ == "__main__":
    sys.exit(main())

"""Run every test that checks a form, and write what they find: ``python -m tests.renderings.renew``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "research" / "renderings" / "checks.json"
TESTS = ("tests/renderings/test_validators.py", "tests/browser/test_renderings_axe.py")
#: Whether the file is complete can be told when it is written.
COMPLETE = f"{TESTS[0]}::test_every_form_was_checked_and_nothing_else"


def main() -> int:
    """Begin with nothing, run the tests one after the other, and return their exit code."""
    FILE.write_text(json.dumps({"ran_on": datetime.now(UTC).date().isoformat(), "forms": {}}) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", *TESTS, "--deselect", COMPLETE, "-q", "--no-header", "-p", "no:randomly"]
    # A command of ours, without a shell. What is missing on this machine is a failure.
    environment = {**os.environ, "RENEW_CHECKS": "1", "CI": "true"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())

"""Write the contract anew: ``python -m tests.contract.renew``."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.contract.files import FOLDER

if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", str(FOLDER), "-q", "--no-header", "-p", "no:randomly"]
    # A command of ours, without a shell.
    sys.exit(subprocess.run(command, env={**os.environ, "RENEW_CONTRACT": "1"}, check=False).returncode)  # noqa: S603

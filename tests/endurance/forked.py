"""Starts workers without loading Django again: each line that is read forks one, and its number is the answer.

Each is a process of its own that can be killed as any other; nothing has touched the database before the fork.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that were killed
    print("ready", flush=True)
    for _line in sys.stdin:
        number = os.fork()
        if not number:
            with Path(os.devnull).open("w") as nowhere:
                call_command("research_worker", stdout=nowhere)
            os._exit(0)
        print(number, flush=True)


if __name__ == "__main__":
    main()

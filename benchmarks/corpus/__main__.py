"""Fill the database that DATABASE_URL names; each step is a process of its own, started by ``benchmarks.databases``.

``pages``     migrate, publish the originals and copy their pages
``finish``    check what is there, fill the table of the one-row view, gather statistics, write the manifest
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("step", choices=("pages", "finish"))
    parser.add_argument("--updates", type=int, required=True)
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--copy", action="store_true", help="copy representations, too, and leave out stock search")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.corpus.settings")
    django.setup()

    from benchmarks.corpus import build  # noqa: PLC0415 - models can be imported from here on

    if asked.step == "pages":
        build.pages(asked.updates, _say, copy_representations=asked.copy)
    else:
        build.finish(asked.updates, asked.manifest, _say)


def _say(sentence: str) -> None:
    print(f"    {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

"""Fill the empty database that DATABASE_URL names, and write what a run needs to know of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--updates", type=int, required=True)
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--copy", action="store_true", help="copy representations, too, and leave out stock search")
    asked = parser.parse_args()
    django.setup()

    from benchmarks.corpus import build  # noqa: PLC0415 - models can be imported from here on

    build.build(asked.updates, asked.manifest, _say, copy_representations=asked.copy)


def _say(sentence: str) -> None:
    print(f"    {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

"""``python -m benchmarks``: measure the delivery API beside its peers, and write a table, figures and a chart."""

from __future__ import annotations

import argparse
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import catalogue, report
from benchmarks.run import Wanted, run

DATABASES = {"sqlite": ("sqlite",), "postgres": ("postgresql",), "both": ("sqlite", "postgresql")}


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    only = _only(asked.only)
    if asked.only and "large" in asked.only.split(",") and not asked.large:
        sys.exit("--only large needs --large.")
    wanted = Wanted(
        updates=asked.updates,
        large_updates=asked.large_updates if asked.large else None,
        seconds=asked.seconds,
        only=only,
        workers=asked.workers,
        keep=asked.keep,
        server=asked.postgres,
    )
    # Asked to end, it still stops its servers and drops its databases.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    day = datetime.now(UTC).date()
    for vendor in DATABASES[asked.database]:
        outcome = run(vendor, wanted, _say)
        written = report.write(outcome, wanted, day, asked.results)
        print(f"\n{outcome.database}\n\n{report.table(outcome.results)}\n\nWritten: {written.name}\n", flush=True)
    return 0


def _only(asked: str | None) -> frozenset[str]:
    """Return the names that are meant, those of a group each for itself."""
    if not asked:
        return frozenset(catalogue.NAMES)
    names: set[str] = set()
    for name in asked.split(","):
        names |= catalogue.GROUPS.get(name, {name})
    if unknown := names - set(catalogue.NAMES):
        known = ", ".join((*catalogue.NAMES, *catalogue.GROUPS))
        sys.exit(f"--only does not know {', '.join(sorted(unknown))}. It knows: {known}.")
    return frozenset(names)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the delivery API beside stock Wagtail and the floors of Django, WSGI and nginx, in one "
        "run. It makes its own databases and drops them. benchmarks/README.md says how to read the results.",
    )
    parser.add_argument(
        "--database", choices=list(DATABASES), default="both", help="which database to measure on (default: both)"
    )
    parser.add_argument(
        "--updates",
        type=int,
        default=1000,
        metavar="N",
        help="updates in the corpus; each has 5 languages, so that 1000 are 5,000 representations (default: 1000)",
    )
    parser.add_argument(
        "--large",
        action="store_true",
        help="also compare with a large corpus; that needs about 20 GB of disk and half an hour more",
    )
    parser.add_argument(
        "--large-updates",
        type=int,
        default=100_000,
        metavar="N",
        help="updates in the large corpus (default: 100000, which are 500,000 representations)",
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=4,
        metavar="S",
        help="length of each load; wrk makes it from 1 up, and counts whole ones (default: 4)",
    )
    parser.add_argument(
        "--only",
        metavar="NAMES",
        help=f"only some of it, with commas: {', '.join(catalogue.NAMES)}; api or forms for all of either",
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="workers of each server (default: 2)")
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the databases, and use those that an earlier run kept if the code is the same",
    )
    parser.add_argument(
        "--postgres",
        default="postgres://postgres@127.0.0.1:5432/postgres",
        metavar="URL",
        help="PostgreSQL server whose user may create databases (default: %(default)s)",
    )
    parser.add_argument(
        "--results",
        type=Path,
        default=report.FOLDER,
        metavar="FOLDER",
        help="where to write (default: benchmarks/results)",
    )
    return parser


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

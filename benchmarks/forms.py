"""Rows about the forms of updates, which processes of their own make and measure."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import catalogue
from benchmarks.databases import ROOT, Corpus, Say
from benchmarks.outcome import Result
from benchmarks.renderings import Made
from benchmarks.shelf import Followed


def renderings(folder: Path, say: Say) -> list[Result]:
    """Measure the making of each form, in a process with the demo in a database of its own."""
    say("  renderings: loading the demo")
    found = _printed("benchmarks.renderings", f"sqlite:///{folder / 'demo.sqlite3'}")
    return rendered([Made(**one) for one in found])


def follower(of: Corpus, folder: Path, say: Say) -> Result:
    """Send the updates of the corpus through the follower that keeps their forms."""
    say("  follower: making the forms of every update")
    found = _printed("benchmarks.shelf", of.url, BENCH_FILES=str(folder / "forms"))
    return followed(Followed(**found))


def followed(found: Followed) -> Result:
    """Return the row of the follower. It has no target: nobody waits for it."""
    each = found.cpu_seconds / max(found.representations, 1) * 1000
    return Result(
        "follower",
        f"{found.updates:,} updates through the follower that keeps forms, an update in one language",
        "–",
        figure=f"{each:.0f} ms (CPU)",
        ratio=each,
        beside=f"{found.seconds:.0f} s for {found.representations:,} representations",
        note=f"{found.forms:,} forms of {found.size / 2**20:,.0f} MiB, {found.refused:,} could not be made; "
        f"the longest publication took {found.slowest_seconds:.2f} s",
    )


def rendered(found: Sequence[Made]) -> list[Result]:
    """Return a row for each form that has a target."""
    return [
        Result(
            f"rendering-{made.form}",
            f"form of an update: {made.form}, median of the demo",
            f"≤ {catalogue.RENDERED_MS[made.form]:g} ms (CPU)",
            figure=f"{made.cpu_ms:.2f} ms",
            met=made.cpu_ms <= catalogue.RENDERED_MS[made.form],
            ratio=made.cpu_ms,
            beside=f"{made.size:,.0f} bytes",
            note=f"with 50 findings {made.large_cpu_ms:.1f} ms, {made.large_size:,} bytes",
        )
        for made in found
        if made.form in catalogue.RENDERED_MS
    ]


def _printed(module: str, database: str, **more: str) -> Any:
    """Run ``module`` as a program with ``database`` and return what it prints, which is JSON.

    How far it is goes to the terminal. Raises ``RuntimeError`` where it fails.
    """
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.corpus.settings",
        "DATABASE_URL": database,
        "PYTHONPATH": str(ROOT),
        **more,
    }
    command = [sys.executable, "-m", module]
    # A command of ours, without a shell.
    found = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if found.returncode:
        raise RuntimeError("Forms could not be measured; the reason is above.")
    return json.loads(found.stdout)

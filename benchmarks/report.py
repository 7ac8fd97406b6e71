"""Write what was found: a table for people, the figures for programs, and a chart."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import catalogue, chart, load, running
from benchmarks.outcome import Outcome, Result
from benchmarks.run import ROUNDS, Wanted

FOLDER = Path(__file__).resolve().parent / "results"
PACKAGES = ("Django", "wagtail", "django-ninja", "granian", "psycopg")


def write(outcome: Outcome, wanted: Wanted, day: date, folder: Path = FOLDER) -> Path:
    """Write the results of one database and return the table's file; its neighbours have other endings."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = "" if wanted.only == frozenset(catalogue.NAMES) else f"-{_parts(wanted.only)}"
    name = f"{day.isoformat()}-{outcome.vendor}-{wanted.updates}{parts}"
    drawn = folder / f"{name}.svg"
    bars = [
        chart.Bar(subject.says, median.cpu_ms, ours=subject.asks in chart.OURS)
        for key, subject in catalogue.SUBJECTS.items()
        if (median := outcome.median(key))
    ]
    if bars:
        drawn.write_text(chart.draw(bars, outcome.database), encoding="utf-8")
    (folder / f"{name}.json").write_text(_figures(outcome, wanted, day), encoding="utf-8")
    table = folder / f"{name}.md"
    table.write_text(_document(outcome, wanted, day, drawn.name if bars else ""), encoding="utf-8")
    return table


def _parts(only: frozenset[str]) -> str:
    """Name what was measured: the name of a group where it is exactly that."""
    return next((name for name, names in catalogue.GROUPS.items() if names == only), "-".join(sorted(only)))


def table(results: Sequence[Result]) -> str:
    """Return the table of targets in Markdown."""
    lines = ["| What | Target | Found | Met |", "|---|---|---|---|"]
    for result in results:
        found = result.figure or f"not there: {result.missing}"
        if beside := "; ".join(filter(None, (result.beside, result.note))):
            found += f" ({beside})"
        met = "–" if result.met is None else "yes" if result.met else "**no**"
        lines.append(f"| {result.says} | {result.target} | {found} | {met} |")
    return "\n".join(lines)


def _document(outcome: Outcome, wanted: Wanted, day: date, drawn: str) -> str:
    parts = [
        f"# {outcome.database}, {outcome.corpus['representations']:,.0f} representations, {day.isoformat()}",
        "Made by `python -m benchmarks`; what each row means stands in [the guide](../README.md).",
        _circumstances(outcome, wanted),
        "## Targets",
        table(outcome.results),
        "## Figures",
        "Median of three, by processor time. Server and database are parts of the CPU time; p50 is what one request "
        "waited while the load was on.",
        _subjects(outcome),
    ]
    if drawn:
        parts.insert(
            5, f"![Processor time of a request of each kind; the same figures are in the table below.]({drawn})"
        )
    return "\n\n".join(parts) + "\n"


def _subjects(outcome: Outcome) -> str:
    lines = [
        "| What | CPU ms a request | of it server | of it database | requests/s | p50 ms | bytes | CPU ms by round |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for name, subject in catalogue.SUBJECTS.items():
        median = outcome.median(name)
        if median is None:
            continue
        rounds = ", ".join(f"{measured.cpu_ms:.3f}" for measured in outcome.measured[name])
        lines.append(
            f"| {subject.says} | {median.cpu_ms:.3f} | {median.server_cpu_ms:.3f} | {median.database_cpu_ms:.3f} "
            f"| {median.requests_a_second:,.0f} | {median.p50_ms:.2f} | {median.bytes_a_request:,.0f} | {rounds} |"
        )
    return "\n".join(lines)


def _circumstances(outcome: Outcome, wanted: Wanted) -> str:
    sizes = outcome.corpus
    large = f"; the large corpus has {sizes['large representations']:,.0f}" if "large representations" in sizes else ""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{wanted.workers} granian workers with {running.THREADS} thread each, {load.CONNECTIONS} connections "
        f"(one for rows about time), {ROUNDS} rounds of {wanted.seconds:g} s, {os.cpu_count()} processors. "
        f"Representations of {sizes['least bytes']:,.0f} to {sizes['most bytes']:,.0f} bytes{large}. "
        f"Python {platform.python_version()}, {packages}."
    )


def _figures(outcome: Outcome, wanted: Wanted, day: date) -> str:
    found = {
        "date": day.isoformat(),
        "database": outcome.database,
        "corpus": outcome.corpus,
        "workers": wanted.workers,
        "seconds": wanted.seconds,
        "results": [asdict(result) for result in outcome.results],
        "measured": {name: [asdict(measured) for measured in rounds] for name, rounds in outcome.measured.items()},
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"

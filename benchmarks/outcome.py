"""What a run finds: a row for each thing that is measured, and the measurements behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.catalogue import Figure
from benchmarks.load import Measured


@dataclass(slots=True)
class Result:
    """One row of the table. ``figure`` says the ratio the way the target does; ``missing`` says why there is none."""

    name: str
    says: str
    target: str
    figure: str = ""
    met: bool | None = None
    missing: str = ""
    note: str = ""
    ratio: float | None = None
    #: What stands beside the figure: how long a request waited, or processor time where requests are counted.
    beside: str = ""


@dataclass(slots=True)
class Outcome:
    """Everything that was found on one database."""

    vendor: str
    database: str
    corpus: dict[str, float]
    results: list[Result] = field(default_factory=list)
    #: For each subject, one measurement a round, in the order of the rounds.
    measured: dict[str, list[Measured]] = field(default_factory=dict)

    def median(self, subject: str, figure: Figure = Figure.CPU) -> Measured | None:
        rounds = sorted(self.measured.get(subject, ()), key=figure.of)
        return rounds[len(rounds) // 2] if rounds else None

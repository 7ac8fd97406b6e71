"""Measure one database: fill it, start servers, load them in turn, and put ours into proportion to its peers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import catalogue, forms, load, running, subjects
from benchmarks.catalogue import Family, Figure, Row
from benchmarks.databases import ROOT, Corpus, corpus
from benchmarks.meanwhile import MEANWHILE
from benchmarks.outcome import Outcome, Result
from benchmarks.running import NotThere, Server
from benchmarks.subjects import Asking, Client, Looked

ROUNDS = 3
#: Answers to warm up with, so that each worker has given some, and answers that a load has at least. Those that are
#: not finished when it ends are not counted, but what they cost is.
WARM_UP, LEAST_ANSWERS = 20, 60
LONGEST_SECONDS = 60
#: An answer under load may be this much shorter, on average, than those that were looked at before it.
SHORTER = 0.75
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    updates: int
    large_updates: int | None
    seconds: float
    only: frozenset[str]
    workers: int
    keep: bool
    server: str
    #: A migrated file of SQLite to start from, which only tests have.
    template: Path | None = None

    def has(self, family: Family) -> bool:
        return family.name in self.only and (not family.large or self.large_updates is not None)


def run(vendor: str, wanted: Wanted, say: Say) -> Outcome:
    """Measure everything that is wanted on ``vendor``."""
    with ExitStack() as stack:
        say(f"{vendor}: a corpus of {wanted.updates:,} updates in {len(subjects.LOCALES)} languages")
        small = stack.enter_context(corpus(vendor, wanted.updates, wanted.server, wanted.keep, say, wanted.template))
        large = None
        if wanted.large_updates is not None and any(
            family.large and wanted.has(family) for family in catalogue.FAMILIES
        ):
            say(f"{vendor}: a corpus of {wanted.large_updates:,} updates in {len(subjects.LOCALES)} languages")
            large = stack.enter_context(corpus(vendor, wanted.large_updates, wanted.server, wanted.keep, say))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        outcome = Outcome(vendor, small.describe(), _facts(small, large))
        for family in catalogue.FAMILIES:
            if wanted.has(family):
                outcome.results += Loading(small, large, wanted, folder, say, outcome).family(family)
        if "queries" in wanted.only:
            outcome.results += _queries(small, say)
        if "rebuild" in wanted.only:
            outcome.results += _rebuild(small)
        if "renderings" in wanted.only:
            outcome.results += forms.renderings(folder, say)
        if "follower" in wanted.only:
            outcome.results.append(forms.follower(small, folder, say))
        return outcome


def _facts(small: Corpus, large: Corpus | None) -> dict[str, float]:
    facts = {"representations": small.facts["representations"]}
    facts |= {f"{name} bytes": size for name, size in small.facts["bytes"].items()}
    if large:
        facts["large representations"] = large.facts["representations"]
    return facts


class Loading:
    """Loads the subjects of a family in turn, with the servers that they need."""

    def __init__(
        self, small: Corpus, large: Corpus | None, wanted: Wanted, folder: Path, say: Say, outcome: Outcome
    ) -> None:
        self.small, self.large, self.wanted, self.folder, self.say = small, large, wanted, folder, say
        self.outcome = outcome

    def family(self, family: Family) -> list[Result]:
        names = list(dict.fromkeys([*(n for row in family.rows for n in (row.ours, row.peer)), *family.beside]))
        connections = 1 if any(row.one_connection for row in family.rows) else load.CONNECTIONS
        missing: dict[str, str] = {}
        with ExitStack() as stack:
            servers: dict[tuple[str, bool], Server] = {}
            ready: dict[str, tuple[Server, Asking, Looked]] = {}
            for name in names:
                try:
                    ready[name] = self._ready(name, servers, stack)
                except NotThere as reason:
                    missing[name] = str(reason)
                    self.say(f"  {family.name}: {catalogue.SUBJECTS[name].says} is left out. {reason}")
            wanted_here = {name for row in family.rows for name in (row.ours, row.peer)} | set(family.beside)
            in_turn = [name for name in names if name in ready and name in wanted_here]
            # A peer alone says nothing.
            if any(row.ours in ready for row in family.rows):
                self._rounds(family, in_turn, ready, connections)
        return [self._result(row, missing, ready) for row in family.rows]

    def _ready(
        self, name: str, servers: dict[tuple[str, bool], Server], stack: ExitStack
    ) -> tuple[Server, Asking, Looked]:
        """Start what the subject needs, look at its answers, and return it with what was seen."""
        subject = catalogue.SUBJECTS[name]
        of = self.large if subject.large else self.small
        assert of is not None
        server = self._server(subject.server, subject.large, servers, stack)
        client = Client(server)
        asking = subjects.ASKINGS[subject.asks](of.facts, client)
        looked = subjects.verify(asking, client)
        client.close()
        return server, asking, looked

    def _server(self, name: str, large: bool, servers: dict[tuple[str, bool], Server], stack: ExitStack) -> Server:
        if (name, large) not in servers:
            servers[name, large] = stack.enter_context(self._start(name, large, servers, stack))
        return servers[name, large]

    @contextmanager
    def _start(
        self, name: str, large: bool, servers: dict[tuple[str, bool], Server], stack: ExitStack
    ) -> Iterator[Server]:
        of = self.large if large else self.small
        assert of is not None
        size = round(of.facts["bytes"]["median"])
        if name == "bare":
            with running.bare(self.folder, self.wanted.workers, size) as server:
                yield server
        elif name == "nginx":
            with running.nginx(self.folder, self.wanted.workers, of.facts["example"].encode()) as server:
                yield server
        elif name == "varnish":
            behind = self._server("ours-as-deployed", large, servers, stack)
            with running.varnish(self.folder, behind) as server:
                yield server
        else:
            with running.django(name, of, self.folder, self.wanted.workers, size) as server:
                yield server

    def _rounds(
        self,
        family: Family,
        names: Sequence[str],
        ready: dict[str, tuple[Server, Asking, Looked]],
        connections: int,
    ) -> None:
        for name in names:
            server, asking, looked = ready[name]
            seconds = self._seconds(looked, WARM_UP, least=min(self.wanted.seconds, 1))
            asked = load.measure(server, asking.requests, seconds, self.folder, connections).requests
            while self.wanted.seconds >= 1 and asked < catalogue.SUBJECTS[name].passes * len(asking.requests):
                asked += load.measure(server, asking.requests, seconds, self.folder, connections).requests
        self.outcome.measured |= {name: [] for name in names}
        for turn in range(1, ROUNDS + 1):
            for name in names:
                server, asking, looked = ready[name]
                seconds = self._seconds(looked, LEAST_ANSWERS, least=self.wanted.seconds)
                with MEANWHILE[catalogue.SUBJECTS[name].meanwhile](server, asking.requests):
                    measured = load.measure(server, asking.requests, seconds, self.folder, connections)
                if measured.bytes_a_request < SHORTER * looked.size:
                    raise RuntimeError(
                        f"Under load, an answer of “{name}” had {measured.bytes_a_request:.0f} bytes on average, "
                        f"and {looked.size:.0f} before it."
                    )
                self.outcome.measured[name].append(measured)
                self.say(
                    f"  {family.name}, round {turn} of {ROUNDS}: {catalogue.SUBJECTS[name].says}: "
                    f"{measured.cpu_ms:.3f} ms, {measured.requests_a_second:,.0f}/s"
                )

    def _seconds(self, looked: Looked, answers: int, least: float) -> float:
        """Return how long a load takes to give so many answers; at least as long as was asked for."""
        if self.wanted.seconds < 1:
            return least
        return min(max(least, answers * looked.seconds / self.wanted.workers), LONGEST_SECONDS)

    def _result(self, row: Row, missing: dict[str, str], ready: dict[str, tuple[Server, Asking, Looked]]) -> Result:
        vendor = self.outcome.vendor
        result = Result(row.name, row.says, _target(row, vendor))
        ours, peer = self.outcome.median(row.ours, row.figure), self.outcome.median(row.peer, row.figure)
        if ours is None or peer is None:
            result.missing = missing.get(row.ours) or missing.get(row.peer, "")
            return result
        if not ours.cpu_ms or not peer.cpu_ms:
            result.missing = "The load was too short for the clock of the processor."
            return result
        ratio = row.figure.of(ours) / row.figure.of(peer)
        result.ratio, result.figure = ratio, _in_words(ratio, row.limit(vendor))
        result.note = ready[row.ours][1].note
        # Another page than the one that the target names does not tell whether it is met.
        result.met = None if result.note else row.met(ratio, vendor)
        if row.one_connection:
            result.beside = f"waited {ours.p50_ms / peer.p50_ms:.2f} × as long"
        if row.figure is Figure.REQUESTS:
            result.beside = f"{ours.cpu_ms / peer.cpu_ms:.2f} × the CPU"
        return result


def _target(row: Row, vendor: str) -> str:
    sign = "≤" if row.at_least is None else "≥"
    return f"{sign} {_in_words(row.limit(vendor), row.limit(vendor))} ({row.figure})"


def _in_words(ratio: float, limit: float) -> str:
    """Say a ratio the way its target is said: as 1/35 where that is far below one."""
    if limit >= 0.5:
        return f"{ratio:.2f} ×"
    parts = 1 / ratio
    return f"1/{parts:.0f}" if parts >= 20 else f"1/{parts:.1f}"


def _queries(of: Corpus, say: Say) -> list[Result]:
    """Count the queries of one answer of each kind, in a process with our settings."""
    say("  queries")
    command = [sys.executable, "-m", "benchmarks.queries", *catalogue.QUERIES]
    environment = running.environment("ours", of)
    facts = json.dumps({**of.facts, "pages": of.facts["pages"][:1]})
    found = subprocess.run(  # noqa: S603 - a command of ours, without a shell
        command, env=environment, cwd=ROOT, input=facts, capture_output=True, text=True, check=False
    )
    if found.returncode:
        raise RuntimeError(f"Queries could not be counted: {found.stderr[-2000:]}")
    counted = json.loads(found.stdout)
    return [
        Result(
            f"queries-{name}",
            f"queries of one answer: {name.replace('_', ' ')}",
            f"≤ {most}",
            figure=str(counted[name]),
            met=counted[name] <= most,
            ratio=float(counted[name]),
        )
        for name, most in catalogue.QUERIES.items()
    ]


def _rebuild(of: Corpus) -> list[Result]:
    speed = Result("rebuild", "rebuild, representations a second of processor time", f"≥ {catalogue.REBUILT_A_SECOND}")
    memory = Result(
        "rebuild-memory", "rebuild, memory at the end against the beginning", f"≤ {catalogue.MEMORY_GROWTH} ×"
    )
    if of.rebuild is None:
        speed.missing = memory.missing = "The representations of so large a corpus are copies; run with fewer updates."
        return [speed, memory]
    speed.ratio = of.facts["representations"] / of.rebuild.cpu_seconds
    speed.figure, speed.met = f"{speed.ratio:.0f}", speed.ratio >= catalogue.REBUILT_A_SECOND
    memory.ratio = of.rebuild.last_quarter_bytes / of.rebuild.first_quarter_bytes
    memory.figure, memory.met = f"{memory.ratio:.2f} ×", memory.ratio <= catalogue.MEMORY_GROWTH
    memory.note = f"{of.rebuild.last_quarter_bytes / 2**20:.0f} MiB at the end"
    return [speed, memory]

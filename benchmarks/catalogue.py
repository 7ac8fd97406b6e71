"""What is measured, and what is asked of it. Each row compares two subjects of one run, ours first.

Where a row says “time”, it is judged like the others by processor time a request, and the time that a single
connection waited stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.load import Measured


class Figure(StrEnum):
    """What of the two subjects is put in proportion."""

    CPU = "CPU ms a request"
    REQUESTS = "requests/s"

    def of(self, measured: Measured) -> float:
        return measured.cpu_ms if self is Figure.CPU else measured.requests_a_second


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be loaded: which requests (``benchmarks.subjects``) to which server, on which corpus.

    ``meanwhile`` names what goes on during the load (``benchmarks.meanwhile``). ``passes`` is how often each address is
    asked before it, for one that is quick because it was asked before; several times, so that every worker was.
    """

    says: str
    asks: str
    server: str
    large: bool = False
    meanwhile: str = ""
    passes: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """``ours`` divided by ``peer`` must not exceed ``at_most``, or must reach ``at_least``.

    ``at_most`` may depend on the database. ``one_connection`` loads with one connection in place of several.
    """

    name: str
    says: str
    ours: str
    peer: str
    at_most: float | Mapping[str, float] | None = None
    at_least: float | None = None
    figure: Figure = Figure.CPU
    one_connection: bool = False

    def limit(self, vendor: str) -> float:
        limit = self.at_least if self.at_most is None else self.at_most
        if isinstance(limit, Mapping):
            return limit[vendor]
        assert limit is not None
        return limit

    def met(self, ratio: float, vendor: str) -> bool:
        return ratio <= self.limit(vendor) if self.at_least is None else ratio >= self.limit(vendor)


@dataclass(frozen=True, slots=True)
class Family:
    """Rows whose subjects are loaded in turn, A B A B; ``beside`` are loaded with them to put them into proportion."""

    name: str
    rows: tuple[Row, ...]
    beside: tuple[str, ...] = ()

    @property
    def large(self) -> bool:
        return any(SUBJECTS[name].large for row in self.rows for name in (row.ours, row.peer))


SUBJECTS: Mapping[str, Subject] = {
    "detail": Subject("our detail", "detail", "ours"),
    "detail, as deployed": Subject("our detail, all middleware of delivery", "detail", "ours-as-deployed"),
    "304": Subject("our detail, nothing new (304)", "conditional", "ours"),
    "cached detail": Subject("our detail with the delivery cache", "cached_detail", "ours-cached", passes=6),
    "cached detail, written": Subject(
        "the same, while something is written", "cached_detail", "ours-cached", meanwhile="writing"
    ),
    "one row": Subject("Django view of one stored row", "one_row", "one-row"),
    "v2 detail": Subject("stock v2 detail", "v2_detail", "stock"),
    "v3 detail": Subject("stock v3 detail", "v3_detail", "stock"),
    "constant": Subject("constant Django view", "constant", "constant"),
    "bare": Subject("constant WSGI application", "bare", "bare"),
    "nginx": Subject("nginx, static file", "static", "nginx"),
    "list": Subject("our list of 20 full items", "listing", "ours"),
    "v2 list": Subject("stock v2 list of 20, fields=*", "v2_list", "stock"),
    "v3 list": Subject("stock v3 list of 20", "v3_list", "stock"),
    "filter": Subject("our list of 20 by topic", "filtered", "ours"),
    "first page": Subject("our first page", "first_page", "ours"),
    "deep page": Subject("our page 1,000", "deep_page", "ours"),
    "v2 first page": Subject("stock v2 first page", "v2_first_page", "stock"),
    "v2 deep page": Subject("stock v2 page 1,000, by offset", "v2_deep_page", "stock"),
    "search": Subject("our search, 20 items", "search", "ours"),
    "common search": Subject("our search for a word that all updates have", "common_search", "ours"),
    "v2 search": Subject("stock v2 search, 20 items", "v2_search", "stock"),
    "large detail": Subject("our detail, large", "detail", "ours", large=True),
    "large list": Subject("our list of 20, large", "listing", "ours", large=True),
    "large filter": Subject("our list of 20 by topic, large", "filtered", "ours", large=True),
    "large search": Subject("our search, large", "search", "ours", large=True),
    "varnish": Subject(
        "our detail behind Varnish, purged all the while", "zipped_detail", "varnish", meanwhile="purging"
    ),
    "zipped nginx": Subject("nginx, static file, compressed before", "zipped_static", "nginx"),
    "varnish, not compressed": Subject("the same for a reader without gzip", "detail", "varnish", meanwhile="purging"),
}

FAMILIES: tuple[Family, ...] = (
    Family(
        "detail",
        (
            Row("detail-v2", "detail against stock v2", "detail", "v2 detail", at_most=1 / 35),
            Row("detail-one-row", "detail against one stored row", "detail", "one row", at_most=1.25),
            Row("conditional", "conditional detail (304) against one stored row", "304", "one row", at_most=1.0),
            Row(
                "cached", "detail with the delivery cache against stock v2", "cached detail", "v2 detail", at_most=0.01
            ),
        ),
        beside=("cached detail, written", "detail, as deployed", "v3 detail", "constant", "bare", "nginx"),
    ),
    Family(
        "list",
        (Row("list", "list of 20 full items against stock v2, fields=*", "list", "v2 list", at_most=1 / 25),),
        beside=("v3 list", "filter"),
    ),
    Family(
        "cursor",
        (
            Row(
                "cursor",
                "cursor page 1,000 against page 1 (time)",
                "deep page",
                "first page",
                at_most=1.2,
                one_connection=True,
            ),
        ),
        beside=("v2 first page", "v2 deep page"),
    ),
    Family(
        "search",
        (
            Row(
                "search",
                "search, 20 items, against stock v2 search",
                "search",
                "v2 search",
                at_most={"postgresql": 1 / 15, "sqlite": 1 / 50},
            ),
        ),
        beside=("common search",),
    ),
    Family(
        "large",
        tuple(
            Row(
                f"large-{name}",
                f"{name}, large corpus against small (time)",
                f"large {name}",
                name,
                at_most=1.3,
                one_connection=True,
            )
            for name in ("detail", "list", "filter", "search")
        ),
    ),
    Family(
        "varnish",
        (
            Row(
                "varnish",
                "behind Varnish, with purges, against nginx with a static file",
                "varnish",
                "zipped nginx",
                at_least=0.8,
                figure=Figure.REQUESTS,
            ),
        ),
        beside=("varnish, not compressed", "nginx"),
    ),
)

#: Queries of one answer, by what is asked (``benchmarks.subjects``), and how many at most.
QUERIES: Mapping[str, int] = {"detail": 1, "conditional": 1, "listing": 1, "listing_with_total": 2}

#: Rebuilding: representations a second of processor time, and how much more memory at the end than at the beginning.
REBUILT_A_SECOND = 150
MEMORY_GROWTH = 1.1
#: Forms: CPU milliseconds of making one, as the median of the updates of the demo.
RENDERED_MS: Mapping[str, float] = {
    "html": 5,
    "text": 5,
    "markdown": 5,
    "speech": 5,
    "jsonld": 5,
    "pdf": 60,
    "epub": 40,
}
#: Names for ``--only`` that are not families.
OTHERS = ("queries", "rebuild", "renderings", "follower")
NAMES = (*(family.name for family in FAMILIES), *OTHERS)
#: Names for ``--only`` that stand for several: what answers over HTTP, and what no database makes a difference to.
GROUPS: Mapping[str, frozenset[str]] = {
    "api": frozenset(NAMES) - {"renderings", "follower"},
    "forms": frozenset({"renderings", "follower"}),
}

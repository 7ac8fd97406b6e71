"""The benchmarks can be run, say what they found, and do not take a wrong answer for a fast one."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.db import connection

from benchmarks import catalogue, chart, renderings, report, subjects
from benchmarks.catalogue import Family, Figure, Row
from benchmarks.corpus import words
from benchmarks.forms import rendered
from benchmarks.outcome import Result
from benchmarks.run import Wanted, run
from benchmarks.subjects import Answer
from research.models import Representation
from research.renderings.forms import FORMS
from tests.factories import ResearchUpdateFactory, Tree

ROWS = [row for family in catalogue.FAMILIES for row in family.rows]


@pytest.mark.parametrize("family", catalogue.FAMILIES, ids=lambda family: family.name)
def test_each_row_compares_subjects_that_can_be_asked(family: Family) -> None:
    for name in (*(name for row in family.rows for name in (row.ours, row.peer)), *family.beside):
        assert catalogue.SUBJECTS[name].asks in subjects.ASKINGS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_row_has_one_target(row: Row) -> None:
    assert (row.at_most is None) != (row.at_least is None)
    for vendor in ("sqlite", "postgresql"):
        assert row.met(row.limit(vendor), vendor)


def test_a_row_with_a_least_is_missed_below_it() -> None:
    row = Row("x", "x", "varnish", "nginx", at_least=0.8, figure=Figure.REQUESTS)
    assert not row.met(0.79, "sqlite")


def test_updates_side_by_side_share_a_name_and_others_do_not() -> None:
    assert len({words.name(number) for number in range(25)}) == 1
    assert len({words.name(number) for number in range(0, 500_000, 25)}) == 20_000


class Canned:
    """Answers what it was given."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def get(self, request: object) -> Answer:
        return self._answer


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b'{"items": []}'), (200, b'{"items": [{"title": "no blocks"}]}'), (404, b"{}"), (500, b"")],
)
def test_an_answer_that_is_not_the_right_one_stops_the_run(status: int, body: bytes) -> None:
    facts = {"representations": 5}
    client = Canned(Answer(status, {}, body))
    with pytest.raises(RuntimeError, match="/api/research/v1/updates/"):
        subjects.verify(subjects.listing(facts, client), client)


def test_what_is_not_there_is_said_and_not_counted_as_met() -> None:
    table = report.table([Result("search", "search", "≤ 1/15 (CPU ms a request)", missing="There is no search yet.")])
    assert "| not there: There is no search yet. | – |" in table


def test_the_chart_says_in_words_what_it_shows() -> None:
    root = ElementTree.fromstring(chart.draw([chart.Bar("our <detail>", 0.5, True), chart.Bar("v2", 17, False)], "X"))
    assert root.get("role") == "img"
    said = {element.tag.rpartition("}")[2]: element.text or "" for element in root}
    assert said["title"] == "Processor time of one request on X"
    assert "our <detail>: 0.5 ms; v2: 17 ms" in said["desc"]


def test_a_tiny_run_measures_and_reports(real_commits: None, tmp_path: Path) -> None:
    wanted = Wanted(
        updates=8,
        large_updates=None,
        seconds=0.05,
        only=frozenset({"list", "rebuild", "follower"}),
        workers=1,
        keep=False,
        server="",
        template=_tables(tmp_path) if connection.vendor == "sqlite" else None,
    )
    said: list[str] = []
    outcome = run("sqlite", wanted, said.append)

    assert {result.name for result in outcome.results} == {"list", "rebuild", "rebuild-memory", "follower"}
    for name in ("list", "v2 list", "v3 list", "filter"):
        assert len(outcome.measured[name]) == 3
        assert all(measured.requests for measured in outcome.measured[name])

    table = report.write(outcome, wanted, date(2026, 11, 25), tmp_path / "results")
    assert table.name == "2026-11-25-sqlite-8-follower-list-rebuild.md"
    text = table.read_text()
    assert "| list of 20 full items against stock v2, fields=* | ≤ 1/25 (CPU ms a request) |" in text
    figures = json.loads(table.with_suffix(".json").read_text())
    assert figures["corpus"]["representations"] == 40
    for file in table.parent.iterdir():
        assert str(tmp_path) not in file.read_text()


def test_every_form_is_measured_and_the_large_update_has_fifty_findings(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    body = Representation.objects.get(page=page).body

    assert renderings.with_findings(body, 50).count('"finding"') == 50
    found = renderings.measure([body], repeats=1)
    assert [made.form for made in found] == list(renderings.MEASURED)
    assert set(renderings.MEASURED) == set(FORMS) - {"easy", "audio"}
    assert set(catalogue.RENDERED_MS) <= set(FORMS)
    for made in found:
        assert made.form == "embed" or made.large_size > made.size > 1000
    assert {row.name for row in rendered(found)} == {f"rendering-{form}" for form in catalogue.RENDERED_MS}


def _tables(folder: Path) -> Path:
    """Return a copy of the test database, which has all tables: migrating takes longer than the rest."""
    with sqlite3.connect(folder / "tables.sqlite3") as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return folder / "tables.sqlite3"

"""All rules together: a good update has no problem, and a problem names its place."""

from __future__ import annotations

from dataclasses import replace

from research.domain.problems import Problem, Severity, errors
from research.domain.publishability import problems
from tests.domain.good_update import LIMITS, finding, study, update


def test_good_update_has_no_problem_at_all() -> None:
    assert problems(update(), LIMITS) == []


def test_problem_of_a_finding_names_the_block_and_its_number() -> None:
    second = finding(id="f2", caveats=())

    (problem,) = errors(problems(update(study(), finding(), second), LIMITS))

    assert problem.path == ("body", "f2", "caveats")
    assert problem.params["number"] == 2
    assert problem.severity is Severity.ERROR


def test_path_under_a_prefix_keeps_everything_else() -> None:
    problem = Problem("harms-not-stated", ("x",), Severity.WARNING, params={"title": "T"})

    assert problem.under("body") == replace(problem, path=("body", "x"))

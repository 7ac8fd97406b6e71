"""Every code has its words: problems a message, codes a label, findings a sentence."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from django.utils import translation

import research
from research import sentences, vocabularies
from research.domain import codes
from research.domain.codes import CaveatKind, Certainty, Direction, PopulationKind, Size, Species, TimeUnit
from research.domain.finding import Caveat, Finding
from research.domain.problems import Problem
from research.domain.study import Duration
from research.messages import MESSAGES, message

ROOT = Path(research.__file__).parent
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
ENUMS = [e for e in vars(codes).values() if isinstance(e, type) and issubclass(e, StrEnum) and e is not StrEnum]


def _calls(name: str) -> Iterator[ast.Call]:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                yield node


def _strings() -> set[str]:
    return {
        node.value
        for path in ROOT.rglob("*.py")
        if path.name != "messages.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEBAB.fullmatch(node.value)
    }


def _codes_in_use() -> set[str]:
    """Codes that are given to ``Problem(...)`` as they stand, and the ``code`` of each quality check."""
    used = {
        call.args[0].value
        for call in _calls("Problem")
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    for path in (ROOT / "domain" / "translation_quality").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(code))) if "code" in name:
                    used.add(code)
    return used


def test_every_problem_that_the_code_knows_has_a_message() -> None:
    assert sorted(_codes_in_use() - set(MESSAGES)) == []


def test_every_message_is_of_a_problem_that_the_code_knows() -> None:
    assert sorted(set(MESSAGES) - _strings()) == []


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_message_without_figures_is_still_a_whole_sentence(code: str) -> None:
    said = message(Problem(code))

    assert said[0].isupper() or said[0] in "“"
    assert said.rstrip("”")[-1] in ".?"
    assert "%(" not in said


@pytest.mark.parametrize("enum", ENUMS, ids=lambda e: e.__name__)
def test_every_member_of_a_closed_vocabulary_has_a_label(enum: type[StrEnum]) -> None:
    assert sorted(set(enum) - set(vocabularies.LABELS[enum])) == []


def test_no_label_is_missing() -> None:
    assert list(vocabularies.missing_labels()) == []


@pytest.mark.parametrize("enum", ENUMS, ids=lambda e: e.__name__)
def test_labels_of_one_vocabulary_can_be_told_apart(enum: type[StrEnum]) -> None:
    labels = list(vocabularies.LABELS[enum].values())

    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("certainty", "direction", "size"), [*itertools.product(Certainty, Direction, Size)])
def test_every_certainty_direction_and_size_has_a_sentence(
    certainty: Certainty, direction: Direction, size: Size
) -> None:
    finding = Finding("f", outcome="Walking", certainty=certainty, direction=direction, size=size)

    said = sentences.effect_sentence(finding, "en")

    assert said is not None
    assert said.text.startswith("“Walking”: ")
    assert said.text.endswith(".")


def test_lower_certainty_never_has_the_sentence_of_a_higher_one() -> None:
    frames = {
        certainty: {sentences._effect_frame(Finding("f", outcome="x", certainty=certainty, direction=d, size=s))
                    for d in (Direction.BETTER, Direction.WORSE, Direction.NO_DIFFERENCE) for s in Size}
        for certainty in Certainty
    }  # fmt: skip

    for one, other in itertools.combinations(Certainty, 2):
        assert not frames[one] & frames[other], (one, other)


@pytest.mark.parametrize("kind", CaveatKind)
@pytest.mark.parametrize("n", [None, 0, 1, 20])
def test_every_kind_of_caveat_has_a_sentence(kind: CaveatKind, n: int | None) -> None:
    said = sentences.caveat_sentence(Caveat("c", kind, n=n), "en")

    assert said.text.endswith(".")
    assert "%" not in said.text


@pytest.mark.parametrize("species", [None, *Species])
def test_finding_in_animals_always_says_so_first(species: Species | None) -> None:
    (said,) = sentences.before_statement(Finding("f", population_kind=PopulationKind.ANIMALS, species=species), "en")

    assert said.text.endswith("not in people.")


@pytest.mark.parametrize("kind", PopulationKind)
def test_only_a_finding_in_people_needs_no_lead_in(kind: PopulationKind) -> None:
    said = sentences.before_statement(Finding("f", population_kind=kind), "en")

    assert bool(said) is (kind is not PopulationKind.PEOPLE)


@pytest.mark.parametrize(
    ("language", "value", "unit", "said", "spoken"),
    [
        ("en", "1", TimeUnit.YEARS, "1 year", "en"),
        ("en", "1.5", TimeUnit.MONTHS, "1.5 months", "en"),
        ("es", "2", TimeUnit.WEEKS, "2 semanas", "es"),
        ("fr", "1.5", TimeUnit.YEARS, "1,5 an", "fr"),
        ("de", "1.5", TimeUnit.YEARS, "1,5 Jahre", "de"),
        ("ar", "2", TimeUnit.YEARS, "سنتان", "ar"),
        ("ar", "12", TimeUnit.MONTHS, "12 شهرًا", "ar"),
        ("cy", "1.5", TimeUnit.YEARS, "1.5 years", "en"),
    ],
)
def test_length_of_time_is_said_with_the_plural_of_its_language(
    language: str, value: str, unit: TimeUnit, said: str, spoken: str
) -> None:
    found = sentences.duration_said(Duration(Decimal(value), unit), language)

    assert (found.text, found.language) == (said, spoken)


@pytest.mark.parametrize(("reader", "named"), [("en", ("German", "English")), ("de", ("Deutsch", "Englisch"))])
def test_problem_names_languages_in_the_language_of_who_reads_it(reader: str, named: tuple[str, str]) -> None:
    with translation.override(reader):
        said = message(Problem("update-in-other-language", params={"language": "de", "page": "en"}))

    assert all(name in said for name in named)

"""Words that promise (R9), words that are too strong (R16), and sentences that are too long (R17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from research.domain.codes import Certainty
from research.domain.problems import errors
from research.domain.publishability import problems
from research.domain.update import Update
from tests.domain.good_update import LIMITS, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R16: proves": (
        update(study(), finding(statement="The trial proves that the cells do nothing.")),
        ["wording-too-strong"],
    ),
    "R16: does not prove": (update(study(), finding(statement="This does not prove anything.")), []),
    "R16: cures, in the title": (update(title="Salt water cures MS"), ["wording-too-strong"]),
    "R16: proves, with high certainty": (
        update(
            study(),
            finding(statement="This proves it.", certainty=Certainty.HIGH, certainty_by="A. Rater"),
        ),
        [],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


WARNINGS: dict[str, tuple[Update, str]] = {
    "R9: a breakthrough": (update(title="A breakthrough with cells"), "promotional-word"),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)


LONG = " ".join(["people"] * 45) + "."


def test_r17_long_sentence_is_told_and_stops_nobody() -> None:
    assert "long-sentence" in found(update(study(), finding(statement=LONG)), only_errors=False)
    assert found(update(study(), finding(statement=LONG))) == []


def test_r17_long_sentence_stops_publication_where_the_site_is_strict() -> None:
    strict = replace(LIMITS, strict_readability=True)

    stopped = errors(problems(update(study(), finding(statement=LONG)), strict))

    assert "long-sentence" in [p.code for p in stopped]


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("es", "El estudio demuestra que las células ayudan."),
        ("fr", "L’étude prouve que les cellules aident."),
        ("de", "Die Studie beweist, dass die Zellen helfen."),
        ("ar", "الدراسة تثبت أن الخلايا تساعد."),
    ],
)
def test_r16_strong_word_is_found_in_each_language(language: str, statement: str) -> None:
    spoken = replace(update(study(), finding(statement=statement)), language=language)

    assert found(spoken) == ["wording-too-strong"]

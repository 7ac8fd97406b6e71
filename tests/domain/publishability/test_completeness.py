"""What an update cannot do without, and what its readers would miss."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.update import Figure, KeyMessage, Update
from tests.domain.good_update import caveat, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "no key message": (update(summary=()), ["update-without-summary"]),
    "an empty key message": (update(summary=(KeyMessage("m1", ""),)), ["update-without-summary"]),
    "four key messages": (
        update(summary=tuple(KeyMessage(f"m{n}", "About the same.") for n in range(4))),
        ["too-many-key-messages"],
    ),
    "a finding that says nothing": (update(study(), finding(statement="")), ["finding-without-statement"]),
    "a finding in nobody": (update(study(), finding(population_kind=None)), ["finding-without-population"]),
    "a study without a title": (update(study(title_plain=""), finding()), ["study-without-title"]),
    "a study of no kind": (update(study(design=None), finding()), ["study-without-design"]),
    "decoration with a description": (
        update(study(), finding(), Figure("g1", image_id=1, decorative=True, alt="A nerve")),
        ["decorative-with-description"],
    ),
    "a caveat about a study that is not there": (
        update(study(), finding(), caveat(applies_to=("other",))),
        ["caveat-applies-to-nothing"],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


WARNINGS: dict[str, tuple[Update, str]] = {
    "a study of nobody": (update(study(population=""), finding()), "study-without-population"),
    "no finding": (update(study()), "update-without-finding"),
    "eight findings": (update(study(), *(finding(id=f"f{n}") for n in range(8))), "too-many-findings"),
    "no date of the evidence": (update(evidence_current_to=None), "evidence-date-missing"),
    "a key message of 21 words": (
        update(summary=(KeyMessage("m1", " ".join(["word"] * 21)),)),
        "key-message-too-long",
    ),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)

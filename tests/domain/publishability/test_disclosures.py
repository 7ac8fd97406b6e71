"""Who may gain from it has been asked, and is told (R8)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.codes import DisclosureKind, SourceKind
from research.domain.update import Disclosure, SourceDocument, Update
from tests.domain.good_update import found, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R8: nobody was asked": (update(disclosures=()), ["disclosures-missing"]),
    "R8: none declared by nobody": (
        update(disclosures=(Disclosure(DisclosureKind.NONE, id="d1"),)),
        ["none-declared-incomplete"],
    ),
    "R8: none declared at no time": (
        update(disclosures=(Disclosure(DisclosureKind.NONE, who="The authors", id="d1"),)),
        ["none-declared-incomplete"],
    ),
    "R8: somebody has something": (
        update(disclosures=(Disclosure(DisclosureKind.PATENT, id="d1"),)),
        ["disclosure-unexplained"],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


WARNINGS: dict[str, tuple[Update, str]] = {
    "R8: an advertisement, and nobody gains": (
        update(source_documents=(SourceDocument(SourceKind.CLINIC_POST, promotional=True, id="q1"),)),
        "promotional-without-disclosure",
    ),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)

"""A status of the paper comes with the notice of its journal (R10)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.codes import NoticeKind, PublicationStatus
from research.domain.study import Notice
from research.domain.update import Update
from tests.domain.good_update import TODAY, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R10: retracted without a notice": (
        update(study(publication_status=PublicationStatus.RETRACTED), finding()),
        ["status-without-notice"],
    ),
    "R10: retracted with its notice": (
        update(
            study(
                publication_status=PublicationStatus.RETRACTED,
                notices=(Notice(NoticeKind.RETRACTION, on=TODAY),),
            ),
            finding(),
        ),
        [],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


WARNINGS: dict[str, tuple[Update, str]] = {
    "R10: a notice of nothing": (
        update(study(notices=(Notice(NoticeKind.ERRATUM, on=TODAY),)), finding()),
        "notice-without-status",
    ),
    "R10: corrected without a notice": (
        update(study(publication_status=PublicationStatus.CORRECTED), finding()),
        "status-without-notice",
    ),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)

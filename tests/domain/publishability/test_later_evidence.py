"""Later evidence is where the finding says it is (R13)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.codes import EvidenceRelation
from research.domain.finding import LaterEvidence
from research.domain.update import Update
from tests.domain.good_update import finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R13: later evidence that is nowhere": (
        update(study(), finding(later_evidence=(LaterEvidence(EvidenceRelation.CONTRADICTS, id="l1"),))),
        ["later-evidence-missing"],
    ),
    "R13: a later study that is not there": (
        update(
            study(),
            finding(later_evidence=(LaterEvidence(EvidenceRelation.SUPERSEDES, id="l1", study_ref="other"),)),
        ),
        ["later-evidence-unknown-study"],
    ),
    "R13: later than itself": (
        update(
            study(),
            finding(later_evidence=(LaterEvidence(EvidenceRelation.SUPPORTS, id="l1", update_key=update().key),)),
        ),
        ["later-evidence-is-itself"],
    ),
    "R13: another update": (
        update(
            study(),
            finding(later_evidence=(LaterEvidence(EvidenceRelation.SUPPORTS, id="l1", update_key="another"),)),
        ),
        [],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)

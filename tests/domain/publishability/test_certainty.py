"""Certainty is rated by somebody, and no higher than the study allows (R7)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.codes import CaveatKind, Certainty, PeerReview, PopulationKind, Species, StudyDesign
from research.domain.update import Update
from tests.domain.good_update import caveat, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R7: sure, says nobody": (update(study(), finding(certainty=Certainty.HIGH)), ["certainty-without-rater"]),
    "R7: sure, says somebody": (
        update(study(), finding(certainty=Certainty.MODERATE, certainty_by="A. Rater")),
        [],
    ),
    "R7: low from one arm": (
        update(
            study(design=StudyDesign.SINGLE_ARM_TRIAL),
            finding(certainty=Certainty.LOW, caveats=(caveat(CaveatKind.NO_CONTROL_GROUP),)),
        ),
        ["certainty-too-high"],
    ),
    "R7: low from a preprint": (
        update(
            study(peer_review=PeerReview.PREPRINT),
            finding(certainty=Certainty.LOW, caveats=(caveat(CaveatKind.PREPRINT),)),
        ),
        ["certainty-too-high"],
    ),
    "R7: low from mice": (
        update(
            study(design=StudyDesign.LAB_ANIMAL),
            finding(
                population_kind=PopulationKind.ANIMALS,
                species=Species.MICE,
                certainty=Certainty.LOW,
                caveats=(caveat(CaveatKind.ANIMAL_ONLY),),
            ),
        ),
        ["certainty-too-high"],
    ),
    "R7: very low from one arm": (
        update(
            study(design=StudyDesign.SINGLE_ARM_TRIAL),
            finding(certainty=Certainty.VERY_LOW, caveats=(caveat(CaveatKind.NO_CONTROL_GROUP),)),
        ),
        [],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)

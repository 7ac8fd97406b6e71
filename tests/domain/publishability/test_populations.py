"""Findings in animals and cells say so (R3)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.codes import CaveatKind, PopulationKind, Species, StudyDesign
from research.domain.update import Update
from tests.domain.good_update import REASON, caveat, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "R3: animals without species and caveat": (
        update(study(), finding(population_kind=PopulationKind.ANIMALS)),
        ["animal-finding-without-caveat", "animal-finding-without-species"],
    ),
    "R3: animals that are said to be": (
        update(
            study(design=StudyDesign.LAB_ANIMAL),
            finding(
                population_kind=PopulationKind.ANIMALS,
                species=Species.MICE,
                caveats=(caveat(CaveatKind.ANIMAL_ONLY),),
            ),
        ),
        [],
    ),
    "R3: cells without their caveat": (
        update(study(), finding(population_kind=PopulationKind.CELLS)),
        ["cell-finding-without-caveat"],
    ),
    "R3: cells that a reason for no caveat cannot excuse": (
        update(
            study(),
            finding(
                population_kind=PopulationKind.CELLS,
                caveats=(),
                no_caveat_reason=REASON,
                no_caveat_approved_by="B. Second",
            ),
        ),
        ["laboratory-finding-without-caveat"],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)

"""Every block has an id of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from research.domain.update import Update
from tests.domain.good_update import caveat, finding, found, study, update

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    "two blocks with one id": (update(study(), finding(), finding(statement="Another.")), ["block-id-repeated"]),
    "two caveats with one id": (update(study(), finding(caveats=(caveat(), caveat()))), ["block-id-repeated"]),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)

"""A result in animals or cells is told as one (R3)."""

from __future__ import annotations

from research.domain.codes import CaveatKind, PopulationKind
from research.domain.problems import Problem
from research.domain.publishability.limits import Limits
from research.domain.update import Update


def laboratory_findings(update: Update, limits: Limits) -> list[Problem]:
    """R3: the fitting caveat is there and the species is named.

    The lead-in sentence (“This was seen in mice, not in people.”) is not asked of the editor:
    ``research.sentences`` puts it before the statement in every output.
    """
    found = []
    for number, finding in enumerate(update.findings, start=1):
        params = {"number": number, "statement": finding.statement}
        at = ("body", finding.id)
        if finding.population_kind is PopulationKind.ANIMALS:
            if finding.species is None:
                found.append(Problem("animal-finding-without-species", (*at, "species"), params=params))
            if finding.caveats and not finding.has_caveat(CaveatKind.ANIMAL_ONLY):
                found.append(Problem("animal-finding-without-caveat", (*at, "caveats"), params=params))
        if (
            finding.population_kind is PopulationKind.CELLS
            and finding.caveats
            and not finding.has_caveat(CaveatKind.CELLS_ONLY)
        ):
            found.append(Problem("cell-finding-without-caveat", (*at, "caveats"), params=params))
        in_laboratory = finding.population_kind in (PopulationKind.ANIMALS, PopulationKind.CELLS)
        if in_laboratory and not finding.caveats and finding.no_caveat_reason:
            # Such a reason is never enough here. Without one, R2 has said already that a caveat is missing.
            found.append(Problem("laboratory-finding-without-caveat", (*at, "caveats"), params=params))
    return found

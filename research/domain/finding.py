"""A finding as the rules see it, with the caveats, counts and later evidence that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from research.domain.codes import (
    OVERTAKING_RELATIONS,
    CaveatKind,
    CaveatSeverity,
    Certainty,
    Direction,
    EffectMeasure,
    EvidenceRelation,
    OutcomeRole,
    PopulationKind,
    Size,
    Species,
)
from research.domain.study import Duration


@dataclass(frozen=True, slots=True)
class Caveat:
    id: str
    kind: CaveatKind
    detail: str = ""
    severity: CaveatSeverity = CaveatSeverity.CAUTION
    #: A number that the generated sentence speaks of, such as the 20 people of a small study.
    n: int | None = None
    #: Only for a caveat that stands beside the findings: study refs, or ``page``.
    applies_to: tuple[str, ...] = ()
    #: The same in easy words, one sentence a line (``research.domain.easy_read``).
    easy_read: str = ""


@dataclass(frozen=True, slots=True)
class Arm:
    """Counts of one group, entered by a person and never worked out from a percentage (R6)."""

    id: str
    label: str = ""
    with_event: int | None = None
    out_of: int | None = None
    time: Duration | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    measure: EffectMeasure
    value: Decimal | None = None
    ci_low: Decimal | None = None
    ci_high: Decimal | None = None
    p: str = ""


@dataclass(frozen=True, slots=True)
class LaterEvidence:
    """Newer evidence on the same question: a study of this page, or another update by its translation key."""

    relation: EvidenceRelation
    id: str = ""
    study_ref: str = ""
    update_key: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    id: str
    study_refs: tuple[str, ...] = ()
    population_kind: PopulationKind | None = None
    species: Species | None = None
    outcome: str = ""
    outcome_role: OutcomeRole | None = None
    is_subgroup: bool = False
    subgroup: str = ""
    is_surrogate: bool = False
    direction: Direction | None = None
    size: Size = Size.NOT_STATED
    certainty: Certainty = Certainty.NOT_RATED
    certainty_by: str = ""
    certainty_reason: str = ""
    statement: str = ""
    numbers: tuple[Arm, ...] = ()
    effect: Effect | None = None
    what_it_does_not_mean: str = ""
    caveats: tuple[Caveat, ...] = ()
    no_caveat_reason: str = ""
    no_caveat_approved_by: str = ""
    #: Why a suggested caveat was left out, in the editor's words (R4).
    without_suggested_reason: str = ""
    later_evidence: tuple[LaterEvidence, ...] = ()
    #: The statement, and what it does not mean, in easy words.
    easy_read: str = ""
    easy_meaning: str = ""

    @property
    def overtaken(self) -> bool:
        return any(later.relation in OVERTAKING_RELATIONS for later in self.later_evidence)

    def has_caveat(self, *kinds: CaveatKind) -> bool:
        return any(caveat.kind in kinds for caveat in self.caveats)

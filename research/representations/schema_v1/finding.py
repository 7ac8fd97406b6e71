"""A finding as it leaves: with its caveats inside, so that nobody can take one without the other."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from research.representations.schema_v1.labels import (
    CaveatLabel,
    CertaintyLabel,
    DirectionLabel,
    Duration,
    EffectLabel,
    OutcomeRoleLabel,
    PopulationLabel,
    RelationLabel,
    SeverityLabel,
    SizeLabel,
    SpeciesLabel,
)
from research.representations.schema_v1.text import BlockPart, Part, Text


class Caveat(Part):
    id: str
    kind: CaveatLabel
    severity: SeverityLabel
    sentence: Text = Field(description="What this kind of caveat means, in one sentence.")
    detail: Text | None = Field(description="What it means here, in the editor's words.")
    # With a default, as all of easy read: what was stored before it existed can still be read.
    easy_read: list[Text] = Field(
        default=[], description="The same in easy words, a sentence each; empty where `sentence` says it all."
    )


class Arm(Part):
    id: str
    label: Text
    with_event: int
    out_of: int
    time: Duration | None
    sentence: Text | None


class Effect(Part):
    measure: EffectLabel
    value: str | None
    ci_low: str | None
    ci_high: str | None
    p: str | None


class LaterEvidence(Part):
    id: str
    relation: RelationLabel
    study_ref: str | None = Field(description="A study of this update.")
    update: str | None = Field(description="Translation key of another update; it was public, and may not be any more.")
    note: Text | None


class FindingWithCaveats(BlockPart):
    """A finding. `later_evidence`, `before_statement` and `statement` are to be shown in this order.

    Either `caveats` has an entry or `no_caveat_reason` says why there is none.
    """

    type: Literal["finding"] = "finding"
    id: str
    locked: bool = Field(description="True if a study behind it was retracted: show it only with the notice.")
    later_evidence: list[LaterEvidence]
    before_statement: list[Text] = Field(description="To be told first, such as that this was seen in mice.")
    statement: Text
    after_statement: list[Text]
    statement_generated: Text | None = Field(description="Outcome, direction, size and certainty in one sentence.")
    caveats: list[Caveat]
    no_caveat_reason: Text | None
    what_it_does_not_mean: Text | None
    easy_read: list[Text] = Field(
        default=[], description="The statement in easy words, a sentence each. Show it with the caveats."
    )
    easy_meaning: list[Text] = Field(default=[], description="`what_it_does_not_mean` in easy words.")
    study_refs: list[str]
    population: PopulationLabel
    species: SpeciesLabel | None
    outcome: Text | None
    outcome_role: OutcomeRoleLabel | None
    subgroup: Text | None
    is_subgroup: bool
    is_surrogate: bool
    direction: DirectionLabel | None
    size: SizeLabel
    certainty: CertaintyLabel
    certainty_by: str | None
    certainty_reason: Text | None
    numbers: list[Arm]
    effect: Effect | None


class GeneralCaveat(Caveat, BlockPart):
    type: Literal["caveat"] = "caveat"
    applies_to: list[str]

"""A code with its label: one class a vocabulary, so that the document lists the codes."""

from __future__ import annotations

from pydantic import Field

from research.domain.codes import (
    Allocation,
    CaveatKind,
    CaveatSeverity,
    Certainty,
    Control,
    Direction,
    DisclosureKind,
    EffectMeasure,
    EvidenceRelation,
    EvidenceState,
    FunderKind,
    HarmsReporting,
    Masking,
    NoticeKind,
    OutcomeRole,
    PeerReview,
    Phase,
    PopulationKind,
    PublicationStatus,
    RegistrationStatus,
    ReviewerRole,
    Size,
    SourceKind,
    Species,
    StudyDesign,
    TimeUnit,
    TranslationMethod,
)
from research.representations.schema_v1.text import Part, Text


class Label(Part):
    """A code of a vocabulary with its label."""

    code: str
    label: Text


class DesignLabel(Label):
    code: StudyDesign


class PhaseLabel(Label):
    code: Phase


class RegistrationLabel(Label):
    code: RegistrationStatus


class AllocationLabel(Label):
    code: Allocation


class MaskingLabel(Label):
    code: Masking


class ControlLabel(Label):
    code: Control


class PeerReviewLabel(Label):
    code: PeerReview


class PublicationStatusLabel(Label):
    code: PublicationStatus


class NoticeLabel(Label):
    code: NoticeKind


class PopulationLabel(Label):
    code: PopulationKind


class SpeciesLabel(Label):
    code: Species


class OutcomeRoleLabel(Label):
    code: OutcomeRole


class DirectionLabel(Label):
    code: Direction


class SizeLabel(Label):
    code: Size


class CertaintyLabel(Label):
    code: Certainty


class CaveatLabel(Label):
    code: CaveatKind


class SeverityLabel(Label):
    code: CaveatSeverity


class EffectLabel(Label):
    code: EffectMeasure


class RelationLabel(Label):
    code: EvidenceRelation


class EvidenceLabel(Label):
    code: EvidenceState


class HarmsLabel(Label):
    code: HarmsReporting


class SourceKindLabel(Label):
    code: SourceKind


class DisclosureLabel(Label):
    code: DisclosureKind


class FunderLabel(Label):
    code: FunderKind


class ReviewerLabel(Label):
    code: ReviewerRole


class UnitLabel(Label):
    code: TimeUnit


class MethodLabel(Label):
    code: TranslationMethod


class Duration(Part):
    value: str = Field(description="Decimal number with a point.", examples=["2"])
    unit: UnitLabel
    text: Text = Field(description="Both as people say it, with the plural of its language: “2 years”, “سنتان”.")

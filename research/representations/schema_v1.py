"""Version 1 of what leaves, written by hand: what is not listed here does not leave.

Every text that can be in a language says which one, its direction, and where it comes
from. A finding holds its caveats; there is no way to ask for one without the other.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
    Origin,
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


class Part(BaseModel):
    """What all parts share: unknown fields are refused, so that nothing slips out unlisted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InLanguage(Part):
    language: str = Field(description="BCP 47 code of the language that this text is really in.", examples=["es"])
    direction: Literal["ltr", "rtl"] = Field(description="Writing direction of the text.")
    origin: Origin = Field(
        description="Who wrote it: `human`, `machine_reviewed`, `machine_unreviewed`, or `fallback` where the text "
        "is in another language than the update because no translation exists."
    )


class Text(InLanguage):
    text: str = Field(description="Plain text.")


class Html(InLanguage):
    html: str = Field(description="Sanitised HTML: paragraphs, headings, lists, emphasis and links.")


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


class Identifier(Part):
    scheme: str = Field(examples=["doi"])
    value: str = Field(examples=["10.1186/s13287-024-03765-6"])
    url: str | None = None


class Notice(Part):
    kind: NoticeLabel
    date: date | None
    doi: str | None
    url: str | None


class Funder(Part):
    name: str
    kind: FunderLabel
    ror: str | None


class Outcome(Part):
    id: str
    text: Text
    primary: bool


class Study(Part):
    type: Literal["study"] = "study"
    id: str
    ref: str
    title: Text
    title_original: Text | None
    identifiers: list[Identifier]
    journal: str | None
    year: int | None
    peer_review: PeerReviewLabel
    publication_status: PublicationStatusLabel
    notices: list[Notice]
    design: DesignLabel | None
    phase: PhaseLabel
    registration_status: RegistrationLabel
    allocation: AllocationLabel
    masking: MaskingLabel
    control: ControlLabel
    population: Text | None
    n_enrolled: int | None
    n_analysed: int | None
    n_completed: int | None
    age_range: str | None
    sex_breakdown: Text | None
    countries: list[str]
    intervention: Text | None
    comparator: Text | None
    outcomes: list[Outcome]
    follow_up: Duration | None
    setting: Text | None
    funders: list[Funder]
    conflicts_of_interest: Text | None
    harms: HarmsLabel
    harms_summary: Text | None
    more_information: list[str]


class Caveat(Part):
    id: str
    kind: CaveatLabel
    severity: SeverityLabel
    sentence: Text = Field(description="What this kind of caveat means, in one sentence.")
    detail: Text | None = Field(description="What it means here, in the editor's words.")


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
    update: str | None = Field(description="Translation key of another update; it may not be public.")
    note: Text | None


class FindingWithCaveats(Part):
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


class GeneralCaveat(Caveat):
    type: Literal["caveat"] = "caveat"
    applies_to: list[str]


class RichText(Part):
    type: Literal["rich_text"] = "rich_text"
    id: str
    content: Html


class Figure(Part):
    type: Literal["figure"] = "figure"
    id: str
    url: str
    width: int
    height: int
    decorative: bool
    alt: Text | None
    caption: Text | None
    long_description: Text | None


class Table(Part):
    type: Literal["table"] = "table"
    id: str
    caption: Text | None
    columns: list[Text]
    rows: list[list[Text]]


class GlossaryTerm(Part):
    type: Literal["glossary_term"] = "glossary_term"
    id: str
    code: str
    term: Text
    definition: Text | None


Block = Annotated[
    Study | FindingWithCaveats | GeneralCaveat | RichText | Figure | Table | GlossaryTerm,
    Field(discriminator="type"),
]


class KeyMessage(Part):
    id: str
    message: Text


class SourceDocument(Part):
    id: str
    kind: SourceKindLabel
    promotional: bool
    url: str | None
    title: Text | None
    publisher: str | None
    author_name: str | None
    author_affiliation: str | None
    retrieved_on: date | None


class Disclosure(Part):
    id: str
    kind: DisclosureLabel
    who: str | None
    detail: Text | None
    asked_on: date | None


class ConflictOfInterest(Part):
    """To be shown before the first finding, in every form."""

    notice: Text
    sources: list[SourceDocument]
    disclosures: list[Disclosure]


class Evidence(Part):
    """What a reader must know of the whole update before anything else."""

    state: EvidenceLabel
    notice: Text | None
    superseded_by: list[str] = Field(description="Translation keys of the updates that tell of newer evidence.")


class Reviewer(Part):
    name: str
    role: ReviewerLabel
    orcid: str | None


class Correction(Part):
    id: str
    date: date | None
    what: Text
    why: Text | None


class Publisher(Part):
    name: Text | None
    url: str | None
    contact_email: str | None
    contact_note: Text | None


class Licence(Part):
    name: str | None
    url: str | None


class Provenance(Part):
    translation_method: MethodLabel
    translated: bool = Field(description="True if this page is a translation of another page.")
    source_locale: str = Field(description="Locale of the page that the text was first written in.")
    outdated: bool = Field(description="True if the source has changed since this translation was published.")
    outdated_notice: Text | None = Field(description="To be shown where the translation is outdated.")
    reviewed: bool = Field(description="True if the text in this language has been reviewed by a person.")
    review_notice: Text | None = Field(description="To be shown where no person has reviewed the text.")
    reviewed_by: list[Reviewer]
    last_reviewed: date | None
    next_review_due: date | None
    evidence_current_to: date | None
    easy_read_tested_by: str | None
    first_published_at: datetime | None
    last_published_at: datetime | None
    corrections: list[Correction]
    publisher: Publisher
    licence: Licence


class GlossaryDefinition(Part):
    """A word of the update that the glossary explains; `forms` are its spellings in this language."""

    code: str
    term: Text
    definition: Text
    forms: list[str]


class ResearchUpdateV1(Part):
    """One update in one locale, as stored."""

    schema_version: Literal["1"] = "1"
    translation_key: str
    locale: str
    language: str = Field(description="The language of the update's own text.")
    direction: Literal["ltr", "rtl"]
    title: Text
    evidence: Evidence
    conflict_of_interest: ConflictOfInterest | None
    summary: list[KeyMessage]
    topics: list[Label]
    condition: Label | None
    blocks: list[Block]
    source_documents: list[SourceDocument]
    disclosures: list[Disclosure]
    provenance: Provenance
    glossary: list[GlossaryDefinition]


class Alternate(Part):
    locale: str
    language: str
    name: str = Field(description="The language's own name for itself.")
    url: str
    html_url: str | None


class Links(Part):
    self: str
    html: str | None


class ServedUpdateV1(ResearchUpdateV1):
    """One update in one locale, with what can change without the update: other locales and addresses."""

    review_overdue: bool
    alternates: list[Alternate]
    links: Links


class UpdateList(Part):
    items: list[ServedUpdateV1]
    next: str | None = Field(description="Address of the next page, or null.")


class ProblemError(Part):
    code: str
    loc: list[str]
    detail: str | None = None


class ProblemDetail(Part):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemError] = []

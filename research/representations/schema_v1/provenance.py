"""Where an update comes from, who may gain, who checked it, and what became of the evidence."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from research.representations.schema_v1.labels import (
    DisclosureLabel,
    EvidenceLabel,
    MethodLabel,
    ReviewerLabel,
    SourceKindLabel,
)
from research.representations.schema_v1.text import Part, Text


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


class Staleness(Part):
    """How far a translation lags behind its source, counted in blocks; each block says itself what differs (`lag`)."""

    source_changed_at: datetime | None = Field(description="When the source was published that differs.")
    changed: int = Field(description="Blocks that the source has otherwise now.")
    added: int = Field(description="Blocks of the source that the translation does not have yet.")
    removed: int = Field(description="Blocks of the translation that the source does not have any more.")
    unchanged: int
    page_fields: list[str] = Field(description="Fields of the page itself that differ, such as `title`.")
    moved: bool = Field(description="True if the source has its blocks in another order now.")


class Provenance(Part):
    translation_method: MethodLabel
    translated: bool = Field(description="True if this page is a translation of another page.")
    source_locale: str = Field(description="Locale of the page that the text was first written in.")
    outdated: bool = Field(description="True if the source has changed since this translation was published.")
    outdated_notice: Text | None = Field(description="To be shown where the translation is outdated.")
    staleness: Staleness | None = Field(description="How far it lags behind; null where it does not.")
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

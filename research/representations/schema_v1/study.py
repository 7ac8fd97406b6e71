"""A study as it leaves."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from research.representations.schema_v1.labels import (
    AllocationLabel,
    ControlLabel,
    DesignLabel,
    Duration,
    FunderLabel,
    HarmsLabel,
    MaskingLabel,
    NoticeLabel,
    PeerReviewLabel,
    PhaseLabel,
    PublicationStatusLabel,
    RegistrationLabel,
)
from research.representations.schema_v1.text import BlockPart, Part, Text


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


class Study(BlockPart):
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
    easy_read: list[Text] = Field(default=[], description="What was studied, in easy words, a sentence each.")

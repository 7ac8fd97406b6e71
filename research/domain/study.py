"""A study as the rules see it: how it was made, who took part, who paid, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from research.domain.codes import (
    LOCKED_STATUSES,
    Allocation,
    Control,
    FunderKind,
    HarmsReporting,
    Masking,
    NoticeKind,
    PeerReview,
    Phase,
    PublicationStatus,
    RegistrationStatus,
    StudyDesign,
    TimeUnit,
)


@dataclass(frozen=True, slots=True)
class Identifier:
    scheme: str
    value: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction, retraction or the like, published by the journal."""

    kind: NoticeKind
    on: date | None = None
    doi: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Funder:
    name: str
    kind: FunderKind = FunderKind.UNKNOWN
    ror: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    value: Decimal
    unit: TimeUnit

    @property
    def months(self) -> float:
        """The length in months of 30.44 days, for comparing with a limit."""
        days = {TimeUnit.DAYS: 1.0, TimeUnit.WEEKS: 7.0, TimeUnit.MONTHS: 30.44, TimeUnit.YEARS: 365.25}
        return float(self.value) * days[self.unit] / 30.44


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something the study measured; ``primary`` marks the main one, decided beforehand."""

    text: str
    primary: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    id: str
    ref: str
    title_plain: str = ""
    title_original: str = ""
    title_original_language: str = "en"
    identifiers: tuple[Identifier, ...] = ()
    journal: str = ""
    year: int | None = None
    peer_review: PeerReview = PeerReview.UNKNOWN
    publication_status: PublicationStatus = PublicationStatus.CURRENT
    notices: tuple[Notice, ...] = ()
    design: StudyDesign | None = None
    phase: Phase = Phase.NOT_APPLICABLE
    registration_status: RegistrationStatus = RegistrationStatus.NOT_REPORTED
    allocation: Allocation = Allocation.NOT_REPORTED
    masking: Masking = Masking.NOT_REPORTED
    control: Control = Control.NOT_APPLICABLE
    population: str = ""
    n_enrolled: int | None = None
    n_analysed: int | None = None
    n_completed: int | None = None
    age_range: str = ""
    sex_breakdown: str = ""
    countries: tuple[str, ...] = ()
    intervention: str = ""
    comparator: str = ""
    outcomes: tuple[Outcome, ...] = ()
    follow_up: Duration | None = None
    setting: str = ""
    funders: tuple[Funder, ...] = ()
    study_coi: str = ""
    harms_reporting: HarmsReporting = HarmsReporting.NOT_STATED
    harms_summary: str = ""
    more_information: tuple[str, ...] = ()
    #: What was studied, in easy words.
    easy_read: str = ""

    @property
    def locked(self) -> bool:
        """True where the journal took the paper back, so that its findings may not stand alone."""
        return self.publication_status in LOCKED_STATUSES

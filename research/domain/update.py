"""A research update as the rules see it: plain, frozen values without Django.

``research.blocks.reading`` makes these from a page's StreamFields. Every block keeps
the stable ``id`` that Wagtail gave it, which is the same in every locale, so that a
translation can be compared with its source block by block.

Text is held as written in the language of the update (``Update.language``); rich text
is HTML. An empty string means that nobody has written anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from research.domain.codes import (
    LOCKED_STATUSES,
    OVERTAKING_RELATIONS,
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

    @property
    def locked(self) -> bool:
        """True where the journal took the paper back, so that its findings may not stand alone."""
        return self.publication_status in LOCKED_STATUSES


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

    @property
    def overtaken(self) -> bool:
        return any(later.relation in OVERTAKING_RELATIONS for later in self.later_evidence)

    def has_caveat(self, *kinds: CaveatKind) -> bool:
        return any(caveat.kind in kinds for caveat in self.caveats)


@dataclass(frozen=True, slots=True)
class RichText:
    id: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    image_id: int | None = None
    decorative: bool = False
    alt: str = ""
    caption: str = ""
    long_description: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    first_column_is_header: bool = True


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A glossary term explained at this place of the page; the words come from the vocabulary."""

    id: str
    term: str


Block = Study | Finding | Caveat | RichText | Figure | Table | GlossaryEntry


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What set the update off: a clinic's post, a press release, a paper."""

    kind: SourceKind = SourceKind.OTHER
    url: str = ""
    title: str = ""
    title_language: str = "en"
    publisher: str = ""
    author_name: str = ""
    author_affiliation: str = ""
    retrieved_on: date | None = None
    promotional: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A relationship that a reader must know of, or an explicit “none declared”.

    For ``DisclosureKind.NONE`` ``who`` was asked, on ``asked_on``.
    """

    kind: DisclosureKind
    who: str = ""
    detail: str = ""
    asked_on: date | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Reviewer:
    name: str
    role: ReviewerRole
    orcid: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    on: date | None
    what: str
    why: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class KeyMessage:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Update:
    """One update in one language. ``language`` is the BCP 47 code of its locale."""

    language: str
    title: str = ""
    key: str = ""
    summary: tuple[KeyMessage, ...] = ()
    body: tuple[Block, ...] = ()
    condition: str = ""
    topics: tuple[str, ...] = ()
    source_documents: tuple[SourceDocument, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    evidence_current_to: date | None = None
    last_reviewed: date | None = None
    next_review_due: date | None = None
    reviewers: tuple[Reviewer, ...] = ()
    easy_read_tested_by: str = ""
    corrections: tuple[Correction, ...] = field(default=())

    @property
    def studies(self) -> tuple[Study, ...]:
        return tuple(block for block in self.body if isinstance(block, Study))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(block for block in self.body if isinstance(block, Finding))

    def study(self, ref: str) -> Study | None:
        return next((study for study in self.studies if study.ref == ref), None)

    def studies_of(self, finding: Finding) -> tuple[Study, ...]:
        """The studies of this page that ``finding`` cites, in the order cited."""
        return tuple(study for ref in finding.study_refs if (study := self.study(ref)))

    @property
    def promotional(self) -> bool:
        """True where the reader must be told of a conflict of interest before the first finding (R8)."""
        return any(source.promotional for source in self.source_documents) or any(
            disclosure.kind is DisclosureKind.SELLS_TREATMENT for disclosure in self.disclosures
        )

    @property
    def evidence_state(self) -> EvidenceState:
        """The gravest thing a reader must know first: retracted, then overtaken, then corrected."""
        if any(study.locked for study in self.studies):
            return EvidenceState.RETRACTED
        if any(finding.overtaken for finding in self.findings):
            return EvidenceState.OVERTAKEN
        if any(study.publication_status is not PublicationStatus.CURRENT for study in self.studies):
            return EvidenceState.CORRECTED
        return EvidenceState.CURRENT


def named(update: Update) -> Iterator[tuple[Finding, int]]:
    """Yield each finding with its number as an editor counts them, from one."""
    yield from ((finding, number) for number, finding in enumerate(update.findings, start=1))

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

from research.domain.codes import DisclosureKind, EvidenceState, PublicationStatus, ReviewerRole, SourceKind
from research.domain.finding import Caveat, Finding
from research.domain.study import Study


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
    #: Title and beginning of the easy-read version (``research.domain.easy_read``).
    easy_title: str = ""
    easy_summary: str = ""
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

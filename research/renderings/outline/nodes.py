"""What an outline is made of. Every span says which language it is in, unless it is ``neutral``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from research.domain import rich_text
from research.domain.icon_array import Signs
from research.domain.rich_text import Line, Paragraph


class Role(StrEnum):
    """What a part is, for a form that shows or says that."""

    NOTICE = "notice"
    REVIEW = "review"
    CONFLICT = "conflict"
    KEY_MESSAGES = "key-messages"
    STUDY = "study"
    FINDING = "finding"
    WARNING = "warning"
    LATER = "later"
    CAVEATS = "caveats"
    CAVEAT = "caveat"
    MEANING = "meaning"
    BASIS = "basis"
    SOURCES = "sources"
    PROSE = "prose"
    GLOSSARY = "glossary"
    ABOUT = "about"
    CORRECTIONS = "corrections"


#: Parts that stand inside of another.
WITHIN = {Role.CAVEATS, Role.CAVEAT, Role.MEANING, Role.BASIS, Role.LATER, Role.WARNING, Role.CORRECTIONS}


@dataclass(frozen=True, slots=True)
class Title:
    """The heading of the section that it stands in. What stands before it there is to be told before it.

    ``label`` says what the section is where the heading itself does not, such as “What was found”. ``entry`` is what
    a table of contents says instead of a statement that must not stand there alone.
    """

    spans: Line
    label: Line = ()
    entry: Line = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A line that is generated or set apart: ``kind`` names it for styles, such as ``lead-in``."""

    spans: Line
    kind: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what is said of it, each value a line of its own."""

    name: Line
    values: tuple[Line, ...]
    #: Where a word points to that this explains.
    term: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list whose items are nodes."""

    items: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class People:
    """How many of how many, as a sentence and as a picture; ``about`` says so where that does not show each person."""

    sentence: Line
    time: Line = ()
    signs: Signs | None = None
    about: Line = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: ``columns`` are its headings."""

    id: str
    caption: Line
    columns: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image. ``alt`` is empty where it is ``decorative``, or where nobody described it."""

    id: str
    url: str
    width: int
    height: int
    decorative: bool
    alt: Line
    caption: Line
    description: Line


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its own heading, if it has one. ``kind`` says more of its role, such as a severity."""

    role: Role
    id: str
    nodes: tuple[Node, ...]
    kind: str = ""


Node: TypeAlias = (
    Section | Title | Said | Facts | Points | People | Grid | Picture | Paragraph | rich_text.Heading | rich_text.Items
)


@dataclass(frozen=True, slots=True)
class Outline:
    """An update in reading order, in no form yet.

    ``language`` is that of the reader's locale where there are words in it: what the headings are in as a rule, and
    what every other language is marked against. ``text_language`` is that of the update's own text. ``before`` stands
    before the title.
    """

    title: Line
    locale: str
    language: str
    text_language: str
    before: tuple[Node, ...]
    nodes: tuple[Node, ...]

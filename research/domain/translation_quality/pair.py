"""A segment beside its translation, as every quality check receives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from research.domain.problems import Path, Problem, Severity
from research.domain.text import plain


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """One segment in two languages; both texts may hold inline HTML.

    ``neutral`` marks a language-neutral value, which is copied as it stands: equal text
    is then right, and figures in it are read in the source language.

    ``glossary`` pairs a term of the source language with one that is approved for it in the
    target language; a term that stands there several times has several that are approved.
    """

    path: Path
    source: str
    target: str
    source_language: str
    target_language: str
    neutral: bool = False
    #: Left out of comparisons: what the checks remember of two texts does not depend on it.
    glossary: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    #: The two texts without markup, one block a line.
    source_text: str = field(init=False, compare=False, repr=False)
    target_text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source_text", plain(self.source))
        object.__setattr__(self, "target_text", plain(self.target))

    @property
    def empty(self) -> bool:
        """True where nothing has been translated yet: only one check has something to say then."""
        return not self.target_text

    @property
    def comparable(self) -> bool:
        """True where words of two texts can be compared: translated, not neutral and not the source as it stands."""
        return not self.neutral and self.target_text not in {"", self.source_text}


class Check(Protocol):
    """One rule about a translation against its source; it never raises."""

    @property
    def code(self) -> str: ...

    @property
    def severity(self) -> Severity: ...

    def check(self, pair: SegmentPair) -> list[Problem]: ...

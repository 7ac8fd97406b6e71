"""Words that are marked as being in another language are in it, and keep their mark.

A voice reads marked words with other sounds, and an external site shows them as being in that language. So a mark that
covers other words than the source has in it would send a text out under a language that it is not in (promise 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from research.domain.locales import base_language
from research.domain.problems import Problem, Severity
from research.domain.text import closed, words
from research.domain.translation_quality.pair import SegmentPair

_VOID = frozenset({"br", "img", "wbr", "hr", "embed", "input"})


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words(text))


@dataclass(slots=True)
class Marked:
    """Words under one mark; ``language`` is its code as written."""

    language: str
    text: str = ""

    @property
    def base(self) -> str:
        return base_language(self.language)

    @property
    def words(self) -> tuple[str, ...]:
        return _words(self.text)


@dataclass(slots=True)
class _Open:
    tag: str
    mark: Marked | None


@dataclass(slots=True)
class _Read:
    """What stands in a text: marks with their words, and stretches without any mark."""

    marks: list[Marked] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=lambda: [""])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = _Read()
        self.open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_data(" ")
            return
        language = (dict(attrs).get("lang") or "").strip()
        mark = Marked(language) if language else None
        if mark:
            self.read.marks.append(mark)
            self.read.unmarked.append("")
        self.open.append(_Open(tag, mark))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        # As a browser does: what was left open inside ends here; an end without a beginning says nothing.
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        marks = [element.mark for element in self.open if element.mark]
        for mark in marks:
            mark.text += data
        if not marks:
            self.read.unmarked[-1] += data


def marked(html: str) -> list[Marked]:
    """Return the marks of an HTML fragment in order, those without a word left out."""
    return [mark for mark in _read(html).marks if mark.words]


def _read(html: str) -> _Read:
    reader = _Reader()
    reader.feed(closed(html))
    reader.close()
    return reader.read


@dataclass(frozen=True, slots=True)
class LanguageMarks:
    """Error where a mark covers words that the source does not have, or marked words stand there without their mark.

    A warning where they are not there at all: they may be translated, or forgotten. Words in the language of the
    translation need no mark in it.
    """

    code: str = "language-mark-wrong"
    severity: Severity = Severity.ERROR

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty or not ("lang=" in pair.source or "lang=" in pair.target):
            return []
        own = base_language(pair.target_language)
        source, target = _read(pair.source), _read(pair.target)
        theirs = [mark for mark in target.marks if mark.words and mark.base != own]
        return [*_wrong(pair, theirs), *_lost(pair, source, target, theirs, own)]


def _wrong(pair: SegmentPair, theirs: list[Marked]) -> Iterator[Problem]:
    known = _words(pair.source_text)
    for mark in theirs:
        if not _within(mark.words, known):
            yield Problem("language-mark-wrong", pair.path, params={"text": _shown(mark), "language": mark.language})


def _lost(pair: SegmentPair, source: _Read, target: _Read, theirs: list[Marked], own: str) -> Iterator[Problem]:
    free = [_words(stretch) for stretch in target.unmarked]
    for mark in source.marks:
        if not mark.words or mark.base in (own, base_language(pair.source_language)):
            continue
        if any(_same(mark, other) for other in theirs):
            continue
        params = {"text": _shown(mark), "language": mark.language, "code": mark.language}
        if any(_within(mark.words, stretch) for stretch in free):
            yield Problem("language-mark-lost", pair.path, params=params)
        else:
            yield Problem("language-mark-gone", pair.path, Severity.WARNING, params=params)


def _same(mark: Marked, other: Marked) -> bool:
    """Tell whether two marks are of one language and cover the same words, or one of them a part of the other’s."""
    return mark.base == other.base and (_within(mark.words, other.words) or _within(other.words, mark.words))


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Tell whether ``few`` stand in ``many``, in order and with nothing between them."""
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


def _shown(mark: Marked) -> str:
    return " ".join(mark.text.split())

"""Words that are marked as being in another language are in it, and keep their mark.

A voice reads marked words with other sounds, and an external site shows them as being in that language. So a mark that
covers other words than the source has in it would send a text out under a language that it is not in (promise 2).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from research.domain.locales import base_language
from research.domain.problems import Problem, Severity
from research.domain.text import closed
from research.domain.translation_quality.markup import VOID
from research.domain.translation_quality.pair import SegmentPair

_MARK = re.compile(r"\blang\s*=", re.IGNORECASE)
#: A word is letters and figures: what an apostrophe or a hyphen joins is compared part by part.
_WORD = re.compile(r"[^\W_]+")
_BLOCKS = frozenset({"p", "li", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "div", "blockquote"})


@dataclass(slots=True)
class Marked:
    """Words right below one mark; ``language`` is its code as written, "" stands for no mark."""

    language: str
    text: str = ""

    @property
    def base(self) -> str:
        return base_language(self.language)

    @property
    def words(self) -> list[str]:
        return [word.casefold() for word in _WORD.findall(unicodedata.normalize("NFC", self.text))]

    @property
    def shown(self) -> str:
        return " ".join(self.text.split())


@dataclass(slots=True)
class _Read:
    """A text: its marks, and its stretches in order, each with the mark that it stands right below."""

    marks: list[Marked] = field(default_factory=list)
    stretches: list[Marked] = field(default_factory=list)

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield each word with the language that it is marked as being in, "" for none."""
        for stretch in self.stretches:
            for word in stretch.words:
                yield word, stretch.base if stretch.language else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = _Read()
        self.open: list[tuple[str, Marked | None]] = []
        self.below: list[Marked] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or tag in _BLOCKS:
            self.handle_data(" ")
        if tag in VOID:
            return
        language = (dict(attrs).get("lang") or "").strip()
        mark = Marked(language) if language else None
        self.open.append((tag, mark))
        if mark:
            self.read.marks.append(mark)
            self.below.append(mark)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.handle_data(" ")
        # As a browser does: what was left open inside ends here; an end without a beginning says nothing.
        if any(name == tag for name, _mark in self.open):
            while True:
                name, mark = self.open.pop()
                if mark:
                    self.below.pop()
                if name == tag:
                    return

    def handle_data(self, data: str) -> None:
        mark = self.below[-1] if self.below else Marked("")
        mark.text += data
        self.read.stretches.append(Marked(mark.language, data))


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
    """Error where a mark covers words that the source does not have in it, or marked words stand without their mark.

    A warning where they are not there at all: they may be translated, or forgotten. Words in the language of the
    translation need no mark in it, and words of the source’s own language may be marked as such where they stay.
    """

    code: str = "language-mark-wrong"
    severity: Severity = Severity.ERROR

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty or not (_MARK.search(pair.source) or _MARK.search(pair.target)):
            return []
        source, target = _read(pair.source), _read(pair.target)
        return [*_wrong(pair, source, target), *_lost(pair, source, target)]


def _wrong(pair: SegmentPair, source: _Read, target: _Read) -> Iterator[Problem]:
    own, theirs = base_language(pair.target_language), base_language(pair.source_language)
    known: dict[str, str] = defaultdict(str)
    for mark in source.marks:
        known[mark.base] += f"{_spelled(mark.words)}\n"
    known[theirs] += _spelled([word for word, language in source.words() if language in ("", theirs)])
    for mark in target.marks:
        if mark.words and mark.base != own and _spelled(mark.words) not in known[mark.base]:
            yield Problem("language-mark-wrong", pair.path, params={"text": mark.shown, "language": mark.language})


def _lost(pair: SegmentPair, source: _Read, target: _Read) -> Iterator[Problem]:
    own, theirs = base_language(pair.target_language), base_language(pair.source_language)
    before, after = _Places(list(source.words())), _Places(list(target.words()))
    told = set()
    for mark in source.marks:
        asked = (mark.base, *mark.words)
        if not mark.words or mark.base in (own, theirs) or asked in told:
            continue
        told.add(asked)
        params = {"text": mark.shown, "language": mark.language, "code": mark.language}
        there = after.marked_as(mark.words)
        if any(languages != {mark.base} for languages in there):
            # The source may itself have the same words without a mark.
            if all(languages == {mark.base} for languages in before.marked_as(mark.words)):
                yield Problem("language-mark-lost", pair.path, params=params)
        elif not there and not any(
            other.base == mark.base and other.words and _spelled(other.words) in _spelled(mark.words)
            for other in target.marks
        ):
            yield Problem("language-mark-gone", pair.path, Severity.WARNING, params=params)


class _Places:
    """The words of a text and where each of them stands."""

    def __init__(self, words: list[tuple[str, str]]) -> None:
        self.words = [word for word, _language in words]
        self.languages = [language for _word, language in words]
        self.at: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            self.at[word].append(place)

    def marked_as(self, few: list[str]) -> list[set[str]]:
        """Return, for each time that ``few`` stand there in order, the languages that they are marked as."""
        ends = [(place, place + len(few)) for place in self.at.get(few[0], ())]
        return [set(self.languages[begin:end]) for begin, end in ends if self.words[begin:end] == few]


def _spelled(words: Sequence[str]) -> str:
    """Return words as one text in which no word is a part of another."""
    return f" {' '.join(words)} "

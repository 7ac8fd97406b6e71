"""Inline elements arrive as they left."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from research.domain.problems import Problem, Severity
from research.domain.text import closed
from research.domain.translation_quality.pair import SegmentPair

#: The code of what is left open; where it stands, the rest of the text cannot be judged.
UNCLOSED = "markup-unclosed"

_SAME = {"b": "strong", "i": "em"}
VOID = frozenset({"br", "img", "wbr", "hr", "embed", "input"})
#: Added where writing directions meet; they hold no meaning of their own.
_DIRECTION_ONLY = frozenset({"bdi", "bdo", "wbr"})
_TAG_HINT = re.compile(r"<[/a-zA-Z]")


class _Elements(HTMLParser):
    """Counts elements. Marks of language are the business of another check."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[str] = Counter()
        self.open: list[str] = []
        self.crossed: list[str] = []

    @property
    def unclosed(self) -> tuple[str, ...]:
        """The elements that do not end, or not before what is around them does."""
        return (*self.crossed, *self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _SAME.get(tag, tag)
        if name not in VOID:
            self.open.append(name)
        if name in _DIRECTION_ONLY or (name == "span" and {given for given, _value in attrs} <= {"lang", "dir"}):
            return
        self.found[name] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] == _SAME.get(tag, tag):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        name = _SAME.get(tag, tag)
        if name in VOID:
            return
        if not self.open or self.open.pop() != name:
            self.crossed.append(name)


def _elements(html: str) -> _Elements:
    parser = _Elements()
    parser.feed(closed(html))
    parser.close()
    return parser


@dataclass(frozen=True, slots=True)
class Markup:
    """Error where the translation has other inline elements, or leaves one open."""

    code: str = "markup-changed"
    severity: Severity = Severity.ERROR

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty or not (_TAG_HINT.search(pair.source) or _TAG_HINT.search(pair.target)):
            return []
        source, target = _elements(pair.source), _elements(pair.target)
        # Unclosed in the source too: not a slip of the translation.
        if target.unclosed and not source.unclosed:
            return [Problem(UNCLOSED, pair.path, params={"elements": tuple(dict.fromkeys(target.unclosed))})]
        if source.found == target.found:
            return []
        missing, extra = source.found - target.found, target.found - source.found
        params = {"missing_elements": tuple(missing.elements()), "extra_elements": tuple(extra.elements())}
        return [Problem(self.code, pair.path, self.severity, params=params)]

"""Inline elements and language marks arrive as they left."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from research.domain.locales import base_language
from research.domain.problems import Problem, Severity
from research.domain.text import closed
from research.domain.translation_quality.pair import SegmentPair

_SAME = {"b": "strong", "i": "em"}
_VOID = frozenset({"br", "img", "wbr", "hr", "embed", "input"})
#: Added where writing directions meet; they hold no meaning of their own.
_DIRECTION_ONLY = frozenset({"bdi", "bdo", "wbr"})
_TAG_HINT = re.compile(r"<[/a-zA-Z]")


class _Elements(HTMLParser):
    """Counts elements; a mark for one of the pair's own two languages may come and go."""

    def __init__(self, own_languages: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.own = own_languages
        self.found: Counter[str] = Counter()
        self.open: list[str] = []
        self.balanced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _SAME.get(tag, tag)
        given = dict(attrs)
        language = given.get("lang") or ""
        foreign = bool(language) and base_language(language) not in self.own
        if name not in _VOID:
            self.open.append(name)
        if name in _DIRECTION_ONLY or (name == "span" and not foreign and set(given) <= {"lang", "dir"}):
            return
        self.found[f'{name} lang="{language}"' if foreign else name] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] == _SAME.get(tag, tag):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        name = _SAME.get(tag, tag)
        if name in _VOID:
            return
        if not self.open or self.open.pop() != name:
            self.balanced = False


def _elements(html: str, own_languages: frozenset[str]) -> _Elements:
    parser = _Elements(own_languages)
    parser.feed(closed(html))
    parser.close()
    return parser


@dataclass(frozen=True, slots=True)
class Markup:
    """Error where the translation has other inline elements or language marks, or leaves one open."""

    code: str = "markup-changed"
    severity: Severity = Severity.ERROR

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty or not (_TAG_HINT.search(pair.source) or _TAG_HINT.search(pair.target)):
            return []
        own = frozenset({base_language(pair.source_language), base_language(pair.target_language)})
        source, target = _elements(pair.source, own), _elements(pair.target, own)
        # Unclosed in the source too: not a slip of the translation.
        broken = source.balanced and not source.open and not (target.balanced and not target.open)
        if source.found == target.found and not broken:
            return []
        missing, extra = source.found - target.found, target.found - source.found
        params = {"missing": tuple(missing.elements()), "extra": tuple(extra.elements()), "unclosed": broken}
        return [Problem(self.code, pair.path, self.severity, params=params)]

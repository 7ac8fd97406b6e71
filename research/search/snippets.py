"""Which passages a hit shows, and the words found in them, marked."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from html import escape

from research.search.document import Passage
from research.search.query import Word
from research.search.words import tokens

MOST_SNIPPETS = 3


def snippets(found: Sequence[Word], stems: str, passages: str, findings: str, languages: Collection[str]) -> list[str]:
    """Return up to three snippets as JSON: those that hold most of the words, in the order of the update.

    What is told with a finding is joined to its passage here and nowhere else; no passage of a finding is without.
    """
    lines = stems.split("\n")
    counts: dict[int, int] = {}
    for word in found:
        needles = [*(f" {token} " for token in word.tokens), *(f" {start}" for start in word.beginnings)]
        for number in {place for needle in needles for place in _lines_with(needle, stems)}:
            counts[number] = counts.get(number, 0) + 1
    best = sorted(sorted(counts, key=lambda number: (-counts[number], number))[:MOST_SNIPPETS])
    if not best:
        return []
    texts = passages.split("\n")
    if len(texts) != len(lines):
        raise ValueError("The passages of a search entry do not match their stems.")
    told = findings.split("\n")
    return [_snippet(Passage.of(texts[number]), told, found, languages) for number in best]


def _lines_with(needle: str, stems: str) -> set[int]:
    found = set()
    at = stems.find(needle)
    while at != -1:
        found.add(stems.count("\n", 0, at))
        end = stems.find("\n", at)
        at = stems.find(needle, end) if end != -1 else -1
    return found


def _snippet(passage: Passage, told: Sequence[str], found: Sequence[Word], languages: Collection[str]) -> str:
    excerpt = {
        "html": marked(passage.text, passage.language, found, languages),
        "language": passage.language,
        "direction": passage.direction,
        "origin": passage.origin,
    }
    own = {"place": passage.place, "excerpt": excerpt}
    if not passage.finding:
        return _json({"type": "text", "id": passage.id, **own})
    return f"{told[int(passage.finding)][:-1]},{_json(own)[1:]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def marked(text: str, language: str, found: Sequence[Word], languages: Collection[str]) -> str:
    """Return ``text`` escaped, with ``<mark>`` round each word that was asked for, and round several in a row."""
    wanted = {token for word in found for token in word.tokens}
    starts = tuple(start for word in found for start in word.beginnings)
    spans: list[tuple[int, int]] = []
    for token in tokens(text, language, languages):
        if wanted.isdisjoint(token.forms) and not (starts and any(form.startswith(starts) for form in token.forms)):
            continue
        # Parts of one identifier, and the pairs of a script without spaces.
        if spans and not any(c.isspace() or c.isalnum() for c in text[spans[-1][1] : token.start]):
            spans[-1] = (spans[-1][0], max(token.end, spans[-1][1]))
        else:
            spans.append((token.start, token.end))
    parts = []
    at = 0
    for start, end in spans:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(text[at:])])

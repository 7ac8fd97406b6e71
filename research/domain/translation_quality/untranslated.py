"""Text that stayed in the source language, in whole or in part, and text that is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from research.domain.locales import base_language, script_of
from research.domain.problems import Problem, Severity
from research.domain.text import QUOTATION, plain, scripts, sentences, stop_words, words
from research.domain.translation_quality import references
from research.domain.translation_quality.number_words import lexicon
from research.domain.translation_quality.pair import SegmentPair

_CITED = re.compile(r"<(cite|q)\b[^>]*>.*?</\1>", re.I | re.S)
_CLAUSE_END = re.compile(r"[.!?…؟۔।。！？;؛:,،()\[\]\n–—]+")
_SCRIPT_NAMES = {
    "Latn": "Latin",
    "Arab": "Arabic",
    "Cyrl": "Cyrillic",
    "Grek": "Greek",
    "Hebr": "Hebrew",
    "Deva": "Devanagari",
}
_SHORT = 3
_CLAUSE = 4
#: Words of the one text times those of the other, up to which texts are matched as a whole.
_MATCHED = 250_000
#: Of how many places of two words in a long source a run is followed.
_PLACES = 8


def _own_words(html: str, language: str) -> str:
    """Return what a translator has to translate: no quotations, titles, identifiers."""
    marked = re.compile(rf"<(\w+)\b[^>]*\blang=[\"']?{re.escape(base_language(language))}\b[^>]*>.*?</\1>", re.I | re.S)
    text = plain(marked.sub(" ", _CITED.sub(" ", html))) if "<" in html else plain(html)
    return QUOTATION.sub(" , ", references.blanked(text))


def _translatable(found: list[str], language: str) -> list[str]:
    """Leave out figures, unit symbols, acronyms and codes."""
    units = lexicon(language).units
    kept = []
    for word in found:
        bare = word.replace("-", "")
        if word[0].isdigit() or bare.isupper() or (len(word) <= 4 and word in units):
            continue
        if any(character.isdigit() or character.isupper() for character in word[1:]):
            continue
        kept.append(word)
    return kept


def _is_name(found: list[str], known: frozenset[str]) -> bool:
    """True for two or more words that all begin with a capital, small function words apart."""
    content = [word for word in found if word.lower() not in known]
    return len(content) > 1 and all(word[0].isupper() for word in content)


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Error where a segment is empty or holds text of the source language; warning where it may."""

    code: str = "segment-untranslated"
    severity: Severity = Severity.ERROR
    empty_code: str = "segment-empty"
    maybe_code: str = "segment-maybe-untranslated"

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty:
            return [Problem(self.empty_code, pair.path, self.severity)] if pair.source_text else []
        if pair.neutral or base_language(pair.source_language) == base_language(pair.target_language):
            return []
        source, target = _own_words(pair.source, pair.source_language), _own_words(pair.target, pair.target_language)
        for look in (_unchanged, _kept_sentence, _other_script, _source_clause, _kept_run):
            if (left := look(source, target, pair)) is not None:
                text, certain = left
                code, severity = (self.code, self.severity) if certain else (self.maybe_code, Severity.WARNING)
                return [Problem(code, pair.path, severity, params={"text": text})]
        return []


Left = tuple[str, bool] | None


def _unchanged(source: str, target: str, pair: SegmentPair) -> Left:
    if " ".join(source.split()).casefold() != " ".join(target.split()).casefold():
        return None
    found = _translatable(words(source), pair.source_language)
    known = stop_words(pair.source_language)
    if not found or _is_name(found, known):
        return None
    return pair.target_text, len(words(source)) >= _SHORT and len(found) >= _SHORT - 1


def _kept_sentence(source: str, target: str, pair: SegmentPair) -> Left:
    known = stop_words(pair.source_language)
    for sentence in sentences(source, pair.source_language):
        found = _translatable(words(sentence), pair.source_language)
        if len(found) >= _SHORT and not _is_name(found, known) and sentence.rstrip(".!?… ") in target:
            return sentence, True
    return None


def _other_script(source: str, target: str, pair: SegmentPair) -> Left:
    expected = _SCRIPT_NAMES.get(script_of(pair.target_language))
    if expected is None or _SCRIPT_NAMES.get(script_of(pair.source_language)) == expected:
        return None
    found = _translatable(words(target), pair.target_language)
    counted = scripts(" ".join(found))
    if len(found) < _SHORT or _is_name(found, stop_words(pair.source_language)):
        return None
    return (pair.target_text, True) if counted.get(expected, 0) * 2 < sum(counted.values()) else None


def _exclusive(pair: SegmentPair) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    theirs, ours = stop_words(pair.source_language), stop_words(pair.target_language)
    return (lambda word: word in theirs and word not in ours), (lambda word: word in ours and word not in theirs)


def _source_clause(source: str, target: str, pair: SegmentPair) -> Left:
    """A clause whose function words are those of the source language and none of the target's."""
    of_source, of_target = _exclusive(pair)
    for clause in _CLAUSE_END.split(target):
        found = [part for word in words(clause.lower()) for part in re.split("['’]", word) if part]
        if len(found) < _CLAUSE:
            continue
        hits = sum(map(of_source, found))
        if hits >= 2 and hits >= len(found) * 0.2 and not any(map(of_target, found)):
            # Without the function words of the target, two of them may be of both languages (Welsh “o”, “a”).
            return clause.strip(), bool(stop_words(pair.target_language))
    return None


def _kept_run(source: str, target: str, pair: SegmentPair) -> Left:
    """Consecutive words of the source that stand in the target as they were."""
    before, after = words(source), words(target)
    lower = [word.lower() for word in before]
    if not set(lower).intersection(word.lower() for word in after):
        return None
    of_source, _ = _exclusive(pair)
    other_script = script_of(pair.source_language) != script_of(pair.target_language)
    for begin, end in _runs(lower, [word.lower() for word in after]):
        run = _translatable(after[begin:end], pair.source_language)
        small = [word for word in run if word[0].islower()]
        if len(small) >= _SHORT and sum(of_source(word.lower()) for word in small) >= 1:
            return " ".join(after[begin:end]), True
        if len(small) >= (2 if other_script else _SHORT):
            return " ".join(after[begin:end]), False
    return None


def _runs(before: list[str], after: list[str]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of what stands in both. Matching grows with the square, so long texts are walked through."""
    if len(before) * len(after) <= _MATCHED:
        for match in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            yield match.b, match.b + match.size
        return
    places: dict[tuple[str, str], list[int]] = {}
    for at, two in enumerate(pairwise(before)):
        known = places.setdefault(two, [])
        if len(known) < _PLACES:
            known.append(at)
    begin = 0
    while begin < len(after) - 1:
        longest = 0
        for at in places.get((after[begin], after[begin + 1]), ()):
            size = 2
            while (
                at + size < len(before) and before[at + size : at + size + 1] == after[begin + size : begin + size + 1]
            ):
                size += 1
            longest = max(longest, size)
        if longest:
            yield begin, begin + longest
        begin += longest or 1

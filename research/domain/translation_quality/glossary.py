"""A term of the glossary is said in the word that is approved for it, so that readers find its explanation.

There is no grammar behind it: a term is found in the source with the usual endings of a plural, and in the
translation by the stems of its words, so that a word in another form, case or compound counts as the term.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from research.domain.problems import Problem, Severity
from research.domain.translation_quality.number_tokens import variants
from research.domain.translation_quality.number_words import fold
from research.domain.translation_quality.pair import SegmentPair

_WORD = re.compile(r"[^\W_]+")
_HYPHEN = re.compile("[-\u2010\u2011\u00ad\u00b7]")
_HYPHENATED = re.compile(r"[^\W_]+(?:[-\u2010\u2011\u00ad\u00b7][^\W_]+)+")
_PLURAL = r"(?:s|es|x|n|en|e|er)?"
_ARABIC_PREFIX = r"(?:[وف]?[بلك]?(?:ال|لل)?)"
_ARABIC_ENDINGS = re.compile(r"(?:تان|تين|ات|ين|ون|ان|ة|ه)$")
_LONG_VOWELS = re.compile("[اويءئؤ]")
#: Shorter words join the words of a term ("de", "en") and stems shorter than this begin many words.
_SHORT = 3
_LONG_ENOUGH = 5


def _plain(text: str) -> str:
    """Return ``text`` folded and without accents: lesión, lesiones."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))


@lru_cache(maxsize=64)
def _approved(glossary: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for term, target in glossary:
        if term and target:
            found.setdefault(term, []).append(target)
    return {term: tuple(targets) for term, targets in found.items()}


@lru_cache(maxsize=2048)
def _finder(term: str) -> re.Pattern[str]:
    words = _WORD.findall(_plain(term))
    prefix = _ARABIC_PREFIX if _is_arabic(term) else ""
    spelled = r"[\s’'-]+".join(f"{prefix}{re.escape(word)}{_PLURAL if len(word) > _SHORT else ''}" for word in words)
    return re.compile(rf"(?<!\w){spelled}(?!\w)") if words else re.compile("(?!)")


def _is_arabic(word: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" for sign in word)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > _LONG_ENOUGH and word[-1] in "aeo" else word


def _arabic_stems(word: str) -> set[str]:
    """Return what stays of a word without its particles, its ending and its long vowels: أثر, الآثار."""
    return {_LONG_VOWELS.sub("", _ARABIC_ENDINGS.sub("", variant)) for variant in variants(word)}


def _stands_for(word: str, wanted: str) -> bool:
    if _is_arabic(wanted):
        alike = _arabic_stems(word) & {stem for stem in _arabic_stems(wanted) if len(stem) > 1}
        return bool(alike) or any(variant.startswith(wanted) for variant in variants(word))
    stem = _stem(wanted)
    if len(stem) <= _SHORT or stem.isdigit():
        return word in {wanted, wanted + "s"}
    return word.startswith(stem) or (len(stem) >= _LONG_ENOUGH and stem in word)


def _words(text: str) -> list[str]:
    """Return the words of ``text``; those that hyphens take apart are there whole too: Stamm-Zellen."""
    return [*_WORD.findall(text), *(_HYPHEN.sub("", word) for word in _HYPHENATED.findall(text))]


def _is_said(term: str, words: list[str]) -> bool:
    """True where every word of ``term`` but the little ones has a word that may be a form of it."""
    wanted = _WORD.findall(_plain(term))
    telling = [word for word in wanted if len(word) > _SHORT or word.isdigit()] or wanted
    return bool(telling) and all(any(_stands_for(word, one) for word in words) for one in telling)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Warning where the source has a term of the glossary and the translation no form of what is approved for it."""

    code: str = "glossary-term-missing"
    severity: Severity = Severity.WARNING

    def check(self, pair: SegmentPair) -> list[Problem]:
        if not pair.comparable or not pair.glossary:
            return []
        source = _plain(pair.source_text)
        words: list[str] = []
        found = []
        for term, approved in _approved(pair.glossary).items():
            if not _finder(term).search(source):
                continue
            words = words or _words(_plain(pair.target_text))
            if not any(_is_said(target, words) for target in approved):
                params = {"term": term, "approved": approved[0]}
                found.append(Problem(self.code, pair.path, self.severity, params=params))
        return found

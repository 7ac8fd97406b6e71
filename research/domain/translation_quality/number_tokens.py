"""Figures and words of a text in order, with what joins them: the first step of reading quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from research.domain.translation_quality.number_format import NumberFormat, number_format
from research.domain.translation_quality.number_words import Lexicon, fold

_WORD = r"(?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0670])*)"
_GAP = re.compile(r"[\s'’\u00ad\u2010\u2011-]{0,2}")
_ACRONYM_BEFORE = re.compile(r"(?:[A-Z]{2,}|[Cc]ovid|\b[A-Z]+[a-z]*[A-Z]+[a-z]*)[-‐‑]$")
_CLITICS = ("و", "ف", "ب", "ل", "ك")


@dataclass(slots=True)
class Token:
    text: str
    start: int
    end: int
    #: Set for figures.
    value: Fraction | None = None
    #: A sign such as ½ by itself.
    fraction: bool = False
    #: Letters glued to a figure: "mg" in 3mg.
    glued: str = ""
    folded: str = ""
    #: Nothing but a space, hyphen or apostrophe stands before the next token.
    joined: bool = False


@lru_cache(maxsize=64)
def _scanner(language: str) -> tuple[re.Pattern[str], NumberFormat]:
    format_ = number_format(language)
    return re.compile(f"{format_.pattern}|{_WORD}"), format_


def tokens(text: str, language: str, words: Lexicon) -> list[Token]:
    """Return the figures and words of prepared ``text``; figures inside names (B12, IL-6) are passed over."""
    scanner, format_ = _scanner(language)
    found: list[Token] = []
    for match in scanner.finditer(text):
        if match["word"] is not None:
            found.append(Token(match[0], match.start(), match.end(), folded=fold(match[0])))
            continue
        glued = match["glued"] or ""
        end = match.end() - len(glued)
        if glued and not _may_be_glued(glued, words):
            continue  # part of a name: 1a, 2B
        if _ACRONYM_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue  # part of a name: IL-6, COVID-19
        value = format_.value(match)
        alone = match["alone"] is not None
        found.append(Token(text[match.start() : end], match.start(), end, value, fraction=alone, glued=glued))
    for this, following in pairwise(found):
        this.joined = not this.glued and _GAP.fullmatch(text, this.end, following.start) is not None
    return found


def _may_be_glued(glued: str, words: Lexicon) -> bool:
    folded = fold(glued)
    return folded in words.units or folded in words.suffixes or (len(glued) > 3 and glued.islower())


def variants(word: str) -> list[str]:
    """Return the folded word, and an Arabic one also without the particles that are written onto it."""
    if not "\u0600" <= word[:1] <= "\u06ff":
        return [word]
    found = [word]
    for _ in range(3):
        shorter = found[-1]
        if shorter.startswith(("لل", "ال")) and len(shorter) > 4:
            found.append(shorter[2:])
        elif shorter.startswith(_CLITICS) and len(shorter) > 3:
            found.append(shorter[1:])
        else:
            break
    return found

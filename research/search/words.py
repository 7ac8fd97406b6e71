"""From a text to the tokens that are stored and compared: all that is linguistic about search, in plain Python.

A database only stores tokens and compares them, so that every database finds the same. A token is ``fr:etud`` (a
stem and the language it is a stem in), ``etud`` (a word of a language without a stemmer, folded) or ``12.5``.

Letters and digits of one run are taken apart (``NCT01234567`` is ``nct`` and ``01234567``), and what stands between
them is not looked at. So ``COVID-19``, ``covid 19`` and ``COVID19`` find one another, an identifier is found
whole and by its parts, and only a number keeps its point.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

import snowballstemmer

from research.domain.locales import base_language

#: A word that is longer is cut, on both sides of the comparison.
LONGEST = 40

#: The module of each Snowball stemmer, by language code.
STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}

#: Marks that belong to the letter before them, and the soft hyphen, which is no end of a word.
_MARKS = "".join(
    chr(code) for code in range(0x300, 0x11000) if unicodedata.category(chr(code)) in ("Mn", "Mc")
).replace("-", "")
#: Scripts that put no space between words: each character and each pair of neighbours is a token.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,٫٬]\d+)*)|(?P<unspaced>[{_UNSPACED}]+)|(?P<word>(?:[^\W\d_{_UNSPACED}][\u00ad{_MARKS}]*)+)"
)
_SEPARATOR = re.compile(r"[.,٫٬]")
#: Letters of their own that readers without the key for them type as others.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ё": "е"}
    # Arabic: the forms of alef, ya and ta marbuta that are typed in place of one another.
    | {"ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ـ": None, "\u00ad": None}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Token(NamedTuple):
    """A place in a text, by characters, and the tokens any of which is found there."""

    start: int
    end: int
    forms: frozenset[str]


def tokens(text: str, language: str, languages: Iterable[str]) -> Iterator[Token]:
    """Yield the tokens of a ``text`` in ``language``: stems only for one of ``languages``, which queries know."""
    base = base_language(language)
    stemmed = base if base in languages and base in STEMMERS else ""
    for start, end, piece, kind in pieces(text):
        if found := forms(piece, kind, stemmed):
            yield Token(start, end, found)


def pieces(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield what a text is made of: start, end, the piece itself, and whether it is a number, a word or a character."""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        start, piece = found.start(), found.group()
        if kind != "unspaced":
            yield start, found.end(), piece, kind
            continue
        for offset, character in enumerate(piece):
            yield start + offset, start + offset + 1, character, kind
            if pair := piece[offset : offset + 2][1:]:
                yield start + offset, start + offset + 2, character + pair, kind


@lru_cache(maxsize=100_000)
def forms(piece: str, kind: str, language: str) -> frozenset[str]:
    """Return the tokens for one piece of a text; any of them may be what a query asks for. Empty if nothing is left.

    ``language`` has a stemmer, or is "".
    """
    if kind == "number":
        return _numbers(piece)
    if kind == "unspaced":
        return frozenset({folded(piece)[:LONGEST]} - {""})
    if not language:
        return frozenset({folded(piece)[:LONGEST]} - {""})
    return frozenset(f"{language}:{stem[:LONGEST]}" for stem in _stems(piece, language) if stem)


def _numbers(piece: str) -> frozenset[str]:
    """Return a number with a point, and without what may group its thousands: 1,234 is 1.234 or 1234."""
    digits = "".join(str(unicodedata.decimal(c, c)) for c in piece)
    parts = _SEPARATOR.split(digits)
    found = {".".join(parts)}
    if len(parts) > 1 and 1 <= len(parts[0]) <= 3:
        if all(len(part) == 3 for part in parts[1:]):
            found.add("".join(parts))
        elif len(parts) > 2 and all(len(part) == 3 for part in parts[1:-1]):
            found.add(f"{''.join(parts[:-1])}.{parts[-1]}")
    return frozenset(number[:LONGEST] for number in found)


def folded(word: str) -> str:
    """Return a word without case, accents and vowel signs of Arabic; only letters, marks and digits are left."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    kept: list[str] = []
    base = ""
    for character in text:
        if not unicodedata.combining(character):
            base = character if character.isalnum() else ""
            kept.append(base)
        elif base and not _loses_marks(base):
            kept.append(character)
    whole = unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)
    return "".join(c for c in whole if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc"))


@lru_cache(maxsize=2048)
def _loses_marks(letter: str) -> bool:
    """True for the letters of scripts in which marks are left out in quick typing. In others they make the letter."""
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "ARABIC", "HEBREW"))


def _stems(word: str, language: str) -> Iterator[str]:
    """Yield the stems of the word as it stands and of the word as somebody without its accents would type it.

    A stemmer knows endings with their accents, so each order of stemming and folding finds words that the other
    does not.
    """
    written = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold()).replace("\u00ad", "")
    spellings = {written, folded(word)}
    if language == "de":
        # Whoever has no umlaut writes ae or a.
        spellings.add(folded(written.translate(_GERMAN)))
    if language == "ar":
        plain = folded(word)
        # The stemmer takes the plural ending off a noun with its article only.
        spellings |= {plain.removesuffix("ه") + "ة" if plain.endswith("ه") else plain}
        spellings |= {f"ال{spelling}" for spelling in spellings if not spelling.startswith("ال")}
    for spelling in spellings:
        yield folded(_stem(spelling, language))


def _stem(word: str, language: str) -> str:
    stemmers: dict[str, Any] = _local.__dict__
    if language not in stemmers:
        name = STEMMERS[language]
        # The class itself: the package’s own chooser takes another implementation where one is installed.
        module = import_module(f".{name}_stemmer", snowballstemmer.__name__)
        stemmers[language] = getattr(module, f"{name.title()}Stemmer")()
    return str(stemmers[language].stemWord(word))


#: A stemmer keeps the word that it is at, so each thread has its own.
_local = threading.local()

"""Number words of a language, compiled from ``data/numbers.<language>.json`` into one dictionary.

Words are looked up folded (lower case; Arabic without vowel signs and with one form of
alef), as phrases of up to four words joined by a space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from research.domain.locales import base_language
from research.domain.translation_quality.language_data import load

Kind = Literal[
    "number", "percent", "points", "fraction", "ordinal", "month", "times", "span", "multiplier", "plus-half", "nothing"
]

LONGEST_PHRASE = 4
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u0300-\u036f]")
_ALEF = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي"})


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return the form in which words are compared."""
    folded = word.lower()
    if folded.isascii():
        return folded
    folded = unicodedata.normalize("NFC", folded)
    return _MARKS.sub("", folded).translate(_ALEF)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says: a value, a mark after a number, or nothing that counts."""

    kind: Kind
    value: Fraction = Fraction(0)
    #: Lengths of time in seconds that the phrase may mean ("quinze jours" is two weeks).
    seconds: tuple[Fraction, ...] = ()


_DAY = 86_400
#: Seconds; months and years are related to each other exactly and to days on average.
UNIT_SECONDS: Mapping[str, Fraction] = {
    "second": Fraction(1),
    "minute": Fraction(60),
    "hour": Fraction(3600),
    "day": Fraction(_DAY),
    "week": Fraction(7 * _DAY),
    "month": Fraction(146_097 * _DAY, 4800),
    "year": Fraction(146_097 * _DAY, 400),
}
_SYMBOLS: Mapping[str, str] = {
    "s": "second", "min": "minute", "h": "hour",
    "mg": "milligram", "µg": "microgram", "μg": "microgram", "mcg": "microgram", "g": "gram", "kg": "kilogram",
    "ml": "millilitre", "dl": "decilitre", "cl": "centilitre", "l": "litre",
    "mm": "millimetre", "cm": "centimetre", "m": "metre", "km": "kilometre",
    "mmol": "millimole", "kcal": "kilocalorie", "kj": "kilojoule", "mmhg": "mmHg", "hz": "hertz",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known about numbers in one language."""

    phrases: Mapping[str, Meaning]
    units: Mapping[str, str]
    ones: frozenset[str]
    links: frozenset[str]
    connectors: frozenset[str]
    suffixes: frozenset[str]
    dual_endings: tuple[str, ...] = ()
    compound: re.Pattern[str] | None = None
    compound_parts: Mapping[str, Fraction] = field(default_factory=dict)
    complete: bool = True

    def value_of_compound(self, word: str) -> Meaning | None:
        """Read a word such as "zweihundertfünfzig" or "dreiwöchige"; None where it is no number."""
        if self.compound is None or (found := self.compound.fullmatch(word)) is None:
            return None
        total = current = Fraction(0)
        for part in self._parts(found["number"]):
            value = self.compound_parts.get(part)
            if value is None:  # "und"
                continue
            if value >= 1000:
                total, current = total + (current or 1) * value, Fraction(0)
            elif value == 100:
                current = (current or Fraction(1)) * 100
            else:
                current += value
        value = total + current
        return Meaning("number", value) if value > 1 else None

    def _parts(self, number: str) -> list[str]:
        longest_first = sorted(self.compound_parts, key=len, reverse=True)
        return re.findall("|".join([*longest_first, "und"]), number)


def _key(phrase: str) -> str:
    return " ".join(fold(word) for word in re.split(r"[\s'’-]+", phrase) if word)


def _months(language: str, extra: Mapping[str, Iterable[str]]) -> dict[str, Meaning]:
    names: dict[str, Meaning] = {}
    try:
        locale = Locale.parse(base_language(language))
    except (UnknownLocaleError, ValueError):
        return names
    for context in ("format", "stand-alone"):
        for number, name in get_month_names("wide", context, locale).items():
            key = _key(name)
            if key and not key.isdigit() and not any(character.isdigit() for character in key):
                names[key] = Meaning("month", Fraction(number))
    for number_text, spellings in extra.items():
        for name in spellings:
            names[_key(name)] = Meaning("month", Fraction(number_text))
    return names


def _compound(data: Mapping[str, Any]) -> tuple[re.Pattern[str] | None, dict[str, Fraction]]:
    if not data.get("compound"):
        return None, {}
    parts = {"ein": Fraction(1), "eins": Fraction(1)}
    for value, spellings in data["words"].items():
        parts.update({fold(word): Fraction(value) for word in spellings if " " not in word})
    for value in ("100", "1000"):
        parts.update({fold(word): Fraction(value) for word in data["multipliers"][value]})
    longest_first = "|".join(sorted(parts, key=len, reverse=True))
    endings = "|".join(sorted(data.get("suffixes", ()), key=len, reverse=True))
    return re.compile(f"(?P<number>(?:{longest_first}|und)+)(?:{endings})?"), parts


@lru_cache(maxsize=64)
def lexicon(language: str) -> Lexicon:
    """Return the number words of ``language``; without data only months and unit symbols are known."""
    data = load("numbers", language) or {}
    phrases = _months(language, data.get("months", {}))

    def add(section: str, kind: Kind) -> None:
        for value, spellings in data.get(section, {}).items():
            for spelling in spellings:
                phrases[_key(spelling)] = Meaning(kind, Fraction(value))

    # Later sections win where a spelling stands in two.
    add("ordinals", "ordinal")
    add("weak", "times")
    add("multipliers", "multiplier")
    add("words", "number")
    add("fractions", "fraction")
    for phrase in data.get("plus_half", ()):
        phrases[_key(phrase)] = Meaning("plus-half", Fraction(1, 2))
    for phrase in data.get("percent", ()):
        phrases[_key(phrase)] = Meaning("percent")
    for phrase in data.get("points", ()):
        phrases[_key(phrase)] = Meaning("points")
    for phrase, (number, unit) in data.get("durations", {}).items():
        value = Fraction(number)
        plain = phrases.get(_key(phrase.split()[0]))
        # "Quinze jours" names a number that it does not mean; an Arabic dual means two without naming it.
        stated = plain.value if plain and plain.kind == "number" else (value if value == 2 else Fraction(0))
        lengths = {value * UNIT_SECONDS[unit], (stated or value) * UNIT_SECONDS[unit]}
        phrases[_key(phrase)] = Meaning("number" if stated else "span", stated, tuple(sorted(lengths)))
    for phrase in (*data.get("exceptions", ()), *data.get("vague", ())):
        phrases[_key(phrase)] = Meaning("nothing")

    units = {fold(word): unit for unit, names in data.get("units", {}).items() for word in names}
    pattern, parts = _compound(data)
    return Lexicon(
        phrases=phrases,
        units={**_SYMBOLS, **units},
        ones=frozenset(fold(word) for word in data.get("ones", ())),
        links=frozenset(fold(word) for word in data.get("links", ())),
        connectors=frozenset(fold(word) for word in data.get("connectors", ())),
        suffixes=frozenset(fold(word) for word in data.get("ordinal_suffixes", ())),
        dual_endings=tuple(data.get("dual", ())),
        compound=pattern,
        compound_parts=parts,
        complete=bool(data),
    )

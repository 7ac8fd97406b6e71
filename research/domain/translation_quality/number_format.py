"""How a language writes figures: the pattern that finds them, and figures written for a message.

Separators come from Babel's locale data. Digits of every script are read as the
European ones, and marks of writing direction are left out before anything is matched.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import log10

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

_NARROW_SPACES = "\u00a0\u202f\u2009\u2007"
_DIGITS = {c: str(unicodedata.decimal(chr(c))) for c in range(0x80, sys.maxunicode) if chr(c).isdecimal()}
#: To spaces, so that places in the text stay the same.
_DIRECTION_MARKS = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "")
_PREPARE = {**_DIGITS, **_DIRECTION_MARKS}
#: Written as decimal signs beside the locale's own: Spanish follows the reader's country,
#: Arabic the writer's, and some medical journals print a raised dot in English.
_ALSO_DECIMAL: Mapping[str, str] = {"es": ".", "ar": ",", "en": "·"}
#: A longer row of digits is no number that anybody compares, and must not cost time.
_MOST_DIGITS = 60
_DATE = re.compile(r"(?<![\d.,/])(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.,]\d)")
_FULL_HOUR = re.compile(r"(?<![\d:.,])(\d{1,2}):00(?![\d:])")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d|-)")


#: ½ and its like, by what they stand for.
FRACTIONS: Mapping[str, Fraction] = {
    sign: Fraction(unicodedata.numeric(sign)).limit_denominator(100)
    for sign in map(chr, (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189))
}
#: A power of ten: 2×10⁶ is another number than 2×10⁵.
_POWER = re.compile("(?<=[0-9])[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")


def prepared(text: str) -> str:
    """Return ``text`` with European digits, without direction marks, and with dates and full hours taken apart."""
    if not text.isascii():
        text = _POWER.sub(lambda power: f" ^ {power[0].translate(_RAISED)}", text)
        text = text.translate(_PREPARE)
    text = _FULL_HOUR.sub(r"\1 h", text)
    text = _DATE.sub(r"\1 / \3 / \4", text)
    return _ISO_DATE.sub(r"\1 / \2 / \3", text)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The pattern of figures, whose groups ``value`` reads, and ``glued`` with the letters after a figure."""

    pattern: str
    decimal_class: str

    def value(self, match: re.Match[str]) -> Fraction:
        if match["bare"] is not None:
            number = Fraction("0." + match["bare"][:_MOST_DIGITS])
        elif match["alone"] is not None:
            number = FRACTIONS[match["alone"]]
        else:
            whole = re.sub(r"\D", "", match["grouped"] or match["whole"])[:_MOST_DIGITS]
            number = Fraction(f"{whole}.{match['decimals'][:_MOST_DIGITS]}" if match["decimals"] else whole)
            number += FRACTIONS.get(match["part"] or "", 0)
        return -number if match["sign"] else number


def _locale(language: str) -> Locale:
    for code in (language, language.replace("_", "-").split("-")[0]):
        try:
            return Locale.parse(code.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def _separators(locale: Locale) -> tuple[str, str]:
    decimals, groups = set("٫"), set("٬")
    for system in ("latn", locale.default_numbering_system):
        symbols = locale.number_symbols.get(system) or {}
        if symbols.get("decimal"):
            decimals.add(symbols["decimal"])
            groups.add(symbols.get("group", ","))
    groups |= set(_NARROW_SPACES)
    if groups & {"'", "’"}:
        groups |= {"'", "’"}
    if "," in decimals:
        groups.add(" ")  # Where the comma is the decimal sign, thousands may stand apart by a plain space.
    return "".join(sorted(decimals)), "".join(sorted(groups - decimals))


@lru_cache(maxsize=128)
def number_format(language: str) -> NumberFormat:
    """Return how ``language`` writes figures; an unknown one is read like English."""
    locale = _locale(language)
    decimals, groups = _separators(locale)
    also = _ALSO_DECIMAL.get(locale.language, "")
    signs, group = re.escape(decimals), re.escape(groups)
    indian = (
        "" if locale.decimal_formats[None].grouping[1] != 2 else rf"|\d{{1,2}}(?:[{group}]\d{{2}})+[{group}]\d{{3}}"
    )
    every = re.escape("".join(sorted({*decimals, *also})))
    fractions = "".join(FRACTIONS)
    pattern = (
        (
            # A figure inside a Latin name (CD20, B12) is part of the name; Arabic clitics may lean on one.
            r"(?<![\d_A-Za-zÀ-ɏͰ-ϿЀ-ӿ])"
            r"(?:(?<![^\s(\[=<>≤≥±:;/«“\"])(?P<sign>[-−–])(?=\d))?"
            # No group begins with 0: 0.007 is no way to write 7, in whatever language.
            rf"(?:(?P<grouped>(?!0)\d{{1,3}}([{group}])\d{{3}}(?:\2\d{{3}})*{indian})(?!\d)|(?P<whole>\d+)"
            rf"|(?<![^\s(\[=<>≤≥±])[{signs}](?P<bare>\d+)|(?P<alone>[{fractions}]))"
            rf"(?:(?<!\.\d)[{every}](?P<decimals>\d+)|(?<=\d)[\u2060\u2044 {_NARROW_SPACES}]?(?P<part>[{fractions}]))?"
            r"(?P<glued>[A-Za-zÀ-ɏµμº]+)?"
        )
        .replace(r"\2", "(?P=group)")
        .replace(f"([{group}])", f"(?P<group>[{group}])", 1)
    )
    return NumberFormat(pattern, every)


#: Longer figures are not written out.
_LARGEST = 10**18


def written(value: Fraction, language: str) -> str:
    """Write ``value`` as a reader of ``language`` would expect it, with at most six decimals."""
    if abs(value) >= _LARGEST:
        # More figures than anybody reads, or than a float or a decimal holds: only their number is said.
        return f"{'-' * (value < 0)}10^{int(log10(abs(value.numerator)) - log10(value.denominator))}"
    number = round(float(value), 6)
    locale = _locale(language)
    return str(format_decimal(number, locale=locale, decimal_quantization=False, numbering_system="default"))

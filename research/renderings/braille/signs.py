"""What is written for a sign that a table of braille does not have. Nothing is left out, and no number changes.

liblouis writes such a sign as its number in hexadecimal, in cells that an embosser does not have. Better is another
sign that says the same; where there is none, the number stands in brackets, as “(U+2713)”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

#: Signs that say the same as another one.
SAME: Mapping[str, str] = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "•": "-",
    "·": ".",
    "„": "“",
    "‚": "‘",
    "«": "“",
    "»": "”",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "≥": ">=",
    "≤": "<=",
    "≠": "<>",
    "±": "+/-",
    "×": "x",
    "→": "->",
    "←": "<-",
    "‰": "o/oo",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "μ": "µ",
}


#: A fraction after a whole number, which would join its figures, and a power with a sign, which would read as “minus”.
_MIXED = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞↉])")
_SIGNED_POWER = re.compile(r"(?<=\d)([⁺⁻])([⁰¹²³⁴-⁹]+)")


def written(words: str, known: Callable[[str], bool]) -> str:
    """Return ``words`` in signs that are ``known`` one by one; blanks of every width are one blank each."""
    apart = _MIXED.sub(" ", unicodedata.normalize("NFC", words))
    return "".join(_written(_SIGNED_POWER.sub(_power, apart), known))


def _power(found: re.Match[str]) -> str:
    sign = "+" if found[1] == "⁺" else "-"
    return f" ({sign}{unicodedata.normalize('NFKC', found[2])})"


def _written(words: str, known: Callable[[str], bool]) -> Iterator[str]:
    before = ""
    for sign in words:
        category = unicodedata.category(sign)
        if category[0] == "Z" or category == "Cc":
            yield " "
        elif category == "Cf":
            # Marks of direction and places where a word may be divided.
            continue
        elif known(sign):
            yield sign
        else:
            yield next((said for said in _others(sign, before) if all(map(known, said))), _number(sign))
        before = sign


def _others(sign: str, before: str) -> Iterator[str]:
    """Yield what may stand for ``sign``, the best first. A digit that is raised or lowered is none after a digit."""
    if sign in SAME:
        yield SAME[sign]
    if (digit := unicodedata.decimal(sign, None)) is not None:
        yield str(digit)
    elif not (before.isdigit() and sign.isdigit()):
        yield unicodedata.normalize("NFKC", sign)
    if unicodedata.category(sign) == "Mn":
        yield ""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(letter))
    if bare.isalpha():
        yield bare
    if greek := re.fullmatch(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)", unicodedata.name(sign, "")):
        yield greek[1].lower()


def _number(sign: str) -> str:
    return f"(U+{ord(sign):04X})"

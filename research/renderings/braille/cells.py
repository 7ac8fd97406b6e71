"""Words as cells of six dots, in Unicode braille (U+2800 to U+283F)."""

from __future__ import annotations

import re
from functools import cache

from research.renderings.braille.liblouis import NO_UNDEFINED, Liblouis, library
from research.renderings.braille.signs import written
from research.renderings.braille.tables import Table, no_tables

BLANK = "\u2800"
_LAST = "\u283f"
#: Where a letter would be read as another digit.
_LETTER_AFTER_DIGIT = re.compile(r"(?<=[0-9])(?=[a-j])")
#: In a passage of capitals, liblouis leaves out the sign that keeps such a letter from the figure before it.
_CAPITAL_AFTER_DIGIT = re.compile(r"[0-9][A-J]")


def cells(words: str, table: Table) -> str:
    """Return ``words`` in the braille of ``table``. Raises ``Unavailable`` without the library or the table."""
    found = library()
    if found is None:
        raise no_tables()
    said = written(words, lambda sign: sign == " " or is_known(found, table.file, sign))
    pieces = _LETTER_AFTER_DIGIT.split(said) if table.letter_sign else [said]
    try:
        return table.letter_sign.join(_translated(found, table.file, piece) for piece in pieces)
    except ValueError as error:
        raise no_tables() from error


def _translated(found: Liblouis, file: str, words: str) -> str:
    if " " in words and _CAPITAL_AFTER_DIGIT.search(words):
        # A passage goes from word to word.
        return BLANK.join(_translated(found, file, word) for word in words.split(" "))
    made = found.translate(words, file)
    if _of_six_dots(made):
        return made
    # Each sign is known to the table, and together they have made something that is not.
    return "".join(found.translate(sign, file) for sign in words)


@cache
def is_known(found: Liblouis, file: str, sign: str) -> bool:
    """Tell whether a table has a sign. There are as many answers to keep as signs that people write."""
    try:
        made = found.translate(sign, file, NO_UNDEFINED)
    except ValueError:
        return False
    return bool(made.strip(BLANK)) and _of_six_dots(made)


def _of_six_dots(made: str) -> bool:
    return all(BLANK <= cell <= _LAST for cell in made)

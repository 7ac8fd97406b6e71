"""Invented names, one for every 25 updates, so that a search finds as many hits in a large corpus as in a small one."""

from __future__ import annotations

SHARED_BY = 25
#: What the originals have in place of a name. As long as one, so that no place in a text moves where it is replaced.
OF_ORIGINALS = "Xyxyxyxyk"
_CONSONANTS = "bdfgklmnprstvz"
_SYLLABLES = [consonant + vowel for consonant in _CONSONANTS for vowel in "aeiou"]


def name(update: int) -> str:
    """Return the invented name that ``update``, counted from 0, shares with 24 others, such as ``Rifolemuk``."""
    # Multiplied by a prime, so that names of neighbours do not begin alike.
    rest = (update // SHARED_BY + 1) * 7_368_787 % len(_SYLLABLES) ** 4
    syllables = []
    for _place in range(4):
        rest, syllable = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[syllable])
    # No stemmer of the five languages takes a final k away.
    return "".join(syllables).capitalize() + "k"

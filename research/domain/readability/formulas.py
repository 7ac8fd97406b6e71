"""Readability formulas as data: one per language, with its bands, its target and where it comes from.

A score compares texts of one language only; bands are never shared between languages.
``validated`` means tested with readers on texts of this kind or for schooling;
``adapted`` means fitted to the language from an English formula; ``experimental``
means that the order of texts may be right and the number is not to be relied on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from research.domain.locales import base_language

Reliability = Literal["validated", "adapted", "experimental", "none"]
Band = Literal["very-easy", "easy", "fairly-easy", "normal", "fairly-hard", "hard", "very-hard"]


@dataclass(frozen=True, slots=True)
class Formula:
    """``constant`` plus each measure of ``research.domain.readability.measures`` times its weight."""

    name: str
    constant: float
    weights: Mapping[str, float]
    citation: str
    reliability: Reliability
    #: Target for people outside medicine, in the formula's own scale.
    target: float | None
    #: From the easiest: the score at which each band begins, seen from the easy end.
    bands: tuple[tuple[float, Band], ...] = ()
    higher_is_easier: bool = True
    #: Only Arabic: the formula was made for text with vowel signs.
    needs_vowel_signs: bool = field(default=False)

    def score(self, measures: Mapping[str, float]) -> float:
        return self.constant + sum(weight * measures[name] for name, weight in self.weights.items())

    def band(self, score: float) -> Band | None:
        for limit, band in self.bands:
            if (score >= limit) if self.higher_is_easier else (score < limit):
                return band
        return None

    def reaches_target(self, score: float) -> bool:
        if self.target is None:
            return True
        return score >= self.target if self.higher_is_easier else score <= self.target


_LOWEST, _HIGHEST = float("-inf"), float("inf")
_FLESCH: tuple[tuple[float, Band], ...] = (
    (90, "very-easy"),
    (80, "easy"),
    (70, "fairly-easy"),
    (60, "normal"),
    (50, "fairly-hard"),
    (30, "hard"),
    (_LOWEST, "very-hard"),
)
_INFLESZ: tuple[tuple[float, Band], ...] = (
    (80, "very-easy"),
    (65, "fairly-easy"),
    (55, "normal"),
    (40, "fairly-hard"),
    (_LOWEST, "very-hard"),
)
_GULPEASE: tuple[tuple[float, Band], ...] = ((80, "easy"), (60, "normal"), (40, "hard"), (_LOWEST, "very-hard"))
_LIX: tuple[tuple[float, Band], ...] = (
    (30, "very-easy"),
    (40, "easy"),
    (50, "normal"),
    (60, "hard"),
    (_HIGHEST, "very-hard"),
)


def _flesch(
    name: str, constant: float, sentence: float, syllable: float, citation: str, reliability: Reliability = "adapted"
) -> Formula:
    weights = {"words_per_sentence": sentence, "syllables_per_word": syllable}
    return Formula(name, constant, weights, citation, reliability, 60, _FLESCH)


_GULPEASE_WEIGHTS = {"sentences_per_word": 300.0, "letters_per_word": -10.0}
_NORDIC = Formula(
    "LIX", 0, {"words_per_sentence": 1, "long_word_percent": 1}, "Björnsson 1968", "adapted", 40, _LIX, False
)

FORMULAS: Mapping[str, Formula] = {
    "en": _flesch("Flesch Reading Ease", 206.835, -1.015, -84.6, "Flesch 1948", "validated"),
    "es": Formula(
        "INFLESZ",
        206.835,
        {"words_per_sentence": -1, "syllables_per_word": -62.3},
        "Szigriszt Pazos 1993; scale: Barrio-Cantalejo et al. 2008, An. Sist. Sanit. Navar. 31(2)",
        "validated",
        65,
        _INFLESZ,
    ),
    "fr": _flesch("Kandel–Moles", 207, -1.015, -73.6, "Kandel and Moles 1958"),
    "de": _flesch("Amstad", 180, -1, -58.5, "Amstad 1978"),
    "it": Formula("Gulpease", 89, _GULPEASE_WEIGHTS, "Lucisano and Piemontese 1988", "validated", 60, _GULPEASE),
    "pt": Formula(
        "Gulpease",
        89,
        _GULPEASE_WEIGHTS,
        "Moreno et al. 2022, doi 10.61358/policromias.v8i1.54352",
        "adapted",
        60,
        _GULPEASE,
    ),
    "nl": _flesch("Flesch–Douma", 206.84, -0.93, -77, "Douma 1960"),
    "ru": _flesch("Oborneva", 206.835, -1.3, -60.1, "Oborneva 2006"),
    "tr": _flesch("Ateşman", 198.825, -2.61, -40.175, "Ateşman 1997"),
    "pl": Formula(
        "FOG-PL",
        0,
        {"words_per_sentence": 0.4, "complex_word_percent": 0.4},
        "Gunning’s index with words of four syllables, as used by Jasnopis",
        "adapted",
        9,
        ((7, "easy"), (10, "normal"), (13, "fairly-hard"), (16, "hard"), (_HIGHEST, "very-hard")),
        False,
    ),
    "sv": _NORDIC,
    "no": _NORDIC,
    "nb": _NORDIC,
    "nn": _NORDIC,
    "da": _NORDIC,
    "ar": Formula(
        "OSMAN",
        200.791,
        {"words_per_sentence": -1.015, "osman_load_per_word": -24.181},
        "El-Haj and Rayson 2016 (LREC)",
        "experimental",
        None,
        needs_vowel_signs=True,
    ),
}


def formula_for(language: str) -> Formula | None:
    """Return the formula of a language, or None where none is accepted."""
    return FORMULAS.get(base_language(language))

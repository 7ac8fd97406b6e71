"""How hard a text is to read, in the scale of its own language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from research.domain.readability.formulas import Band, Reliability, formula_for
from research.domain.readability.measures import measure

#: A score of fewer words says more about chance than about the text.
MIN_WORDS = 100
WORST = 5

Reason = Literal["", "too-short", "no-formula", "no-vowel-signs"]


@dataclass(frozen=True, slots=True)
class Readability:
    """A score with what is needed to judge it; without a score, ``reason`` says why.

    ``target`` is in the scale of the formula. ``worst`` holds the longest sentences with
    their numbers of words.
    """

    formula: str
    score: float | None
    band: Band | None
    target: float | None
    on_target: bool | None
    reliability: Reliability
    words: int
    sentences: int
    worst: tuple[tuple[str, int], ...] = ()
    reason: Reason = ""
    citation: str = ""


def assess(blocks: Sequence[str], language: str) -> Readability:
    """Score the blocks of one text (HTML or plain) written in ``language``."""
    measured = measure(blocks, language)
    longest = sorted(measured.sentences, key=lambda sentence: -len(sentence[1]))[:WORST]
    worst = tuple((sentence, len(found)) for sentence, found in longest)
    count, of_sentences = len(measured.words), len(measured.sentences)
    formula = formula_for(language)
    if formula is None:
        return Readability("", None, None, None, None, "none", count, of_sentences, worst, "no-formula")
    reason: Reason = ""
    if count < MIN_WORDS:
        reason = "too-short"
    elif formula.needs_vowel_signs and not measured.vowel_signs_shown:
        reason = "no-vowel-signs"
    score = None if reason else round(formula.score(measured.averages()), 1)
    return Readability(
        formula=formula.name,
        score=score,
        band=None if score is None else formula.band(score),
        target=formula.target,
        on_target=None if score is None or formula.target is None else formula.reaches_target(score),
        reliability=formula.reliability,
        words=count,
        sentences=of_sentences,
        worst=worst,
        reason=reason,
        citation=formula.citation,
    )

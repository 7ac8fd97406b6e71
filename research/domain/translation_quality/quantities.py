"""The quantities that a text states, in figures and in words, read the way its language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from research.domain.translation_quality import references
from research.domain.translation_quality.number_format import prepared
from research.domain.translation_quality.number_tokens import Token, tokens, variants
from research.domain.translation_quality.number_words import (
    LONGEST_PHRASE,
    UNIT_SECONDS,
    Kind,
    Lexicon,
    Meaning,
    fold,
    lexicon,
)

Form = Literal["digits", "words"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with what stands beside it; ``text`` is how it was written."""

    value: Fraction
    form: Form
    kind: Kind
    text: str
    unit: str = ""
    #: Lengths of time in seconds that it may mean; empty where it is no length of time.
    seconds: tuple[Fraction, ...] = ()

    @property
    def weak(self) -> bool:
        """True for words that carry a number along, such as ordinals, months and "both"."""
        return self.kind in {"ordinal", "month", "times", "span"}


_PERCENT = re.compile(r"[\s\u00a0\u202f]?-?[%٪﹪％](?P<points>[- ]?(?i:punkte?n?))?")
_AFTERNOON = re.compile(r"(?:\s?h)?[\s\u00a0]?p\.?\s?m\b\.?", re.I)
_ROMAN = {"II": Fraction(2), "III": Fraction(3), "VI": Fraction(6), "VII": Fraction(7), "VIII": Fraction(8)}
_MONTH_LIKE_VERBS = frozenset({"may", "march"})


@lru_cache(maxsize=4096)
def read(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the quantities of plain ``text`` in order; identifiers and addresses are passed over."""
    words = lexicon(language)
    spoken = prepared(references.blanked(text))
    return tuple(_Reader(spoken, tokens(spoken, language, words), words).quantities())


@lru_cache(maxsize=4096)
def dual_forms(text: str, language: str) -> int:
    """Return how many words of ``text`` may be duals, which say "two" by their ending."""
    endings = lexicon(language).dual_endings
    if not endings:
        return 0
    return sum(len(word) > 4 and fold(word).endswith(endings) for word in re.findall(r"\w+", text))


@lru_cache(maxsize=4096)
def says_one(text: str, language: str) -> bool:
    """True where an article or a word such as "each" may stand for the figure 1."""
    ones = lexicon(language).ones
    return not ones or any(
        variant in ones for word in re.findall(r"[^\W\d_]+", text) for variant in variants(fold(word))
    )


class _Reader:
    """Walks over the tokens of one text."""

    def __init__(self, text: str, tokens: list[Token], words: Lexicon) -> None:
        self.text, self.tokens, self.words = text, tokens, words

    def quantities(self) -> list[Quantity]:
        found: list[Quantity] = []
        places: list[tuple[int, int]] = []
        at = 0
        while at < len(self.tokens):
            quantity, after = self._quantity(at)
            if quantity is not None and not self._repeats_month(quantity, found):
                found.append(quantity)
                places.append((self.tokens[at].start, self.tokens[after - 1].end))
            at = max(after, at + 1)
        return self._spread_percent(found, places)

    def _quantity(self, at: int) -> tuple[Quantity | None, int]:
        token = self.tokens[at]
        if token.value is not None:
            return self._from_run(at)
        meaning, length = self._meaning(at)
        after = at + length
        if meaning is None:
            if token.text in _ROMAN:
                return Quantity(_ROMAN[token.text], "words", "times", token.text), at + 1
            return self._one_length(at), at + 1
        text = self.text[token.start : self.tokens[after - 1].end]
        match meaning.kind:
            case "multiplier" | "number" if not meaning.seconds:
                return self._from_run(at)
            case "number" | "span" if meaning.seconds:
                return Quantity(meaning.value, "words", meaning.kind, text, seconds=meaning.seconds), after
            case "fraction" | "plus-half":
                return self._with_unit(Quantity(meaning.value, "words", "fraction", text), after)
            case "month":
                return (Quantity(meaning.value, "words", "month", text), after) if self._is_month(at) else (None, after)
            case "ordinal" if at and self.tokens[at - 1].value is not None and self.tokens[at - 1].joined:
                return None, after  # "6 segundos": a unit, not an ordinal
            case "ordinal" | "times":
                return Quantity(meaning.value, "words", meaning.kind, text), after
        return None, after

    def _one_length(self, at: int) -> Quantity | None:
        """Read "a year" or "jede Woche" as a length of time, though no number is named."""
        token = self.tokens[at]
        if not token.joined or at + 1 >= len(self.tokens) or token.folded not in self.words.ones:
            return None
        following = self.tokens[at + 1]
        length = UNIT_SECONDS.get(self.words.units.get(following.folded, ""))
        if length is None:
            return None
        return Quantity(Fraction(1), "words", "span", self.text[token.start : following.end], seconds=(length,))

    def _meaning(self, at: int) -> tuple[Meaning | None, int]:
        """Return the meaning of the longest phrase that begins here, and how many tokens it takes."""
        phrases = self.words.phrases
        for first in variants(self.tokens[at].folded):
            for length in range(self._reach(at), 0, -1):
                rest = [token.folded for token in self.tokens[at + 1 : at + length]]
                if (meaning := phrases.get(" ".join([first, *rest]))) is not None:
                    return meaning, length
        return self.words.value_of_compound(self.tokens[at].folded), 1

    def _reach(self, at: int) -> int:
        length = 1
        while length < LONGEST_PHRASE and self.tokens[at + length - 1].joined and at + length < len(self.tokens):
            if self.tokens[at + length].value is not None:
                break
            length += 1
        return length

    def _from_run(self, at: int) -> tuple[Quantity, int]:
        """Read figures or words that make one number together: 2 million, two hundred and fifty."""
        start, first = at, self.tokens[at]
        form: Form = "words" if first.value is None else "digits"
        total, current = Fraction(0), first.value
        if current is not None:
            at += 1
        while at < len(self.tokens) and (at == start or self.tokens[at - 1].joined):
            step = at
            if step > start and self.tokens[step].folded in {"and", "und"} and (total or current) and form == "words":
                if current is not None and current % 100:
                    break
                step += 1
                if step >= len(self.tokens) or not self.tokens[step - 1].joined:
                    break
            if self.tokens[step].value is not None:
                break
            meaning, length = self._meaning(step)
            if meaning is None or meaning.seconds:
                break
            if meaning.kind == "multiplier":
                if meaning.value >= 1000:
                    total, current = total + (1 if current is None else current) * meaning.value, None
                elif current is None:
                    current = meaning.value
                elif meaning.value == 100 and current < 20 and form == "words":
                    current *= 100
                else:
                    break
            elif meaning.kind == "number" and form == "words" and meaning.value < 1000:
                if current is None:
                    current = meaning.value
                elif current >= 100 and current % 100 == 0 and meaning.value < 100:
                    current += meaning.value
                else:
                    break
            elif meaning.kind == "plus-half" and current is not None:
                current += meaning.value
            else:
                break
            at = step + length
        value = total + (current or 0)
        text = self.text[first.start : self.tokens[at - 1].end]
        return self._with_unit(Quantity(value, form, "fraction" if first.fraction else "number", text), at)

    def _with_unit(self, quantity: Quantity, after: int) -> tuple[Quantity, int]:
        """Attach a percent mark or a unit that follows."""
        last = self.tokens[after - 1]
        if quantity.form == "digits" and (clock := _AFTERNOON.match(self.text, last.end)):
            hour = (quantity.value % 12 + 12) * UNIT_SECONDS["hour"]
            return replace(quantity, text=quantity.text + clock[0], seconds=(hour,)), after
        if last.glued:
            return self._measured(quantity, self.words.units.get(fold(last.glued), "")), after
        if sign := _PERCENT.match(self.text, last.end):
            kind: Kind = "points" if sign["points"] else "percent"
            return replace(quantity, kind=kind, text=quantity.text + sign[0]), after
        if last.value is not None and re.search(
            r"(?<!\d)(?<!\d\s)[%٪]$", self.text[max(0, last.start - 3) : last.start]
        ):
            return replace(quantity, kind="percent"), after  # some languages put the sign first
        if after < len(self.tokens) and last.joined and self.tokens[after].value is None:
            meaning, length = self._meaning(after)
            if meaning is not None and meaning.kind in {"percent", "points"}:
                end = self.tokens[after + length - 1].end
                text = self.text[self.tokens[after - 1].start : end] if length else quantity.text
                return replace(quantity, kind=meaning.kind, text=text), after + length
        at = after
        for _ in range(3):
            if at >= len(self.tokens) or not self.tokens[at - 1].joined or self.tokens[at].value is not None:
                break
            token = self.tokens[at]
            elided = len(token.text) == 1 and self.text[token.end : token.end + 1] in {"'", "’"}  # d’eau, l’eau
            if not elided and token.folded not in self.words.links:
                unit = next(filter(None, map(self.words.units.get, variants(token.folded))), "")
                return (self._measured(quantity, unit) if unit else quantity), after
            at += 1
        return quantity, after

    def _measured(self, quantity: Quantity, unit: str) -> Quantity:
        length = UNIT_SECONDS.get(unit)
        return replace(quantity, unit=unit, seconds=() if length is None else (quantity.value * length,))

    def _is_month(self, at: int) -> bool:
        """English "may" and "march" are months only where they are written like one, beside a date."""
        token = self.tokens[at]
        if token.folded not in _MONTH_LIKE_VERBS:
            return True
        if not token.text[0].isupper():
            return False
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        dated = {"in", "since", "until", "by", "of", "during", "from", "to", "between", "and", "early", "late", "last"}
        return bool(
            (after and after.value is not None) or (before and (before.value is not None or before.folded in dated))
        )

    @staticmethod
    def _repeats_month(quantity: Quantity, found: list[Quantity]) -> bool:
        """Arabic dates often name a month twice: آذار/مارس."""
        return (
            quantity.kind == "month" and bool(found) and found[-1].kind == "month" and found[-1].value == quantity.value
        )

    def _spread_percent(self, found: list[Quantity], places: list[tuple[int, int]]) -> list[Quantity]:
        """In "6 to 22%" the mark belongs to both figures."""
        for at in range(len(found) - 2, -1, -1):
            this, following = found[at], found[at + 1]
            if this.kind != "number" or this.unit or following.kind not in {"percent", "points"}:
                continue
            between = self.text[places[at][1] : places[at + 1][0]].strip()
            if between in {"-", "–", "—", "−", "‑"} or all(
                fold(word) in self.words.connectors for word in between.split() or ["?"]
            ):
                found[at] = replace(this, kind=following.kind)
        return found

"""No number changes in translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from research.domain.problems import Problem, Severity
from research.domain.translation_quality import number_order, quantities
from research.domain.translation_quality.number_format import written
from research.domain.translation_quality.number_words import lexicon
from research.domain.translation_quality.pair import SegmentPair
from research.domain.translation_quality.quantities import Quantity

_STRONG_WORDS = frozenset({"number", "percent", "points", "fraction"})
#: Kinds that may stand for each other where the value is the same: 3, third, March.
_COUNTED = frozenset({"number", "ordinal", "month", "times", "span"})


@dataclass(slots=True)
class Comparison:
    """What of two lists of quantities found no partner, and what found one of another kind or unit."""

    missing: list[Quantity]
    extra: list[Quantity]
    other_kind: list[tuple[Quantity, Quantity]] = field(default_factory=list)
    other_unit: list[tuple[Quantity, Quantity]] = field(default_factory=list)

    def pair_off(self, fits: Callable[[Quantity, Quantity], bool]) -> Iterator[tuple[Quantity, Quantity]]:
        for quantity in list(self.missing):
            partner = next((other for other in self.extra if fits(quantity, other)), None)
            if partner is not None:
                self.missing.remove(quantity)
                self.extra.remove(partner)
                yield quantity, partner


def _same(one: Quantity, other: Quantity) -> bool:
    # Two spans are the same where they last as long, which is another question.
    return one.value == other.value and one.kind == other.kind != "span"


def _same_with_unit(one: Quantity, other: Quantity) -> bool:
    return _same(one, other) and one.unit == other.unit


def _same_length_of_time(one: Quantity, other: Quantity) -> bool:
    return any(length in other.seconds for length in one.seconds)


def _same_in_another_form(one: Quantity, other: Quantity) -> bool:
    if one.kind == other.kind == "span":
        return False
    if one.value != other.value:
        return False
    # “½ point” is 0.5 points.
    return (one.kind in _COUNTED and other.kind in _COUNTED) or {one.kind, other.kind} == {"number", "fraction"}


def _same_of_another_kind(one: Quantity, other: Quantity) -> bool:
    kinds = {"number", "percent", "points"}
    return one.value == other.value and one.kind in kinds and other.kind in kinds


#: More differences than anybody reads; pairing takes time that grows with their square.
_MOST = 60


def _in_order(quantities_there: tuple[Quantity, ...], wanted: Counter[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in quantities_there:
        if wanted[quantity] > 0 and len(kept) < _MOST:
            wanted[quantity] -= 1
            kept.append(quantity)
    return kept


def compare(source: tuple[Quantity, ...], target: tuple[Quantity, ...]) -> Comparison:
    """Pair every quantity of the source with one of the target, the closest likeness first."""
    left, come = Counter(source) - Counter(target), Counter(target) - Counter(source)
    rest = Comparison(_in_order(source, left), _in_order(target, come))
    for fits in (_same_with_unit, _same_length_of_time):
        for _ in rest.pair_off(fits):
            pass
    for one, other in rest.pair_off(_same):
        if one.unit and other.unit:
            rest.other_unit.append((one, other))
    for _ in rest.pair_off(_same_in_another_form):
        pass
    _pair_off_shares(rest.missing, rest.extra)
    _pair_off_shares(rest.extra, rest.missing)
    rest.other_kind.extend(rest.pair_off(_same_of_another_kind))
    return rest


def _share(quantity: Quantity) -> Fraction | None:
    if quantity.kind == "percent":
        return quantity.value / 100
    return quantity.value if quantity.kind == "fraction" else None


def _pair_off_shares(these: list[Quantity], those: list[Quantity]) -> None:
    """Drop shares that the other side states otherwise: a quarter, 25 %, 1 in 4."""
    for quantity in list(these):
        share = _share(quantity)
        if share is None:
            continue
        for partners in _ways_to_say(quantity, share, those):
            these.remove(quantity)
            for partner in partners:
                those.remove(partner)
            break


#: People say a share in these; a larger "12 of 60" in the place of 20 % would be a count that nobody made.
_ROUND_TOTALS = frozenset({*range(2, 11), 100, 1000})


def _ways_to_say(quantity: Quantity, share: Fraction, among: list[Quantity]) -> Iterator[list[Quantity]]:
    # 67 % is two thirds and 12 % an eighth, but 0.5 % is not 1 %.
    near = min(Fraction(6, 1000), share / 20)
    for other in among:
        other_share = _share(other)
        if other.kind != quantity.kind and other_share is not None and abs(other_share - share) <= near:
            yield [other]
    counts = [other for other in among if other.kind == "number" and other.value > 0]
    for part in counts:
        for whole in counts:
            if part is whole or whole.value not in _ROUND_TOTALS or part.value >= whole.value:
                continue
            if abs(part.value / whole.value - share) <= near:
                yield [part, whole]
    for whole in counts:  # "one in four" with "one" as a word, which is not counted
        if whole.value > 1 and abs(1 / whole.value - share) <= near:
            yield [whole]


@lru_cache(maxsize=64)
def differences(pair: SegmentPair) -> Comparison:
    """Return how the quantities of a pair differ, after what languages say without a number is allowed for.

    Remembered, because more than one check asks: the answer is to be read, not changed.
    """
    target_language = pair.source_language if pair.neutral else pair.target_language
    source = quantities.read(pair.source_text, pair.source_language)
    target = quantities.read(pair.target_text, target_language)
    if source == target:
        return Comparison([], [])
    rest = compare(source, target)
    _forgive_duals(rest.missing, pair.target_text, target_language)
    _forgive_duals(rest.extra, pair.source_text, pair.source_language)
    _forgive_ones(rest, pair, target_language)
    return rest


def _forgive_duals(quantities_left: list[Quantity], other_text: str, other_language: str) -> None:
    twos = [quantity for quantity in quantities_left if quantity.value == 2 and quantity.kind == "number"]
    if twos:
        for quantity in twos[: quantities.dual_forms(other_text, other_language)]:
            quantities_left.remove(quantity)


def _forgive_ones(rest: Comparison, pair: SegmentPair, target_language: str) -> None:
    """The figure 1 may be an article on the other side, but not where another figure took its place."""
    ones = [quantity for quantity in (*rest.missing, *rest.extra) if quantity.value == 1 and quantity.kind == "number"]
    if not ones or len(rest.missing) + len(rest.extra) > len(ones):
        return
    if quantities.says_one(pair.target_text, target_language) or lexicon(target_language).dual_endings:
        rest.missing[:] = [quantity for quantity in rest.missing if quantity not in ones]
    if quantities.says_one(pair.source_text, pair.source_language) or lexicon(pair.source_language).dual_endings:
        rest.extra[:] = [quantity for quantity in rest.extra if quantity not in ones]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Error where a figure is missing, added or different; warning where only number words differ.

    The problems carry ``missing``, written as the target language writes figures, and
    ``extra``, as it stands in the translation.
    """

    code: str = "number-changed"
    severity: Severity = Severity.ERROR
    word_code: str = "number-word-changed"
    order_code: str = "number-order-changed"

    def check(self, pair: SegmentPair) -> list[Problem]:
        if pair.empty:
            return []
        rest = differences(pair)
        if not (rest.missing or rest.extra or rest.other_kind):
            return self._other_order(pair)
        missing = [quantity for quantity in rest.missing if not quantity.weak]
        extra = [quantity for quantity in rest.extra if not quantity.weak]
        if not lexicon(pair.source_language).complete:
            extra = [quantity for quantity in extra if quantity.form == "digits"]
        if not lexicon(pair.target_language).complete and not pair.neutral:
            missing = [quantity for quantity in missing if quantity.form == "digits"]
        weak_missing, weak_extra = _changed_together(rest)
        missing += [one for one, _ in rest.other_kind] + weak_missing
        extra += [other for _, other in rest.other_kind] + weak_extra
        if not missing and not extra:
            return []
        stops = bool(rest.other_kind) or any(
            self._stops(quantity, pair, bool(extra)) for quantity in (*missing, *extra)
        )
        code, severity = (self.code, self.severity) if stops else (self.word_code, Severity.WARNING)
        params = {
            "missing": tuple(_wanted(quantity, pair.target_language) for quantity in missing),
            "extra": tuple(quantity.text for quantity in extra),
        }
        return [Problem(code, pair.path, severity, params=params)]

    def _other_order(self, pair: SegmentPair) -> list[Problem]:
        """Tell where figures of one kind and unit have changed places: “from 8 to 3” is not “from 3 to 8”."""
        for values, others in number_order.changed(pair):
            params = {
                "source": tuple(written(value, pair.target_language) for value in values),
                "target": tuple(written(value, pair.target_language) for value in others),
            }
            return [Problem(self.order_code, pair.path, Severity.WARNING, params=params)]
        return []

    @staticmethod
    def _stops(quantity: Quantity, pair: SegmentPair, something_came_instead: bool) -> bool:
        if quantity.form != "digits":
            return False
        small = quantity.kind == "number" and quantity.value.denominator == 1 and 0 <= quantity.value <= 20
        if small and not something_came_instead and not lexicon(pair.target_language).complete and not pair.neutral:
            return False  # it may stand there as a word that we cannot read
        return not (small and quantity.value == 1 and not something_came_instead)


def _changed_together(rest: Comparison) -> tuple[list[Quantity], list[Quantity]]:
    """An ordinal, a month or a "double" counts only where the other side has another one instead."""
    missing: list[Quantity] = []
    extra: list[Quantity] = []
    for kind in ("ordinal", "month", "times", "span"):
        gone = [quantity for quantity in rest.missing if quantity.kind == kind]
        come = [quantity for quantity in rest.extra if quantity.kind == kind]
        if gone and come:
            missing += gone
            extra += come
    return missing, extra


def _wanted(quantity: Quantity, language: str) -> str:
    if quantity.form == "words":
        return quantity.text
    figure = written(quantity.value, language)
    return f"{figure}\u00a0%" if quantity.kind == "percent" else figure

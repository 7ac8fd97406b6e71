"""The order in which a text names its figures, and the arms of a comparison that they belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from research.domain.translation_quality import arms, quantities
from research.domain.translation_quality.number_format import prepared
from research.domain.translation_quality.pair import SegmentPair
from research.domain.translation_quality.quantities import Quantity


def changed(pair: SegmentPair) -> Iterator[tuple[list[Fraction], list[Fraction]]]:
    """Yield the figures of one kind and unit, as the two texts order them, where they stand for other things now."""
    language = pair.source_language if pair.neutral else pair.target_language
    source = quantities.read(pair.source_text, pair.source_language)
    target = quantities.read(pair.target_text, language)
    yield from _units_changed_places(source, target)
    before, after = _figures(source), _figures(target)
    for kind, values in before.items():
        others = after.get(kind, [])
        if Counter(values) != Counter(others):
            continue
        if others in (values, _wholes_first(values, pair)):
            other_places = others == values and _arms_changed_places(pair, language, values)
        else:
            other_places = not _moved_with_their_arms(pair, language, values, others)
        if other_places:
            yield values, others


#: “17 of the 45” is “von den 45 … 17” and “20人中7人”.
_PART_OF_WHOLE = re.compile(r"(\d+)\s+(?:of|von|aus|des|del?|sur|sobre|من)\s+(?:\w+\s+)?(\d+)")


def _wholes_first(values: list[Fraction], pair: SegmentPair) -> list[Fraction]:
    """Return ``values`` as a language says them that names the whole before the part; “11 of 5” is no such way."""
    pairs = _parts_of_wholes(pair.source_text)
    pairs -= {(part, whole) for whole, part in _parts_of_wholes(pair.target_text)}
    ordered = list(values)
    for at in range(len(values) - 1):
        if (values[at], values[at + 1]) in pairs:
            ordered[at], ordered[at + 1] = values[at + 1], values[at]
    return ordered


def _parts_of_wholes(text: str) -> set[tuple[Fraction, Fraction]]:
    return {(Fraction(part), Fraction(whole)) for part, whole in _PART_OF_WHOLE.findall(prepared(text))}


def _units_changed_places(
    source: tuple[Quantity, ...], target: tuple[Quantity, ...]
) -> Iterator[tuple[list[Fraction], list[Fraction]]]:
    """Yield two figures of which the one has the unit now that the other had: “3 months, 5 people”, “5 months, 3 …”."""
    before, after = (
        Counter((found.value, found.unit) for found in text if found.kind == "number") for text in (source, target)
    )
    lost, come = before - after, after - before
    order = [found.value for found in source], [found.value for found in target]
    for value, unit in lost:
        others = [other for other, theirs in come if theirs == unit and other != value]
        for other in others if unit else ():
            # “10 minutes instead of 30” is “10 statt 30 Minuten”.
            in_order = [places.index(value) < places.index(other) for places in order]
            if (other, "") in lost and (value, "") in come and in_order[0] != in_order[1]:
                yield [value, other], [other, value]


def _moved_with_their_arms(pair: SegmentPair, language: str, values: list[Fraction], others: list[Fraction]) -> bool:
    """True where the arms are named in another order and each has kept its figure."""
    before, after = arms.shared(pair.source_text, pair.source_language, pair.target_text, language)
    if before == after or len(before) != len(values):
        return False
    return dict(zip(before, values, strict=True)) == dict(zip(after, others, strict=True))


def _arms_changed_places(pair: SegmentPair, language: str, values: list[Fraction]) -> bool:
    """True where figures stayed in their order but stand beside other arms: “4 % on A, 10 % on B”, “4 % on B …”."""
    if len(values) < 2 or len(set(values)) < len(values):
        return False
    before, after = arms.shared(pair.source_text, pair.source_language, pair.target_text, language)
    return (
        before != after
        and len(before) == len(values)
        and arms.stand_beside_figures(pair.source_text, pair.source_language)
        and arms.stand_beside_figures(pair.target_text, language)
    )


def _figures(found: tuple[Quantity, ...]) -> dict[tuple[str, str], list[Fraction]]:
    """Return the values written in digits, in order, by kind and unit."""
    groups: dict[tuple[str, str], list[Fraction]] = {}
    for quantity in found:
        if quantity.form == "digits":
            groups.setdefault((quantity.kind, quantity.unit), []).append(quantity.value)
    return groups

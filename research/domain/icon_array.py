"""How many signs show how many people: one for each, or so many of a hundred (domain notes, E7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

#: More signs than this are not counted by anybody.
MOST = 100


@dataclass(frozen=True, slots=True)
class Signs:
    """``with_event`` of ``out_of`` signs are filled. ``about``: they stand for so many of a hundred, rounded."""

    with_event: int
    out_of: int
    about: bool = False


def signs(counts: Sequence[tuple[int, int]]) -> tuple[Signs | None, ...]:
    """Return what to draw for each group of people, counted as ``(with the result, all)``; ``None`` for nothing.

    Up to a hundred people are a sign each. Where one group is larger, all are drawn as so many of a hundred, so that
    they can be compared. Nothing is drawn at all where rounding would make nobody of somebody, everybody of most, or
    the same of what differs.
    """
    real = [out_of > 0 and 0 <= with_event <= out_of for with_event, out_of in counts]
    if all(out_of <= MOST for _with_event, out_of in counts):
        return tuple(Signs(*count) if is_real else None for count, is_real in zip(counts, real, strict=True))
    found = tuple(_of_hundred(*count) if is_real else None for count, is_real in zip(counts, real, strict=True))
    for (with_event, out_of), made in zip(counts, found, strict=True):
        if made and (made.with_event == 0) != (with_event == 0):
            return (None,) * len(counts)
        if made and (made.with_event == MOST) != (with_event == out_of):
            return (None,) * len(counts)
    shares = {Fraction(*count) for count, made in zip(counts, found, strict=True) if made}
    if len({made.with_event for made in found if made}) != len(shares):
        return (None,) * len(counts)
    return found


def _of_hundred(with_event: int, out_of: int) -> Signs:
    # Half a sign is rounded up; in whole numbers, so that no machine rounds it another way.
    return Signs((2 * MOST * with_event + out_of) // (2 * out_of), MOST, about=True)

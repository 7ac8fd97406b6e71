"""Numbers as pictures: one sign for each person, filled and round for those with the result (domain notes, E7)."""

from __future__ import annotations

from research.domain.icon_array import Signs

PER_ROW = 10
STEP = 16
RADIUS = 6


def svg(signs: Signs | None, *, right_to_left: bool = False, css: str = "dots") -> str:
    """Return ``signs`` as an SVG; "" for none.

    It is hidden from assistive technology, because the sentence beside it says the same. The two kinds of signs
    differ in shape as well as in filling, so that they can be told apart without colour and in print. The first is
    where ``right_to_left`` text begins.
    """
    if signs is None:
        return ""
    with_event, out_of = signs.with_event, signs.out_of
    rows = -(-out_of // PER_ROW)
    width, height = STEP * min(PER_ROW, out_of), STEP * rows
    marks = []
    for index in range(out_of):
        row, column = divmod(index, PER_ROW)
        across = STEP * column + STEP // 2
        x, y = (width - across if right_to_left else across), STEP * row + STEP // 2
        marks.append(_full(x, y) if index < with_event else _empty(x, y))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{css}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" aria-hidden="true" focusable="false">{"".join(marks)}</svg>'
    )


def _full(x: int, y: int) -> str:
    return f'<circle class="dot full" cx="{x}" cy="{y}" r="{RADIUS}" fill="currentColor" stroke="currentColor"/>'


def _empty(x: int, y: int) -> str:
    side = 2 * RADIUS - 2
    corner = f'x="{x - side // 2}" y="{y - side // 2}" width="{side}" height="{side}"'
    return f'<rect class="dot" {corner} fill="none" stroke="currentColor"/>'

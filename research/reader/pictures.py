"""Numbers as pictures: one dot for each person, filled for those with the result (domain notes, E7)."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

#: More dots than this are not counted by anybody.
MOST_DOTS = 100
PER_ROW = 10
STEP = 16
RADIUS = 6


def dots(with_event: int, out_of: int, *, right_to_left: bool = False) -> SafeString | str:
    """Return an SVG with ``out_of`` dots of which ``with_event`` are filled; "" for more than 100.

    It is hidden from assistive technology, because the sentence beside it says the same. Filled and
    outlined dots differ without colour.
    """
    if not 0 <= with_event <= out_of <= MOST_DOTS:
        return ""
    rows = -(-out_of // PER_ROW)
    width, height = STEP * min(PER_ROW, out_of), STEP * rows
    marks = []
    for index in range(out_of):
        row, column = divmod(index, PER_ROW)
        across = STEP * column + STEP // 2
        x, y = (width - across if right_to_left else across), STEP * row + STEP // 2
        kind = "dot full" if index < with_event else "dot"
        fill = "currentColor" if index < with_event else "none"
        marks.append(f'<circle class="{kind}" cx="{x}" cy="{y}" r="{RADIUS}" fill="{fill}" stroke="currentColor"/>')
    return mark_safe(  # noqa: S308 - made of whole numbers only
        f'<svg class="dots" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">{"".join(marks)}</svg>'
    )

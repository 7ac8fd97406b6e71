"""A bar chart as SVG, drawn by hand: it needs no library, reads well in print, and says in words what it shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

#: What is ours among the names of ``benchmarks.subjects``.
OURS = frozenset(
    {
        "detail",
        "cached_detail",
        "conditional",
        "listing",
        "filtered",
        "first_page",
        "deep_page",
        "search",
        "common_search",
        "zipped_detail",
    }
)
WIDTH, LABELS, FIGURES = 960, 330, 90
ROW, BAR, TOP, BOTTOM = 30, 18, 74, 56


@dataclass(frozen=True, slots=True)
class Bar:
    says: str
    milliseconds: float
    ours: bool


def draw(bars: Sequence[Bar], database: str) -> str:
    """Return the chart. Its axis is logarithmic; ours are filled, peers are striped, and each bar has its figure."""
    low = math.floor(math.log10(min(bar.milliseconds for bar in bars)))
    high = math.ceil(math.log10(max(bar.milliseconds for bar in bars)))
    scale = (WIDTH - LABELS - FIGURES) / max(1, high - low)
    height = TOP + ROW * len(bars) + BOTTOM
    title = f"Processor time of one request on {database}"
    told = "; ".join(f"{bar.says}: {_figure(bar.milliseconds)}" for bar in bars)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"',
        '  role="img" aria-labelledby="title description" font-family="sans-serif" font-size="14" fill="#1a1a1a">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">Bars on a logarithmic axis, in milliseconds. {escape(told)}.</desc>',
        '<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
        '<rect width="6" height="6" fill="#ffffff"/><rect width="2.5" height="6" fill="#5f5f5f"/></pattern></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="26" font-size="18" font-weight="bold">{escape(title)}</text>',
        _key(16, 'fill="#0b4f8a"', "this plugin"),
        _key(140, 'fill="url(#stripes)" stroke="#5f5f5f"', "peers"),
    ]
    for power in range(low, high + 1):
        x = LABELS + (power - low) * scale
        parts.append(f'<path d="M{x:.1f} {TOP - 4}V{height - BOTTOM + 6}" stroke="#c8c8c8"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - BOTTOM + 24}" text-anchor="middle">{10.0**power:g}</text>')
    for place, bar in enumerate(bars):
        y = TOP + ROW * place
        length = max(2.0, (math.log10(bar.milliseconds) - low) * scale)
        look = 'fill="#0b4f8a"' if bar.ours else 'fill="url(#stripes)" stroke="#5f5f5f"'
        parts.append(f'<text x="{LABELS - 10}" y="{y + 14}" text-anchor="end">{escape(bar.says)}</text>')
        parts.append(f'<rect x="{LABELS}" y="{y}" width="{length:.1f}" height="{BAR}" {look}/>')
        parts.append(f'<text x="{LABELS + length + 8:.1f}" y="{y + 14}">{_figure(bar.milliseconds)}</text>')
    axis = "milliseconds of processor time, server and database together (each line is ten times the one before)"
    parts.append(f'<text x="{WIDTH - 16}" y="{height - 12}" text-anchor="end">{axis}</text>')
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _key(x: int, look: str, says: str) -> str:
    return f'<rect x="{x}" y="42" width="18" height="14" {look}/><text x="{x + 26}" y="54">{says}</text>'


def _figure(milliseconds: float) -> str:
    return f"{milliseconds:.3g} ms"

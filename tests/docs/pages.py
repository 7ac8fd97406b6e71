"""The pages of the documentation, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#+ (.+)$", re.M)


@dataclass(frozen=True)
class Example:
    """A fenced block of a page: its language, its text and the line where it begins."""

    page: Path
    language: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"{name(self.page)}:{self.line}"


def name(page: Path) -> str:
    """Return the path of ``page`` in the repository."""
    return page.relative_to(ROOT).as_posix()


def read(page: str | Path) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", text)


def examples() -> Iterator[Example]:
    for page in PAGES:
        text = read(page)
        for match in _FENCE.finditer(text):
            yield Example(page, match[1], match[2], text.count("\n", 0, match.start()) + 1)


def links(text: str) -> list[str]:
    return _LINK.findall(prose(text))


def code(text: str) -> list[str]:
    """Return what stands between backticks, outside of fenced blocks."""
    return _CODE.findall(prose(text))


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(prose(text))}


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every table, headings included."""
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in prose(text).splitlines()
        if line.startswith("|") and not set(line) <= set("|-: ")
    ]

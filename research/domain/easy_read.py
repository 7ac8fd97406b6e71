"""The easy-read version of an update: written by a person beside the ordinary text, one sentence a line.

Each piece stands in the block that it is about, so a finding in easy words cannot leave without its caveats. A caveat
that says only of which kind it is needs no easy words of its own: its kind brings a sentence in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from research.domain.finding import Caveat, Finding
from research.domain.problems import Path
from research.domain.study import Study
from research.domain.update import Update


class OptionalForm(StrEnum):
    """Forms that not every update has, by which lists can be filtered."""

    EASY = "easy"


#: The fields of a page, and of each kind of block, that hold easy-read text.
PAGE_FIELDS = ("easy_title", "easy_summary")
STUDY_FIELDS = ("easy_read",)
FINDING_FIELDS = ("easy_read", "easy_meaning")
CAVEAT_FIELDS = ("easy_read",)
FIELDS = frozenset({*PAGE_FIELDS, *STUDY_FIELDS, *FINDING_FIELDS, *CAVEAT_FIELDS})


def lines(text: str) -> tuple[str, ...]:
    """Return the sentences of an easy-read text: what stands on a line of its own."""
    return tuple(line for part in text.splitlines() if (line := part.strip()))


def pieces(update: Update) -> Iterator[tuple[Path, str]]:
    """Yield every easy-read text of ``update`` with its place, empty ones included."""
    yield from (((name,), getattr(update, name)) for name in PAGE_FIELDS)
    for block in update.body:
        match block:
            case Study():
                yield from ((("body", block.id, name), getattr(block, name)) for name in STUDY_FIELDS)
            case Finding():
                yield from ((("body", block.id, name), getattr(block, name)) for name in FINDING_FIELDS)
                for caveat in block.caveats:
                    yield ("body", block.id, "caveats", caveat.id, "easy_read"), caveat.easy_read
            case Caveat():
                yield ("body", block.id, "easy_read"), block.easy_read


def is_begun(update: Update) -> bool:
    """Tell whether anybody has written easy-read text."""
    return any(lines(text) for _path, text in pieces(update))


def missing(update: Update) -> list[Path]:
    """Return where easy-read text is still needed before the update can be read in it."""
    return [path for path, text in pieces(update) if not lines(text) and _needed(path, update)]


def is_complete(update: Update) -> bool:
    return is_begun(update) and not missing(update)


def _needed(path: Path, update: Update) -> bool:
    if path[-1] == "easy_meaning":
        finding = next(block for block in update.findings if block.id == path[1])
        return bool(finding.what_it_does_not_mean)
    if path[0] == "body" and (caveat := _caveat(path, update)) is not None:
        return bool(caveat.detail)
    return True


def _caveat(path: Path, update: Update) -> Caveat | None:
    for block in update.body:
        if isinstance(block, Caveat) and block.id == path[1]:
            return block
        if isinstance(block, Finding) and len(path) > 3:
            for caveat in block.caveats:
                if caveat.id == path[3] and block.id == path[1]:
                    return caveat
    return None

"""How far a translation lags behind its source, block by block.

Compared are two states of the source: the one that was translated and the one that is public now. Blocks keep their
ids, in the source and in its translations, so what is found here is said at the very block of the translation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from research.domain.update import Update

#: What no translation lags behind in: dates and names of the review of the source.
OWN_TO_A_LOCALE = frozenset({"key", "language", "last_reviewed", "next_review_due", "reviewers", "easy_read_tested_by"})
_EDITORS_KEY = re.compile(r' data-block-key="[^"]*"')
#: The parts of an update whose items have ids.
PARTS = ("summary", "body", "source_documents", "disclosures", "corrections")


@dataclass(frozen=True, slots=True)
class Staleness:
    """What the source says otherwise now.

    ``changed`` holds, by block id, the names of the fields that differ; ``added`` and ``removed`` are ids of blocks;
    ``page`` names the fields of the page itself, such as ``title``; ``moved`` tells that blocks changed their order.
    """

    changed: Mapping[str, tuple[str, ...]]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    page: tuple[str, ...]
    moved: bool

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed or self.page or self.moved)


def staleness(translated: Update, now: Update) -> Staleness:
    """Return what differs between the source as it was ``translated`` and as it is ``now``."""
    before, after = items(translated), items(now)
    return Staleness(
        changed={id_: names for id_ in after if id_ in before and (names := _different(before[id_], after[id_])) != ()},
        added=tuple(id_ for id_ in after if id_ not in before),
        removed=tuple(id_ for id_ in before if id_ not in after),
        page=tuple(name for name in _different(translated, now) if name not in PARTS and name not in OWN_TO_A_LOCALE),
        moved=[id_ for id_ in before if id_ in after] != [id_ for id_ in after if id_ in before],
    )


def items(update: Update) -> dict[str, Any]:
    """Return everything in ``update`` that has an id, by id."""
    return {item.id: item for part in PARTS for item in getattr(update, part)}


def _different(before: Any, after: Any) -> tuple[str, ...]:
    """Return the names of the fields in which two values differ; ``type`` where they are not of one kind."""
    if type(before) is not type(after):
        return ("type",)
    names = (f.name for f in fields(before))
    return tuple(name for name in names if _of(name, before) != _of(name, after))


def _of(name: str, item: Any) -> Any:
    said = _said(getattr(item, name))
    # In which order an update names its topics tells a reader nothing.
    return sorted(said) if name == "topics" else said


def _said(value: Any) -> Any:
    """Return what ``value`` says to a reader.

    Without the ids inside it: those of an import may be new where nothing else is. Without what the editor of rich text
    writes into the paragraphs of an import when it is first saved.
    """
    if isinstance(value, str):
        return _EDITORS_KEY.sub(lambda _found: "", value) if "data-block-key" in value else value
    if is_dataclass(value):
        return type(value), *(_said(getattr(value, f.name)) for f in fields(value) if f.name != "id")
    return tuple(map(_said, value)) if isinstance(value, tuple) else value

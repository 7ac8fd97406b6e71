"""The other updates that an update names: one that never was public cannot be told from nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace

from research.domain.finding import Finding
from research.domain.update import Block, Update
from research.models import Change


def named(update: Update) -> Iterator[str]:
    """Yield the translation keys of the updates that hold later evidence for findings of ``update``."""
    for finding in update.findings:
        yield from (later.update_key for later in finding.later_evidence if later.update_key)


def without_drafts(update: Update) -> Update:
    """Return ``update`` without the keys of updates that the journal has never called public.

    What the later evidence says of its finding stays; only the way to it is missing until it is published.
    """
    keys = {uuid.UUID(key) for key in named(update)}
    if not keys:
        return update
    rows = Change.objects.filter(translation_key__in=keys).values_list("translation_key", flat=True)
    hidden = {str(key) for key in keys.difference(rows.distinct())}
    return replace(update, body=tuple(_without(hidden, block) for block in update.body)) if hidden else update


def _without(hidden: set[str], block: Block) -> Block:
    if not isinstance(block, Finding):
        return block
    told = tuple(
        replace(later, update_key="") if later.update_key in hidden else later for later in block.later_evidence
    )
    return replace(block, later_evidence=told)

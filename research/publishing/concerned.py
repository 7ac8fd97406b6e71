"""Which updates a change concerns: those whose pages are there, and those that the journal still calls public."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet

from research.models import Change, OutboxRow, Representation, Scope
from research.models.term_use import update_models


def keys_of(scope: str, subject: str, *, after: str = "", at_most: int | None = None) -> list[uuid.UUID]:
    """Return the translation keys that ``scope`` and ``subject`` name, in order, from the one ``after`` on."""
    start = uuid.UUID(after) if after else None
    found = _being_built(start) if scope == Scope.FACET else set()
    for keys in _sources(scope, subject):
        rows = keys.filter(translation_key__gt=start) if start else keys
        rows = rows.order_by("translation_key").values_list("translation_key", flat=True).distinct()
        found.update(rows[:at_most] if at_most is not None else rows)
    return sorted(found)[:at_most]


def _being_built(start: uuid.UUID | None) -> set[uuid.UUID]:
    """Return what is about to be built or just being built: it may have read a shared row before that changed.

    Whoever builds deletes the rows that were there when they began, so that one that is added now is done afterwards.
    """
    keys = OutboxRow.objects.filter(scope=Scope.KEY).values_list("subject", flat=True).distinct()
    return {key for key in map(uuid.UUID, keys) if start is None or key > start}


def _sources(scope: str, subject: str) -> list[QuerySet[Any]]:
    pages = [model._default_manager.all() for model in update_models()]
    match scope:
        case Scope.ALL:
            return [*pages, Change.objects.filter(current=True, removed=False)]
        case Scope.BELOW:
            return [rows.filter(path__startswith=subject) for rows in pages]
        case Scope.FACET:
            name, _, value = subject.partition("=")
            return [Representation.objects.with_facet(name, [value])]
        case _:
            raise ValueError(f"Nothing is taken apart for the scope “{scope}”.")

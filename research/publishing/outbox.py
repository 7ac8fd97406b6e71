"""Write down what has to be built, and see to it once the transaction is committed.

The row is written in the transaction that makes the work necessary, so that both are kept or both are lost. What a
process did not live to build is built by the next one: see ``research.publishing.drain``.
"""

from __future__ import annotations

import uuid

from django.db import transaction

from research.models import OutboxRow, Scope
from research.publishing.drain import drain_after_commit


def note(scope: Scope, subject: str = "") -> None:
    """Note one piece of work and let it be done after the commit."""
    row = OutboxRow.objects.create(scope=scope, subject=subject)
    # robust: a failing build must not make a publication, which is done by then, look failed.
    transaction.on_commit(lambda: drain_after_commit(row), robust=True)


def note_key(key: uuid.UUID | str) -> None:
    note(Scope.KEY, str(key))


def note_below(path: str) -> None:
    """Note every update below the page at ``path``, the page itself included."""
    note(Scope.BELOW, path)


def note_facet(name: str, value: str) -> None:
    note(Scope.FACET, f"{name}={value}")


def note_everything() -> None:
    note(Scope.ALL)

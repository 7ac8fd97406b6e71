"""A row of the journal as it leaves: the item of ``/changes/`` and the data of a webhook."""

from __future__ import annotations

from typing import Literal, cast
from urllib.parse import quote

from research.domain.changes import Reason
from research.domain.codes import Origin
from research.domain.locales import direction
from research.models import Change
from research.representations.schema_v1.change import ChangeV1
from research.representations.schema_v1.text import Text


def change_item(change: Change) -> ChangeV1:
    """Return what followers are told of ``change``; nothing in it depends on who asks."""
    return ChangeV1(
        sequence=change.sequence,
        translation_key=change.translation_key,
        locale=change.locale,
        reason=Reason(change.reason),
        removed=change.removed,
        state=cast("Literal['withdrawn', 'gone', 'redirected']", change.state) if change.state else None,
        note=_note(change),
        etag=change.etag or None,
        at=change.at,
        path=f"updates/{change.translation_key}/?locale={quote(change.locale)}",
    )


def _note(change: Change) -> Text | None:
    if not change.note:
        return None
    language = change.note_language or change.locale
    return Text(text=change.note, language=language, direction=direction(language), origin=Origin.HUMAN)

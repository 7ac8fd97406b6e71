"""What followers are told of a change."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from research.models import Change
from research.representations.changes import change_item

KEY = uuid.UUID("596dd3f2-5fb1-5c8d-be9d-226e1a891432")


def change(**fields: object) -> Change:
    given = {"sequence": 7, "locale": "es", "reason": "corrected", "etag": '"a1"', **fields}
    return Change(translation_key=KEY, root=KEY, at=datetime(2026, 11, 25, tzinfo=UTC), **given)


def test_a_change_says_where_its_update_is_and_what_its_copy_must_be() -> None:
    item = change_item(change())

    assert item.model_dump(mode="json") == {
        "sequence": 7,
        "translation_key": str(KEY),
        "locale": "es",
        "reason": "corrected",
        "removed": False,
        "state": None,
        "note": None,
        "etag": '"a1"',
        "at": "2026-11-25T00:00:00Z",
        "path": f"updates/{KEY}/?locale=es",
    }


def test_a_withdrawal_says_why_in_the_language_of_its_note() -> None:
    item = change_item(
        change(reason="withdrawn", removed=True, state="withdrawn", note="سُحبت الدراسة.", note_language="ar", etag="")
    )

    assert (item.removed, item.state, item.etag) == (True, "withdrawn", None)
    assert item.note is not None
    assert (item.note.language, item.note.direction, item.note.origin) == ("ar", "rtl", "human")

"""What is said of an update that was public and is not any more."""

from __future__ import annotations

from dataclasses import dataclass

from research.domain.changes import State
from research.models import AbstractResearchUpdate, Change
from research.models.term_use import update_models


@dataclass(frozen=True, slots=True)
class Tombstone:
    """``note`` is the editor's sentence, or "" where there is none; ``language`` is the one that it is in."""

    state: State
    note: str = ""
    language: str = ""


def tombstone(before: Change) -> Tombstone:
    """Return what became of what ``before`` spoke of.

    The editor's sentence is in the latest revision: it is typed and saved before the page is unpublished.
    """
    page = _page(before)
    if page is None:
        return Tombstone(State.GONE, before.note, before.note_language)
    note = page.withdrawal_note
    if not page.live and page.latest_revision is not None:
        note = page.latest_revision.as_object().withdrawal_note or note
    return Tombstone(State.WITHDRAWN, note, page.language if note else "")


def _page(before: Change) -> AbstractResearchUpdate | None:
    for model in update_models():
        rows = model._default_manager.filter(
            translation_key=before.translation_key, locale__language_code=before.locale
        )
        if found := rows.select_related("latest_revision").first():
            return found
    return None

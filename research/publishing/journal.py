"""The journal: compare what is public with what it last said, and append the difference.

Why there is no gap and no repeat: the number of a change is taken from one row (``JournalHead``) by an UPDATE, which
locks that row until the transaction commits. Whoever wants the next number waits for that commit, so numbers become
visible in their order, and a transaction that is rolled back gives its numbers back. A reader who has seen 41 can
never see a 40 turn up later. That is true of PostgreSQL at its default isolation and of SQLite, which has one writer.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, Site

from research.domain.changes import Facts, Reason, reason
from research.models import Change, JournalHead, Representation
from research.publishing.tombstone import tombstone

Place = tuple[str, uuid.UUID]  # a locale and the root of a site


@dataclass(frozen=True, slots=True)
class Public:
    """An update that anybody may read in a locale on a site, as it is stored now."""

    row: Representation
    facts: Facts


def record(key: uuid.UUID) -> list[Change]:
    """Append what has changed for the public in one update since the journal last spoke of it.

    Called in the transaction that stored its representations. Appends nothing where nothing differs, so that
    building twice is telling once: by page, revision and content.
    """
    before = {(row.locale, row.root): row for row in Change.objects.filter(translation_key=key, current=True)}
    now = public(key)
    new = [
        *(_shown(place, found, before.get(place)) for place, found in sorted(now.items(), key=_order)),
        *(_hidden(row) for place, row in sorted(before.items(), key=_order) if place not in now),
    ]
    return append(change for change in new if change is not None)


def _order(item: tuple[Place, object]) -> tuple[str, str]:
    return item[0][0], str(item[0][1])


def append(changes: Iterable[Change]) -> list[Change]:
    """Give ``changes`` the next numbers and write them."""
    new = list(changes)
    if not new:
        return []
    first = _take_numbers(len(new))
    for offset, change in enumerate(new):
        change.sequence = first + offset
        same = Change.objects.filter(translation_key=change.translation_key, locale=change.locale, root=change.root)
        same.filter(current=True).update(current=False)
    return Change.objects.bulk_create(new)


def _take_numbers(count: int) -> int:
    """Return the first of ``count`` new numbers; nobody else gets one before this transaction ends."""
    head = JournalHead.objects.filter(pk=1)
    if not head.update(sequence=F("sequence") + count):
        try:
            with transaction.atomic():
                JournalHead.objects.create(pk=1)
        except IntegrityError:
            pass  # somebody else was first, and committed
        head.update(sequence=F("sequence") + count)
    return head.values_list("sequence", flat=True).get() - count + 1


def head() -> int:
    """Return the last number given out; 0 for an empty journal."""
    return JournalHead.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0


def public(key: uuid.UUID) -> dict[Place, Public]:
    """Return where an update is public: in which locales, on which sites."""
    found: dict[Place, Public] = {}
    rows = Representation.objects.filter(translation_key=key).unrestricted().select_related("locale", "page")
    roots = site_roots() if rows else []
    for row in rows:
        facts = Facts.from_json(row.facts)
        for path, root in roots:
            if row.page.path.startswith(path):
                found[row.locale.language_code, root] = Public(row, facts)
    return found


def site_roots() -> list[tuple[str, uuid.UUID]]:
    """Return the tree path and the translation key of the first page of every site, in every locale."""
    keys = Site.objects.values("root_page__translation_key")
    return list(Page.objects.filter(translation_key__in=keys).values_list("path", "translation_key"))


def _shown(place: Place, found: Public, before: Change | None) -> Change | None:
    row = found.row
    known = before is not None and not before.removed
    if before is not None and known and (before.etag, before.url_path) == (row.etag, row.url_path):
        return None
    return Change(
        translation_key=row.translation_key,
        locale=place[0],
        root=place[1],
        reason=reason(Facts.from_json(before.facts) if before is not None and known else None, found.facts),
        etag=row.etag,
        revision=row.revision,
        url_path=row.url_path,
        facts=found.facts.as_json(),
        at=timezone.now(),
    )


def _hidden(before: Change) -> Change | None:
    told = tombstone(before)
    if before.removed and (told.state, told.note) == (before.state, before.note):
        return None
    # One that was withdrawn and is deleted later: it is still removed, and the journal says what it is now.
    return Change(
        translation_key=before.translation_key,
        locale=before.locale,
        root=before.root,
        reason=Reason.WITHDRAWN,
        removed=True,
        state=told.state,
        note=told.note,
        note_language=told.language,
        url_path=before.url_path,
        at=timezone.now(),
    )

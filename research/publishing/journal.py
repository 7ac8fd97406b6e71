"""The journal: compare what is public with what it last said, and append the difference.

Why there is no gap and no repeat: the number of a change is taken from one row (``JournalHead``) by an UPDATE, which
locks that row until the transaction commits. Whoever wants the next number waits for that commit, so numbers become
visible in their order, and a transaction that is rolled back gives its numbers back. A reader who has seen 41 can
never see a 40 turn up later. That is true of PostgreSQL at its default isolation and of SQLite, which has one writer.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, Site

from research import conf
from research.domain.changes import Facts, Reason, reason
from research.models import Change, Facet, JournalHead, OutboxRow, Representation, Scope
from research.publishing.tombstone import tombstone

Place = tuple[str, uuid.UUID]  # a locale and the root of a site


@dataclass(frozen=True, slots=True)
class Public:
    """An update that anybody may read in a locale on a site, as it is stored now."""

    row: Representation
    facts: Facts


def record(keys: Collection[uuid.UUID]) -> list[Change]:
    """Append what has changed for the public in these updates since the journal last spoke of them.

    Called in the transaction that stored their representations. Appends nothing where nothing differs, so that
    building twice is telling once: by page, revision and content.
    """
    before: dict[uuid.UUID, dict[Place, Change]] = {}
    for row in Change.objects.filter(translation_key__in=keys, current=True):
        before.setdefault(row.translation_key, {})[row.locale, row.root] = row
    now = public(keys)
    new = [change for key in keys for change in _news(before.get(key, {}), now.get(key, {}))]
    _note_first({change.translation_key for change in new} - before.keys())
    return append(new, before)


def _note_first(keys: Collection[uuid.UUID]) -> None:
    """Note the updates that name one of ``keys``, which are public for the first time: now they may lead there."""
    if keys:
        rows = Facet.objects.filter(name="later", value__in=[str(key) for key in keys])
        waited_for = sorted(set(rows.values_list("value", flat=True)))
        OutboxRow.objects.bulk_create(OutboxRow(scope=Scope.FACET, subject=f"later={key}") for key in waited_for)


def _news(before: Mapping[Place, Change], now: Mapping[Place, Public]) -> Iterator[Change]:
    """Yield what the journal has not said of one update."""
    shown = (_shown(place, found, before.get(place)) for place, found in sorted(now.items(), key=_order))
    hidden = (_hidden(row) for place, row in sorted(before.items(), key=_order) if place not in now)
    yield from (change for change in (*shown, *hidden) if change is not None)


def _order(item: tuple[Place, object]) -> tuple[str, str]:
    return item[0][0], str(item[0][1])


def append(new: Sequence[Change], before: Mapping[uuid.UUID, Mapping[Place, Change]]) -> list[Change]:
    """Give the changes the next numbers and write them, in place of the current ones ``before``."""
    if not new:
        return []
    first = _take_numbers(len(new))
    passed = []
    for offset, change in enumerate(new):
        change.sequence = first + offset
        known = before.get(change.translation_key, {}).get((change.locale, change.root))
        passed += [known.pk] if known else []
    if passed:
        Change.objects.filter(pk__in=passed).update(current=False)
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


def public(keys: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[Place, Public]]:
    """Return where updates are public: in which locales, on which sites."""
    found: dict[uuid.UUID, dict[Place, Public]] = {}
    stored = Representation.objects.filter(translation_key__in=keys).unrestricted().select_related("locale")
    rows = list(stored.annotate(path=F("page__path")).defer("body"))
    roots = conf.once("roots", "", site_roots) if rows else []
    for row in rows:
        facts = Facts.from_json(row.facts)
        for path, root in roots:
            if row.path.startswith(path):
                found.setdefault(row.translation_key, {})[row.locale.language_code, root] = Public(row, facts)
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

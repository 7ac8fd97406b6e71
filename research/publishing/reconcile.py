"""Find what no signal told of, and mend it: ``queryset.update``, bulk changes, a crash at the wrong moment.

Nothing is compared by rule: every update is built as if it had just been published, which changes nothing where
nothing was wrong. What differs afterwards is what was found.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from research.models import Change, Representation
from research.publishing.rebuild import TOGETHER, build_again


class What(StrEnum):
    """What was wrong with an update in one locale."""

    MISSING = "was public and not served"
    STALE = "was served as it had been before"
    LEFT_BEHIND = "was stored and is not public any more"
    NOT_TOLD = "had changed and the journal had not said so"
    FAILED = "cannot be built; the log says why"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found and, but for ``FAILED``, is mended. ``locale`` is "" for the whole update."""

    key: uuid.UUID
    locale: str
    what: What


Stored = dict[str, tuple[str, str]]
Told = set[tuple[str, uuid.UUID, bool, str]]


def reconcile(keys: Iterable[uuid.UUID]) -> Iterator[tuple[uuid.UUID, list[Finding]]]:
    """Build each update again, a few at a time, and yield its key with what had been wrong with it."""
    remaining = iter(keys)
    while some := list(islice(remaining, TOGETHER)):
        before = _stored(some), _told(some)
        built = dict(build_again(some))
        after = _stored(some), _told(some)
        for key in some:
            was, now = ((stored[key], told[key]) for stored, told in (before, after))
            yield key, _findings(key, was, now) if built[key] else [Finding(key, "", What.FAILED)]


def _findings(key: uuid.UUID, before: tuple[Stored, Told], after: tuple[Stored, Told]) -> list[Finding]:
    found = []
    was, now = before[0], after[0]
    for locale in sorted(was.keys() | now.keys()):
        if locale not in was:
            found.append(Finding(key, locale, What.MISSING))
        elif locale not in now:
            found.append(Finding(key, locale, What.LEFT_BEHIND))
        elif was[locale] != now[locale]:
            found.append(Finding(key, locale, What.STALE))
    named = {finding.locale for finding in found}
    silent = sorted({row[0] for row in before[1] ^ after[1]} - named)
    return [*found, *(Finding(key, locale, What.NOT_TOLD) for locale in silent)]


def _stored(keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, Stored]:
    found: dict[uuid.UUID, Stored] = {key: {} for key in keys}
    rows = Representation.objects.filter(translation_key__in=keys)
    for key, code, tag, path in rows.values_list("translation_key", "locale__language_code", "etag", "url_path"):
        found[key][code] = (tag, path)
    return found


def _told(keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    found: dict[uuid.UUID, Told] = {key: set() for key in keys}
    rows = Change.objects.filter(translation_key__in=keys, current=True)
    for key, locale, root, removed, tag in rows.values_list("translation_key", "locale", "root", "removed", "etag"):
        found[key].add((locale, root, removed, tag))
    return found

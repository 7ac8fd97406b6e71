"""Find what no signal told of, and mend it: ``queryset.update``, bulk changes, a crash at the wrong moment.

Nothing is compared by rule: every update is built as if it had just been published, which changes nothing where
nothing was wrong. What differs afterwards is what was found.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from research.models import Change, Representation
from research.publishing.rebuild import build_again


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
    """Build each update again and yield its key with what had been wrong with it."""
    for key in keys:
        before = _stored(key), _told(key)
        built = [done for _key, done in build_again([key])]
        yield key, _findings(key, before, (_stored(key), _told(key))) if all(built) else [Finding(key, "", What.FAILED)]


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


def _stored(key: uuid.UUID) -> Stored:
    rows = Representation.objects.filter(translation_key=key)
    return {code: (tag, path) for code, tag, path in rows.values_list("locale__language_code", "etag", "url_path")}


def _told(key: uuid.UUID) -> Told:
    rows = Change.objects.filter(translation_key=key, current=True)
    return set(rows.values_list("locale", "root", "removed", "etag"))

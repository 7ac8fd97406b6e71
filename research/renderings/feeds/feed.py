"""What a feed says, whichever form it is written in.

An entry has no finding, because its caveats would have no room: it has what a reader must know first, then the key
messages. The finding with its caveats is one link away.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from research.domain.codes import Origin
from research.domain.locales import direction, own_name
from research.representations import schema_v1 as v1
from research.representations.words import text_of
from research.wording import catalogue

TITLE = gettext_noop("Research updates")


@dataclass(frozen=True, slots=True)
class Entry:
    """One update in one locale. ``page`` is where people read it, ``alternates`` its pages in other languages.

    Both addresses are absolute; ``alternates`` holds only pages whose text is in the language of their locale.
    """

    update: v1.ResearchUpdateV1
    published: datetime
    updated: datetime
    page: str | None
    api: str
    alternates: Sequence[v1.AlternateAddress] = ()

    @property
    def id(self) -> str:
        return entry_id(self.update.translation_key, self.update.locale)


@dataclass(frozen=True, slots=True)
class Feed:
    """``about`` is where the API is explained, ``vocabularies`` the address below which its vocabularies are."""

    id: str
    locale: str
    address: str
    home: str | None
    about: str
    vocabularies: str
    publisher: v1.Publisher
    licence: v1.Licence
    entries: Sequence[Entry]
    removed: Sequence[v1.RemovedItem]

    @property
    def title(self) -> v1.Text:
        """The name of the feed in its locale; where nobody has translated it, what the language calls itself."""
        found = catalogue(self.locale).gettext(TITLE)
        if found.origin is Origin.FALLBACK:
            own = own_name(self.locale)
            return v1.Text(text=own, language=self.locale, direction=direction(self.locale), origin=Origin.HUMAN)
        return text_of(found)

    @property
    def updated(self) -> datetime:
        """When anything in it last changed; the beginning of time for an empty one."""
        times = [*(entry.updated for entry in self.entries), *(item.at for item in self.removed)]
        return max(times, default=datetime.fromisoformat("1970-01-01T00:00:00+00:00"))


def entry_id(key: str | uuid.UUID, locale: str) -> str:
    """Return what names an update in a locale for ever."""
    return uuid.uuid5(uuid.UUID(str(key)), locale.lower()).urn


def notices(update: v1.ResearchUpdateV1) -> list[v1.Text]:
    """Return what a reader must know before anything else, the gravest first."""
    about = update.provenance
    conflict = update.conflict_of_interest.notice if update.conflict_of_interest else None
    found = (update.evidence.notice, conflict, about.outdated_notice, about.review_notice)
    return [text for text in found if text is not None]


def key_messages(update: v1.ResearchUpdateV1) -> list[v1.Text]:
    return [item.message for item in update.summary]

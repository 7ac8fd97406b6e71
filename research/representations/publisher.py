"""Who publishes, as it leaves: in the language of a reader, where there are words in it."""

from __future__ import annotations

from research.domain.terms import Publisher
from research.representations import schema_v1 as v1
from research.representations.words import text_of, web_address
from research.vocabularies import said


def publisher_in(publisher: Publisher, language: str) -> v1.Publisher:
    """Return ``publisher`` for readers of ``language``; its texts say which language they are really in."""
    name = said(publisher.name, language, publisher.reviewed_languages)
    note = said(publisher.contact_note, language, publisher.reviewed_languages)
    return v1.Publisher(
        name=text_of(name) if name else None,
        url=web_address(publisher.url),
        contact_email=publisher.contact_email or None,
        contact_note=text_of(note) if note else None,
    )


def licence_of(publisher: Publisher) -> v1.Licence:
    return v1.Licence(name=publisher.licence_name or None, url=publisher.licence_url or None)

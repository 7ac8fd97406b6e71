"""Braille in the Portable Embosser Format (PEF 2008-1): pages and rows in Unicode braille, whatever embosses them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from research.renderings.braille.pages import pages, size
from research.renderings.braille.tables import lacks
from research.renderings.feeds.feed import entry_id
from research.renderings.form import Form, Source
from research.renderings.hypertext import text

MEDIA_TYPE = "application/x-pef+xml"
NAMESPACE = "http://www.daisy.org/ns/2008/pef"


def pef(source: Source) -> bytes:
    """Return the file. Raises ``Unavailable``."""
    update = source.update
    width, height = size()
    about = [
        ("format", MEDIA_TYPE),
        ("identifier", entry_id(update.translation_key, update.locale)),
        ("title", update.title.text),
        ("language", update.language),
        ("source", source.around.page or source.around.api),
    ]
    if published := update.provenance.last_published_at:
        about.append(("date", f"{published:%Y-%m-%d}"))
    if publisher := update.provenance.publisher.name:
        about.append(("publisher", publisher.text))
    made = "\n".join(
        f"<page>{''.join(f'<row>{row}</row>' if row else '<row/>' for row in page)}</page>" for page in pages(source)
    )
    facts = "".join(f"<dc:{name}>{text(value)}</dc:{name}>" for name, value in about)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<pef version="2008-1" xmlns="{NAMESPACE}">'
        f'<head><meta xmlns:dc="http://purl.org/dc/elements/1.1/">{facts}</meta></head>'
        f'<body><volume cols="{width}" rows="{height}" rowgap="0" duplex="true"><section>\n{made}\n'
        "</section></volume></body></pef>\n"
    ).encode()


FORM = Form("pef", gettext_noop("Braille (PEF)"), MEDIA_TYPE, "pef", pef, dear=True, for_people=True, lacks=lacks)

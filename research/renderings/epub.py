"""An EPUB 3.3 of one update, with what EPUB Accessibility 1.1 asks to be told about it.

It says what the book has, and claims no conformance: only a person who has looked can (domain notes, E2). Pictures are
not in it, but their words are. The same update makes the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext_noop

from research.domain.locales import direction
from research.renderings.feeds.feed import entry_id
from research.renderings.form import Form, Source
from research.renderings.hypertext import Embedding, hypertext, text
from research.renderings.outline import Line, Outline, Section, Title, text_of
from research.wording import catalogue

MEDIA_TYPE = "application/epub+zip"
STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
#: Zip cannot tell earlier times.
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
CONTENTS = gettext_noop("Contents")
SUMMARY = gettext_noop(
    "The text can be read aloud, shown in braille and in other colours and sizes. It has headings and a table of "
    "contents. What pictures show stands beside them in words."
)
FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability")
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)


def epub(source: Source) -> bytes:
    """Return the book as a zip file whose first entry is its media type, not compressed, as the format asks."""
    outline = source.outline
    when = _when(source)
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(source, when),
        "EPUB/nav.xhtml": _document(outline, _contents(outline), 'xmlns:epub="http://www.idpf.org/2007/ops"'),
        "EPUB/update.xhtml": _document(outline, hypertext(outline, Embedding(pictures=False, xml=True))),
        "EPUB/style.css": STYLE,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(_entry("mimetype", when, zipfile.ZIP_STORED), MEDIA_TYPE)
        for name, content in files.items():
            archive.writestr(_entry(name, when, zipfile.ZIP_DEFLATED), content)
    return made.getvalue()


def _entry(name: str, when: datetime, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, when.timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


def _when(source: Source) -> datetime:
    published = source.update.provenance.last_published_at
    return max(published.astimezone(UTC), EARLIEST) if published else EARLIEST


def _document(outline: Outline, inside: str, namespaces: str = "") -> str:
    language = text(outline.language)
    root = f'xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}" dir="{_direction(outline)}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f"<html {' '.join(filter(None, (root, namespaces)))}><head><title>{_plain(outline.title)}</title>"
        f'<link rel="stylesheet" href="style.css"/></head><body>{inside}</body></html>\n'
    )


def _contents(outline: Outline) -> str:
    """Return the table of contents: the title, then each part that has a heading."""
    points = [("title", outline.title)]
    for node in outline.nodes:
        if isinstance(node, Section):
            title = next((part for part in node.nodes if isinstance(part, Title)), None)
            if title is not None:
                # The element has the id of the section with “h-” before it.
                points.append((f"h-{node.id}", title.spans))
    items = "".join(f'<li><a href="update.xhtml#{text(name)}">{_plain(spans)}</a></li>' for name, spans in points)
    said = catalogue(outline.locale).gettext(CONTENTS)
    language = text(said.language)
    foreign = f' lang="{language}" xml:lang="{language}"' if said.language != outline.language else ""
    return f'<nav epub:type="toc" role="doc-toc"><h1{foreign}>{text(said.text)}</h1><ol>{items}</ol></nav>'


def _package(source: Source, when: datetime) -> str:
    update, outline = source.update, source.outline
    about = update.provenance
    summary = catalogue(outline.locale).gettext(SUMMARY)
    facts = [
        f'<dc:identifier id="id">{entry_id(update.translation_key, update.locale)}</dc:identifier>',
        _said("dc:title", update.title.text, update.title.language),
        f"<dc:language>{text(update.language)}</dc:language>",
        f"<dc:source>{text(source.around.page or source.around.api)}</dc:source>",
        f'<meta property="dcterms:modified">{when:%Y-%m-%dT%H:%M:%SZ}</meta>',
        '<meta property="schema:accessMode">textual</meta>',
        '<meta property="schema:accessModeSufficient">textual</meta>',
        *(f'<meta property="schema:accessibilityFeature">{name}</meta>' for name in FEATURES),
        '<meta property="schema:accessibilityHazard">none</meta>',
        f'<meta property="schema:accessibilitySummary" xml:lang="{text(summary.language)}">{text(summary.text)}</meta>',
    ]
    if about.publisher.name:
        facts.append(_said("dc:publisher", about.publisher.name.text, about.publisher.name.language))
    if about.licence.name:
        facts.append(f"<dc:rights>{text(about.licence.name)}</dc:rights>")
    drawn = ' properties="svg"' if "<svg" in hypertext(outline, Embedding(pictures=False)) else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{text(outline.language)}" dir="{_direction(outline)}">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(facts)}</metadata>'
        "<manifest>"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="update" href="update.xhtml" media-type="application/xhtml+xml"{drawn}/>'
        '<item id="style" href="style.css" media-type="text/css"/>'
        "</manifest>"
        f'<spine page-progression-direction="{_direction(outline)}"><itemref idref="update"/></spine></package>\n'
    )


def _said(element: str, words: str, language: str) -> str:
    return f'<{element} xml:lang="{text(language)}" dir="{direction(language)}">{text(words)}</{element}>'


def _direction(outline: Outline) -> str:
    return direction(outline.language)


def _plain(spans: Line) -> str:
    return text(text_of(spans))


FORM = Form("epub", gettext_noop("E-book"), MEDIA_TYPE, "epub", epub, dear=True, for_people=True)

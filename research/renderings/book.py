"""An EPUB 3.3 of one update or of several, with what EPUB Accessibility 1.1 asks to be told about it.

It says what the book has, and claims no conformance: only a person who has looked can (domain notes, E2). Pictures are
not in it, but their words are. The same updates make the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext_noop

from research.domain.locales import direction
from research.renderings.form import Source
from research.renderings.hypertext import Embedding, hypertext, text
from research.renderings.outline import Line, Outline, Said, Section, Span, Title, text_of
from research.wording import catalogue

MEDIA_TYPE = "application/epub+zip"
STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
#: Zip cannot tell earlier times.
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
#: The code of what is in several languages (RFC 5646, section 4.1).
SEVERAL = "mul"
CONTENTS = gettext_noop("Contents")
SUMMARY = gettext_noop(
    "The text can be read aloud, shown in braille and in other colours and sizes. It has headings and a table of "
    "contents. What pictures show stands beside them in words."
)
FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability")
#: What is said of a chapter with pictures that are drawn.
DRAWN = ' properties="svg"'
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)


@dataclass(frozen=True, slots=True)
class Book:
    """What a book is: ``identifier`` is a URN, ``address`` where the same can be read, ``chapters`` are in order.

    ``locale`` is that of its reader, ``language`` that of the words around the updates. There is a chapter at least.
    """

    identifier: str
    title: Line
    locale: str
    language: str
    address: str
    chapters: Sequence[Source]

    @property
    def names(self) -> list[str]:
        """What the chapters are called in the file."""
        if len(self.chapters) == 1:
            return ["update"]
        return [f"update-{number}" for number in range(1, len(self.chapters) + 1)]

    @property
    def when(self) -> datetime:
        """When the newest chapter was published, so that the same chapters make the same bytes."""
        dates = [chapter.update.provenance.last_published_at for chapter in self.chapters]
        return max([EARLIEST, *(date.astimezone(UTC) for date in dates if date)])


def bound(book: Book) -> bytes:
    """Return the book as a zip file whose first entry is its media type, not compressed, as the format asks."""
    when = book.when
    written = {
        name: hypertext(chapter.outline, Embedding(pictures=False, xml=True))
        for name, chapter in zip(book.names, book.chapters, strict=True)
    }
    contents = _document(book.language, book.title, _contents(book), 'xmlns:epub="http://www.idpf.org/2007/ops"')
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(book, written, when),
        "EPUB/nav.xhtml": contents,
        **{
            f"EPUB/{name}.xhtml": _document(chapter.outline.language, chapter.outline.title, written[name])
            for name, chapter in zip(book.names, book.chapters, strict=True)
        },
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


def _document(language: str, title: Line, inside: str, namespaces: str = "") -> str:
    code = text(language)
    root = f'xmlns="http://www.w3.org/1999/xhtml" lang="{code}" xml:lang="{code}" dir="{direction(language)}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f"<html {' '.join(filter(None, (root, namespaces)))}><head>{_titled('title', title, language)}"
        f'<link rel="stylesheet" href="style.css"/></head><body>{inside}</body></html>\n'
    )


def _contents(book: Book) -> str:
    """Return the table of contents: the parts of the update, or the updates with their parts."""
    said = catalogue(book.locale).gettext(CONTENTS)
    parts = [
        _parts(name, chapter.outline, book.language) for name, chapter in zip(book.names, book.chapters, strict=True)
    ]
    if len(parts) == 1:
        ((title, below),) = parts
        items = f"<li>{title}</li>{_items(below)}"
    else:
        items = _items(f"{title}<ol>{_items(below)}</ol>" if below else title for title, below in parts)
    heading = f"<h1{_foreign(said.language, book.language)}>{text(said.text)}</h1>"
    return f'<nav epub:type="toc" role="doc-toc">{heading}<ol>{items}</ol></nav>'


def _parts(name: str, outline: Outline, around: str) -> tuple[str, list[str]]:
    """Return the link to an update, and those to each part of it that has a heading.

    What became of the evidence is told with the title, and no finding is: its caveats would not be there.
    """
    points = []
    for node in outline.nodes:
        if isinstance(node, Section):
            title = next((part for part in node.nodes if isinstance(part, Title)), None)
            if title is not None:
                # The element has the id of the section with “h-” before it.
                points.append(_link(f"{name}.xhtml#h-{node.id}", title.entry or title.spans, around))
    return _link(f"{name}.xhtml#title", (*outline.title, *_became(outline)), around), points


def _became(outline: Outline) -> Line:
    notices = [
        part.spans
        for node in outline.before
        if isinstance(node, Section)
        for part in node.nodes[:1]
        if isinstance(part, Said)
    ]
    return tuple(span for notice in notices for span in (Span(" – ", neutral=True), *notice))


def _link(address: str, spans: Line, around: str) -> str:
    languages = _languages(spans)
    if len(languages) <= 1:
        return f'<a href="{text(address)}"{_foreign("".join(languages), around)}>{text(text_of(spans))}</a>'
    words = "".join(
        f"<span{marked}>{text(span.text)}</span>" if (marked := _foreign(span.language, around)) else text(span.text)
        for span in spans
    )
    return f'<a href="{text(address)}">{words}</a>'


def _languages(spans: Line) -> list[str]:
    return list(dict.fromkeys(span.language for span in spans if not span.neutral and span.text.strip()))


def _titled(element: str, title: Line, around: str = "") -> str:
    """Return a title that holds no elements, with its language; where parts of it are in several, it says so."""
    first, *others = list(filter(None, _languages(title))) or [around]
    language = SEVERAL if others else first
    attributes = f' xml:lang="{text(language)}" dir="{direction(first)}"' if language != around else ""
    return f"<{element}{attributes}>{text(text_of(title))}</{element}>"


def _foreign(language: str, around: str) -> str:
    if not language or language == around:
        return ""
    return f' lang="{text(language)}" xml:lang="{text(language)}" dir="{direction(language)}"'


def _items(items: Iterable[str]) -> str:
    return "".join(f"<li>{item}</li>" for item in items)


def _package(book: Book, written: dict[str, str], when: datetime) -> str:
    summary = catalogue(book.locale).gettext(SUMMARY)
    languages = dict.fromkeys(chapter.update.language for chapter in book.chapters)
    about = book.chapters[0].update.provenance
    facts = [
        f'<dc:identifier id="id">{text(book.identifier)}</dc:identifier>',
        _titled("dc:title", book.title),
        *(f"<dc:language>{text(language)}</dc:language>" for language in languages),
        f"<dc:source>{text(book.address)}</dc:source>",
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
    chapters = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"{DRAWN if "<svg" in inside else ""}/>'
        for name, inside in written.items()
    )
    reading = "".join(f'<itemref idref="{name}"/>' for name in written)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{text(book.language)}" dir="{direction(book.language)}">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(facts)}</metadata>'
        "<manifest>"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f"{chapters}"
        '<item id="style" href="style.css" media-type="text/css"/>'
        "</manifest>"
        f'<spine page-progression-direction="{direction(book.language)}">{reading}</spine></package>\n'
    )


def _said(element: str, words: str, language: str) -> str:
    return f'<{element} xml:lang="{text(language)}" dir="{direction(language)}">{text(words)}</{element}>'

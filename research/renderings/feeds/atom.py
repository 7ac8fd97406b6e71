"""Atom (RFC 4287), with what was taken back as deleted entries (RFC 6721) and licences as links (RFC 4946)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from research.renderings.feeds.feed import Entry, Feed
from research.renderings.feeds.markup import body, clean, plain
from research.representations import schema_v1 as v1

MEDIA_TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
#: A name whose language nobody has said.
UNKNOWN = "und"


def atom(feed: Feed) -> bytes:
    """Return the feed as UTF-8 XML."""
    root = ET.Element("feed", {"xmlns": ATOM, "xmlns:at": TOMBSTONES, "xml:lang": feed.locale})
    ET.SubElement(root, "id").text = feed.id
    _text(root, "title", feed.title)
    ET.SubElement(root, "updated").text = _time(feed.updated)
    _author(root, feed.publisher, feed.about)
    _link(root, "self", MEDIA_TYPE, feed.address)
    if feed.home:
        _link(root, "alternate", "text/html", feed.home, feed.locale)
    _licence(root, feed.licence)
    # What the grammar of RFC 4287 does not know comes before entries.
    for item in feed.removed:
        _deleted(root, item)
    for entry in feed.entries:
        _entry(root, entry, feed)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: ET.Element, entry: Entry, feed: Feed) -> None:
    update = entry.update
    made = ET.SubElement(root, "entry", {"xml:lang": update.language})
    ET.SubElement(made, "id").text = entry.id
    _text(made, "title", update.title)
    ET.SubElement(made, "published").text = _time(entry.published)
    ET.SubElement(made, "updated").text = _time(entry.updated)
    _author(made, update.provenance.publisher, feed.about)
    for type_, language, address in _alternates(entry):
        _link(made, "alternate", type_, address, language)
    _licence(made, update.provenance.licence)
    for vocabulary, label in _codes(update):
        attributes = {"scheme": f"{feed.vocabularies}{vocabulary}/", "term": label.code}
        ET.SubElement(
            made, "category", {**attributes, "label": clean(label.label.text), "xml:lang": label.label.language}
        )
    ET.SubElement(made, "summary", {"type": "xhtml"}).append(body(update, xml=True))


def _codes(update: v1.ResearchUpdateV1) -> Iterator[tuple[str, v1.Label]]:
    yield "evidence", update.evidence.state
    yield from (("topic", topic) for topic in update.topics)
    if update.condition:
        yield "condition", update.condition


def _alternates(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield type, language and address; each type and language once, as RFC 4287 (4.1.2) asks."""
    language = entry.update.language
    seen = {language.lower()}
    if entry.page:
        yield "text/html", language, entry.page
    yield "application/json", language, entry.api
    for other in entry.alternates:
        if other.locale.lower() not in seen:
            seen.add(other.locale.lower())
            yield "text/html", other.locale, other.url


def _deleted(root: ET.Element, item: v1.RemovedItem) -> None:
    made = ET.SubElement(root, "at:deleted-entry", {"ref": item.id, "when": _time(item.at)})
    if item.note:
        _text(made, "at:comment", item.note)


def _text(parent: ET.Element, name: str, text: v1.Text) -> None:
    ET.SubElement(parent, name, {"type": "text", "xml:lang": text.language}).text = plain(text)


def _author(parent: ET.Element, publisher: v1.Publisher, otherwise: str) -> None:
    """Name the publisher; one without a name is named by an address, because Atom wants an author."""
    name = publisher.name
    person = ET.SubElement(parent, "author", {"xml:lang": name.language if name else UNKNOWN})
    ET.SubElement(person, "name").text = plain(name) if name else publisher.url or otherwise
    if publisher.url:
        ET.SubElement(person, "uri").text = publisher.url


def _licence(parent: ET.Element, licence: v1.Licence) -> None:
    if licence.url:
        ET.SubElement(parent, "link", {"rel": "license", "href": licence.url})
    if licence.name:
        ET.SubElement(parent, "rights", {"type": "text", "xml:lang": UNKNOWN}).text = clean(licence.name)


def _link(parent: ET.Element, rel: str, type_: str, address: str, language: str = "") -> None:
    attributes = {"rel": rel, "type": type_, "href": address}
    ET.SubElement(parent, "link", {**attributes, "hreflang": language} if language else attributes)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")

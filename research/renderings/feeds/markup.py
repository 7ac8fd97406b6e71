"""An entry as HTML, each element with its own language and direction; and plain text that keeps its direction."""

from __future__ import annotations

import re
import unicodedata
from xml.etree import ElementTree as ET

from research.renderings.feeds.feed import key_messages, notices
from research.representations import schema_v1 as v1

XHTML = "http://www.w3.org/1999/xhtml"
#: What XML 1.0 has no way to write, and the other controls, which HTML takes for errors.
_NOT_TEXT = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_MARKS = {"rtl": "\u200f", "ltr": "\u200e"}


def clean(text: str) -> str:
    """Return ``text`` without the characters that neither XML nor HTML can hold."""
    return _NOT_TEXT.sub("", text)


def plain(text: v1.Text) -> str:
    """Return a text for a place that has no direction of its own.

    Readers take the direction of such a text from its first letter. Where that would be wrong, as for “COVID-19” at the
    start of an Arabic title, an invisible mark goes before it.
    """
    words = clean(text.text)
    strong = next((kind for kind in map(unicodedata.bidirectional, words) if kind in ("L", "R", "AL")), None)
    first = "ltr" if strong == "L" else "rtl"
    return words if strong is None or first == text.direction else f"{_MARKS[text.direction]}{words}"


def body(update: v1.ResearchUpdateV1, *, xml: bool) -> ET.Element:
    """Return notices and key messages as a ``div``, in XHTML or in HTML."""
    around = {"xmlns": XHTML} if xml else {}
    div = ET.Element("div", {**around, **_language(update.language, update.direction, xml=xml)})
    for notice in notices(update):
        ET.SubElement(_element(div, "p", notice, xml=xml), "strong").text = clean(notice.text)
    if messages := key_messages(update):
        points = ET.SubElement(div, "ul")
        for message in messages:
            _element(points, "li", message, xml=xml).text = clean(message.text)
    return div


def _element(parent: ET.Element, name: str, text: v1.Text, *, xml: bool) -> ET.Element:
    return ET.SubElement(parent, name, _language(text.language, text.direction, xml=xml))


def _language(language: str, direction: str, *, xml: bool) -> dict[str, str]:
    return {"lang": language, **({"xml:lang": language} if xml else {}), "dir": direction}

"""Whether a form, read as its reader reads it, holds nothing that runs, loads or leads where it should not."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from research.renderings.speech import NAMESPACE
from tests.renderings.reading import WORDS

_ELEMENTS = """
html head meta title link style script body main section article div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd dfn table
caption thead tbody tr th td figure figcaption img a span bdi abbr em strong sup sub br svg path circle g rect nav
"""
_ATTRIBUTES = """
id class lang dir href hreflang title role aria-labelledby aria-hidden scope src alt width height loading content name
charset rel type viewbox focusable fill stroke stroke-width d cx cy r x y transform xmlns xml:lang epub:type xmlns:epub
tabindex
"""
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
#: What no control is, and what may stand between lines.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _link(address: str) -> None:
    assert re.match(r"(?i)(https?://|mailto:|#)", address), address
    assert not re.search(r"[\x00-\x20<>\"]", address), address


def html(data: bytes) -> None:
    soup = BeautifulSoup(data, "lxml")
    for element in soup.find_all(True):
        assert element.name in ELEMENTS, str(element)[:200]
        for name, value in element.attrs.items():
            assert name.lower() in ATTRIBUTES, f"{name}={value!r}"
            if name == "href" and element.get("rel") != ["stylesheet"] and "update.xhtml" not in str(value):
                _link(str(value))
    # A style or a script in the text would be a second one.
    assert len(soup.find_all("style")) <= 1
    for script in soup.find_all("script"):
        assert script.get("type") == "application/ld+json"
        json.loads(script.get_text())
    assert len(soup.find_all("script")) <= 1
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not _CONTROL.search(soup.get_text())


def text(data: bytes) -> None:
    assert not _CONTROL.search(data.decode().replace("\t", ""))


def markdown(data: bytes) -> None:
    for token in MarkdownIt("commonmark").parse(data.decode()):
        assert token.type not in ("html_block", "fence", "code_block", "hr", "blockquote_open"), token
        for part in token.children or []:
            assert part.type not in ("html_inline", "code_inline"), part
            if part.type == "link_open":
                _link(str(part.attrs["href"]))


def speech(data: bytes) -> None:
    allowed = {"speak", "p", "s", "break", "emphasis", "say-as"}
    for element in ET.fromstring(data).iter():  # noqa: S314 - our own
        assert element.tag.removeprefix(f"{{{NAMESPACE}}}") in allowed, element.tag
        assert element.get("time") is None


def epub(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                ET.fromstring(book.read(name))  # noqa: S314 - our own
            if name.endswith(".xhtml"):
                html(book.read(name).split(b"\n", 1)[1])


def pdf(data: bytes) -> None:
    reader = PdfReader(io.BytesIO(data))
    for part in _parts(reader):
        kind = part.get("/S")
        assert kind not in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"), part
        assert "/JS" not in part
        assert "/EmbeddedFile" not in str(part.get("/Type", ""))
        if kind == "/URI":
            _link(str(part["/URI"]))


def _parts(reader: PdfReader) -> Iterator[Any]:
    for number in range(1, len(reader.xref[0]) + sum(map(len, reader.xref_objStm.values())) + 1):
        found = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(found, dict):
            yield found
            action = found.get("/A")
            if isinstance(action, dict):
                yield action


def jsonld(data: bytes) -> None:
    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for name, child in value.items():
                assert re.fullmatch(r"@?[A-Za-z]+", name), name
                if name in ("url", "@id", "sameAs") and isinstance(child, str):
                    _link(child)
                walk(child)
        elif isinstance(value, list):
            for child in value:
                walk(child)

    walk(json.loads(data))


def brf(data: bytes) -> None:
    assert re.fullmatch(rb"[ -_\r\n\x0c]*", data), "BRF has 64 letters"


def pef(data: bytes) -> None:
    allowed = {
        "pef",
        "head",
        "meta",
        "format",
        "identifier",
        "title",
        "language",
        "publisher",
        "date",
        "body",
        "source",
    }
    for element in ET.fromstring(data).iter():  # noqa: S314 - our own
        assert element.tag.rpartition("}")[2] in allowed | {"volume", "section", "page", "row"}, element.tag


#: Forms that have no words of their own to look for: cells of six dots.
CELLS: Mapping[str, Callable[[bytes], None]] = {"braille": brf, "pef": pef}
HARMLESS: Mapping[str, Callable[[bytes], None]] = {
    "html": html,
    "text": text,
    "markdown": markdown,
    "speech": speech,
    "epub": epub,
    "pdf": pdf,
    "jsonld": jsonld,
}


def words(form: str, data: bytes) -> str:
    return WORDS[form](data)

"""What a reader of each form gets: the form is parsed by somebody else's parser, and its words come in order."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from pypdf import PdfReader

from research.renderings.braille.brf import LETTERS
from research.renderings.braille.cells import BLANK, cells
from research.renderings.braille.pages import GOES_ON
from research.renderings.braille.pef import NAMESPACE
from research.renderings.braille.tables import table
from research.renderings.form import Source
from research.renderings.links import Link, Surroundings
from research.representations import schema_v1 as v1

HERE = "https://updates.example/"


def source(update: v1.ResearchUpdateV1, related: Mapping[str, Link] | None = None) -> Source:
    api = f"{HERE}api/updates/{update.translation_key}/"
    around = Surroundings(
        api=f"{api}?locale={update.locale}",
        forms=f"{api}renderings/",
        page=f"{HERE}{update.locale}/an-update/",
        related=related or {},
        translations={"pt": f"{HERE}pt/an-update/"},
    )
    return Source(update, around)


def words_of_html(data: bytes) -> str:
    soup = BeautifulSoup(data, "lxml")
    assert soup.body is not None
    return soup.body.get_text(" ")


def words_of_text(data: bytes) -> str:
    return data.decode()


def words_of_markdown(data: bytes) -> str:
    found: list[str] = []
    for token in MarkdownIt("commonmark").parse(data.decode()):
        assert token.type not in ("code_block", "fence", "html_block", "hr"), token
        if token.type == "inline":
            for part in token.children or []:
                assert part.type not in ("html_inline", "code_inline"), part
                found.append(part.content)
    return " ".join(found)


def words_of_speech(data: bytes) -> str:
    return " ".join(ET.fromstring(data).itertext())  # noqa: S314 - our own


def words_of_jsonld(data: bytes) -> str:
    """The words of the object; of a claim first what came later, then what it says, then what to be careful about."""
    return " ".join(_said(json.loads(data)))


def words_of_epub(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return " ".join(ET.fromstring(book.read("EPUB/update.xhtml")).itertext())  # noqa: S314 - our own


def words_of_pdf(data: bytes) -> str:
    """The words of a PDF in a script that is written from left to right: others are stored as they look."""
    pages = PdfReader(io.BytesIO(data)).pages
    # Without the number of each page.
    return " ".join(page.extract_text().rstrip().rstrip("0123456789") for page in pages)


def rows_of_brf(data: bytes) -> list[list[str]]:
    """The pages of a file for embossers, as rows of Unicode braille."""
    *pages, rest = data.decode("ascii").split("\f")
    assert rest == ""
    unicode = {ord(letter): ord(BLANK) + dots for dots, letter in enumerate(LETTERS)}
    return [[row.translate(unicode) for row in page.split("\r\n")] for page in pages]


def rows_of_pef(data: bytes) -> list[list[str]]:
    pages = ET.fromstring(data).iter(f"{{{NAMESPACE}}}page")  # noqa: S314 - our own
    return [[row.text or "" for row in page] for page in pages]


def read_through(pages: list[list[str]], width: int = 40) -> str:
    """The cells of pages with one blank between words: without the numbers of pages, long words put together again."""
    made = ""
    for row in (row for page in pages for row in page[:-1]):
        found = row.strip(BLANK)
        made += found[: -len(GOES_ON)] if len(row) == width and row.endswith(GOES_ON) else found + BLANK
    return re.sub(f"{BLANK}+", BLANK, made)


def words_of_brf(data: bytes) -> str:
    return read_through(rows_of_brf(data)).replace(BLANK, "")


def words_of_pef(data: bytes) -> str:
    return read_through(rows_of_pef(data)).replace(BLANK, "")


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _said(item)
    elif isinstance(value, dict):
        if "@value" in value:
            yield value["@value"]
        elif value.get("@type") == "Claim":
            yield from _said(value["text"])
            yield from _said(value["comment"])
        else:
            for item in value.values():
                yield from _said(item)


#: Forms that have words of their own: a script shows what the page says.
WORDS: Mapping[str, Callable[[bytes], str]] = {
    "html": words_of_html,
    "text": words_of_text,
    "markdown": words_of_markdown,
    "speech": words_of_speech,
    "epub": words_of_epub,
    "pdf": words_of_pdf,
    "jsonld": words_of_jsonld,
    "braille": words_of_brf,
    "pef": words_of_pef,
}
BRAILLE = ("braille", "pef")
#: The marker of what a form cannot be made without.
NEEDS = {
    "audio": pytest.mark.requires_espeak,
    "braille": pytest.mark.requires_liblouis,
    "pef": pytest.mark.requires_liblouis,
}


def tight(words: str) -> str:
    """Return ``words`` without blanks, invisible marks of direction, and brackets, which pypdf at times turns round."""
    return re.sub(r"[\s()\u200e\u200f\u202a-\u202e\u2066-\u2069]+", "", words)


def in_form(form: str, text: v1.Text) -> str:
    """Return what a text is in the words of a form: itself, or what the table of its language makes of it."""
    return in_braille(text) if form in BRAILLE else tight(text.text)


def in_braille(text: v1.Text) -> str:
    written = table(text.language)
    assert written is not None
    return cells(" ".join(text.text.split()), written).replace(BLANK, "")

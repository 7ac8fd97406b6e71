"""A tagged PDF (PDF/UA-1) by Typst: headings, lists, tables with headings, languages of parts, icon arrays as figures.

The template gets the outline as data and reads none of it as markup. Pictures are not in it, but their words are.
Typst is optional, and so are fonts: what is missing is said, and no PDF has an empty box for a letter.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from django.utils.translation import gettext_noop

from research import conf
from research.domain.locales import base_language, direction
from research.renderings.feeds.markup import clean
from research.renderings.form import Form, Source, Unavailable
from research.renderings.links import address
from research.renderings.outline import (
    BREAK,
    Facts,
    Grid,
    Heading,
    Items,
    Line,
    Node,
    Outline,
    Paragraph,
    People,
    Picture,
    Points,
    Role,
    Said,
    Section,
    Span,
    Title,
    text_of,
)

logger = logging.getLogger("research.renderings")

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "pdf.typ"
NEEDS = "typst"
NO_TYPST = gettext_noop(
    "This site cannot make PDF files, because the Python package “typst” is not installed there. Its maintainers can "
    "install it with “pip install wagtail-research-updates[pdf]”."
)
NO_FONT = gettext_noop(
    "This site has no font for some letters of this text. Its maintainers can install one, such as Debian’s package "
    "fonts-noto-core, and name it in the setting PDF_FONTS."
)
#: Such as of lists in lists, deeper than Typst goes.
FAILED = gettext_noop("This site could not make a PDF of this text. Its maintainers find the reason in its log.")
#: What Typst says of a letter that none of the fonts has.
NO_GLYPH = "could not be displayed with font"
#: Parts with a bar beside them, in the colour of what they mean.
FRAMED = {Role.NOTICE, Role.CONFLICT, Role.WARNING, Role.LATER, Role.CAVEAT}
#: Characters of a framed part that stays on one page; a longer one may go on overleaf.
WHOLE = 700
Data: TypeAlias = dict[str, Any]


def lacks(language: str = "") -> Unavailable | None:
    """Return what keeps this process from making any PDF."""
    return Unavailable(NO_TYPST) if find_spec(NEEDS) is None else None


@lru_cache(maxsize=4)
def _fonts(folders: tuple[str, ...]) -> Any:
    """Look for fonts once in a process: that takes as long as a page."""
    import typst  # noqa: PLC0415 - optional

    return typst.Fonts(font_paths=list(folders))


def pdf(source: Source) -> bytes:
    """Return the PDF. Raises ``Unavailable`` where Typst is not installed, no font has a letter, or Typst gives up."""
    if (missing := lacks()) is not None:
        raise missing
    import typst  # noqa: PLC0415 - optional

    outline = source.outline
    publisher = source.update.provenance.publisher.name
    data = {
        "name": _words(text_of(outline.title)),
        "author": _words(publisher.text) if publisher else "",
        "language": _language(outline.language),
        "fonts": list(conf.setting("PDF_FONTS")),
        "title": _line(outline.title, outline),
        "before": _nodes(outline.before, outline),
        "nodes": _nodes(outline.nodes, outline),
    }
    try:
        made = typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=_fonts(tuple(map(str, conf.setting("PDF_FONT_PATHS")))),
            pdf_standards=["ua-1"],
            # The same update makes the same bytes.
            timestamp=int(when.timestamp()) if (when := source.update.provenance.last_published_at) else 0,
        )
    except typst.TypstError as error:
        if NO_GLYPH in error.message:
            raise Unavailable(NO_FONT) from error
        logger.exception("Typst makes no PDF of %s (%s).", source.update.translation_key, source.update.locale)
        raise Unavailable(FAILED) from error
    return bytes(made)


def _length(data: Any) -> int:
    """Return how many characters of text are in what was made for the template."""
    if isinstance(data, dict):
        return len(data["words"]) if "words" in data else _length([*data.values()])
    return sum(map(_length, data)) if isinstance(data, list) else 0


def _nodes(nodes: Iterable[Node], outline: Outline) -> list[Data]:
    return [made for node in nodes for made in _node(node, outline)]


def _node(node: Node, outline: Outline) -> list[Data]:
    match node:
        case Section():
            titled = any(isinstance(part, Title) for part in node.nodes)
            inner = _nodes(node.nodes, outline)
            framed = node.role in FRAMED
            section = {"kind": "section", "framed": framed, "tone": node.kind, "step": 1 if titled else 0}
            return [section | {"whole": _length(inner) <= WHOLE, "nodes": inner}]
        case Title():
            title = {"kind": "title", "label": _line(node.label, outline), "spans": _line(node.spans, outline)}
            return [title | {"entry": _line(node.entry, outline)}]
        case Heading():
            return [{"kind": "heading", "depth": node.depth, "spans": _line(node.spans, outline)}]
        case Paragraph():
            return _paragraph(node.spans, outline)
        case Said():
            if node.kind == "quiet":
                return [{"kind": "label", "spans": _line(node.spans, outline)}]
            if node.kind == "caveat-kind":
                return [{"kind": "lead", "spans": _line(node.spans, outline)}]
            return _paragraph(node.spans, outline)
        case Items():
            return [_list([_nodes(item, outline) for item in node.items], ordered=node.ordered)]
        case Points():
            return [_list([_nodes(item, outline) for item in node.items])]
        case Facts():
            facts = [
                {"name": _line(fact.name, outline), "values": [_line(value, outline) for value in fact.values]}
                for fact in node.facts
            ]
            return [{"kind": "facts", "facts": facts}]
        case People():
            counted = {"with": node.signs.with_event, "of": node.signs.out_of} if node.signs else {"with": 0, "of": 0}
            # In words, the picture is what its sentence says.
            told = " ".join(text_of(spans) for spans in (node.sentence, node.about) if spans)
            drawn = {"kind": "people", "spans": _line(node.sentence, outline), **counted, "alt": _words(told)}
            return [drawn, *_paragraph(node.about, outline), *_paragraph(node.time, outline)]
        case Grid():
            rows = [[{"spans": _line(cell, outline)} for cell in row] for row in node.rows]
            columns = [_line(column, outline) for column in node.columns]
            return [{"kind": "table", "caption": _line(node.caption, outline), "columns": columns, "rows": rows}]
        case Picture():
            said = (node.alt, node.caption, node.description)
            return [made for spans in said for made in _paragraph(spans, outline)]


def _paragraph(spans: Line, outline: Outline) -> list[Data]:
    return [{"kind": "paragraph", "spans": _line(spans, outline)}] if spans else []


def _list(items: list[list[Data]], *, ordered: bool = False) -> Data:
    return {"kind": "list", "ordered": ordered, "items": items}


def _line(spans: Line, outline: Outline) -> list[Data]:
    return [_span(span, outline) for span in spans]


def _span(span: Span, outline: Outline) -> Data:
    if span.text == BREAK:
        return {"ends": True}
    words = f"{span.text} ({span.expansion})" if span.expansion else span.text
    made: Data = {"words": _words(words)}
    if span.strong:
        made["strong"] = True
    if span.emphasis:
        made["emphasis"] = True
    if span.position:
        made["position"] = span.position
    if span.link.startswith(("https://", "http://", "mailto:")):
        made["link"] = address(span.link)
    if span.language and not span.neutral and span.language != outline.language:
        made["language"] = _language(span.language)
    return made


def _words(said: str) -> str:
    """Return words without what no letter stands for: PDF/UA forbids a mark of byte order in a text."""
    return clean(said).replace("\ufeff", "")


def _language(code: str) -> Data:
    """Return a language as Typst takes it: two or three letters, and a region if there is one."""
    region = next((part for part in code.split("-")[1:] if len(part) == 2 and part.isalpha()), None)
    return {"code": base_language(code), "region": region, "dir": direction(code)}


FORM = Form("pdf", gettext_noop("PDF"), MEDIA_TYPE, "pdf", pdf, dear=True, for_people=True, lacks=lacks)

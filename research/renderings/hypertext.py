"""An outline as HTML that is XML as well: what the page, the piece to embed and the book are made of.

Nothing in it needs a style attribute or a script. Each text says its language where that is not the one around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from research.domain.locales import direction
from research.domain.rich_text import Line, Span
from research.renderings import icon_array
from research.renderings.feeds.markup import clean
from research.renderings.links import address
from research.renderings.outline import (
    BREAK,
    Fact,
    Facts,
    Grid,
    Heading,
    Items,
    Node,
    Outline,
    Paragraph,
    People,
    Picture,
    Points,
    Role,
    Said,
    Section,
    Title,
)

_SAFE = re.compile(r"[^A-Za-z0-9_-]")
_SCHEMES = ("https://", "http://", "mailto:")
#: Elements of sections: what a screen reader offers to jump to, and what it reads as a note.
_ELEMENTS: Mapping[Role, tuple[str, str]] = {
    Role.NOTICE: ("section", ' role="note"'),
    Role.REVIEW: ("div", ""),
    Role.FINDING: ("article", ""),
    Role.WARNING: ("div", ' role="note"'),
    Role.LATER: ("div", ' role="note"'),
    # A note and no landmark: a page would have as many of the same name as it has findings.
    Role.CAVEATS: ("div", ' role="note"'),
    Role.CAVEAT: ("div", ""),
    Role.MEANING: ("div", ""),
    Role.BASIS: ("div", ""),
    Role.PROSE: ("div", ""),
}
_HIGHEST, _LOWEST = 1, 6


@dataclass(frozen=True, slots=True)
class Embedding:
    """Where a piece of HTML is put: ``prefix`` goes before its ids, ``level`` is that of its first heading.

    Without ``pictures`` their words stand alone, as in a file that must not ask anybody for them. ``xml`` says
    languages for readers of XML as well.
    """

    prefix: str = ""
    level: int = 1
    pictures: bool = True
    xml: bool = False


def hypertext(outline: Outline, embedding: Embedding = Embedding()) -> str:
    """Return the elements of an update. The caller puts an element around them with ``outline.language``."""
    writer = _Writer(outline, embedding)
    return "".join(
        (
            writer.nodes(outline.before, embedding.level + 1),
            writer.element(f"h{_level(embedding.level)}", outline.title, id_="title"),
            writer.nodes(outline.nodes, embedding.level + 1),
        )
    )


class _Writer:
    def __init__(self, outline: Outline, embedding: Embedding) -> None:
        self.language = outline.language
        self.embedding = embedding

    def nodes(self, nodes: Iterable[Node], level: int) -> str:
        return "".join(self.node(node, level) for node in nodes)

    def node(self, node: Node, level: int) -> str:
        match node:
            case Section():
                return self.section(node, level)
            case Title():
                return self.element(f"h{_level(level)}", node.spans)
            case Heading():
                return self.element(f"h{_level(level + node.depth)}", node.spans)
            case Paragraph():
                return self.element("p", node.spans)
            case Said():
                return self.element("p", node.spans, css=node.kind)
            case Items():
                return self.items(node.items, level, "ol" if node.ordered else "ul")
            case Points():
                return self.items(node.items, level, "ul")
            case Facts():
                return f'<dl class="facts">{"".join(map(self.fact, node.facts))}</dl>'
            case People():
                return self.people(node)
            case Grid():
                return self.table(node)
            case Picture():
                return self.picture(node)

    def section(self, node: Section, level: int) -> str:
        element, role = _ELEMENTS.get(node.role, ("section", ""))
        title = next((part for part in node.nodes if isinstance(part, Title)), None)
        named = ""
        inner = []
        for part in node.nodes:
            if part is title and title is not None:
                heading = f"h-{node.id}"
                if title.label:
                    inner.append(self.element("p", title.label, css="eyebrow"))
                inner.append(self.element(f"h{_level(level)}", title.spans, id_=heading))
                if element != "div" or role:
                    named = f' aria-labelledby="{self.id(heading)}"'
            else:
                inner.append(self.node(part, level + 1 if title is not None else level))
        if element == "section" and not named:
            # A section without a name is no landmark.
            element = "div"
        css = f"{node.role} {node.kind}".strip()
        return f'<{element} class="{escape(css)}" id="{self.id(node.id)}"{role}{named}>{"".join(inner)}</{element}>'

    def items(self, items: Sequence[Sequence[Node]], level: int, element: str) -> str:
        made = "".join(f"<li>{self.item(item, level)}</li>" for item in items)
        return f"<{element}>{made}</{element}>" if made else ""

    def item(self, nodes: Sequence[Node], level: int) -> str:
        """Return what stands in an item; a single line needs no paragraph."""
        if len(nodes) == 1 and isinstance(nodes[0], Paragraph):
            return self.spans(nodes[0].spans, self.language)
        return self.nodes(nodes, level)

    def fact(self, fact: Fact) -> str:
        if fact.term:
            name = f"<dt>{self.element('dfn', fact.name, id_=f'glossary-{fact.term}')}</dt>"
        else:
            name = self.element("dt", fact.name)
        values = "".join(self.element("dd", value) for value in fact.values)
        return f"<div>{name}{values}</div>"

    def people(self, node: People) -> str:
        drawn = icon_array.svg(node.signs, right_to_left=direction(self.language) == "rtl")
        time, about = self.element("p", node.time, css="quiet"), self.element("p", node.about, css="quiet")
        return f'<div class="people">{self.element("p", node.sentence)}{time}{drawn}{about}</div>'

    def table(self, node: Grid) -> str:
        head = "".join(self.element("th", column, more=' scope="col"') for column in node.columns)
        rows = "".join(f"<tr>{''.join(self.element('td', cell) for cell in row)}</tr>" for row in node.rows)
        heading = f"h-{node.id}"
        caption = self.element("caption", node.caption, id_=heading)
        # Where the screen is narrow, it is moved sideways: by keyboard as well.
        region = f' role="region" aria-labelledby="{self.id(heading)}"' if node.caption else ""
        table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return f'<div class="table" tabindex="0"{region} id="{self.id(node.id)}">{table}</div>'

    def picture(self, node: Picture) -> str:
        caption = self.element("figcaption", node.caption)
        described = self.element("p", node.description)
        if not self.embedding.pictures:
            caption = self.element("p", node.caption)
            return f'<div id="{self.id(node.id)}">{self.element("p", node.alt)}{caption}{described}</div>'
        language = _language_of(node.alt)
        said = self.attributes(language) if language and language != self.language else ""
        alt = escape("".join(span.text for span in node.alt))
        image = (
            f'<img src="{text(node.url)}" width="{node.width}" height="{node.height}" loading="lazy" '
            f'alt="{alt}"{said}/>'
        )
        return f'<figure id="{self.id(node.id)}">{image}{caption}{described}</figure>'

    def element(self, name: str, spans: Line, *, css: str = "", id_: str = "", more: str = "") -> str:
        """Return an element with its language, if it is all in one; nothing for an empty line."""
        if not spans:
            return f"<{name}{more}></{name}>" if name in ("td", "th") else ""
        language = _language_of(spans)
        foreign = language if language and language != self.language else ""
        attributes = f' class="{escape(css)}"' if css else ""
        attributes += f' id="{self.id(id_)}"' if id_ else ""
        attributes += self.attributes(foreign) if foreign else ""
        return f"<{name}{attributes}{more}>{self.spans(spans, foreign or self.language)}</{name}>"

    def spans(self, spans: Line, around: str) -> str:
        return "".join(self.span(span, around) for span in spans)

    def span(self, span: Span, around: str) -> str:
        if span.text == BREAK:
            return "<br/>"
        words = text(span.text)
        if span.position:
            element = "sup" if span.position == "raised" else "sub"
            words = f"<{element}>{words}</{element}>"
        if span.expansion:
            words = f'<abbr title="{text(span.expansion)}">{words}</abbr>'
        if span.emphasis:
            words = f"<em>{words}</em>"
        if span.strong:
            words = f"<strong>{words}</strong>"
        foreign = span.language and span.language != around
        if span.neutral:
            words = f"<bdi>{words}</bdi>"
        if link := self.link(span):
            return f"<a{link}{self.attributes(span.language) if foreign else ''}>{words}</a>"
        return f"<span{self.attributes(span.language)}>{words}</span>" if foreign else words

    def link(self, span: Span) -> str:
        if span.term:
            return f' class="term" href="#{self.id(f"glossary-{span.term}")}"'
        if span.link.startswith("#"):
            return f' href="#{self.id(span.link[1:])}"'
        if not span.link.startswith(_SCHEMES):
            return ""
        language = f' hreflang="{escape(span.link_language)}"' if span.link_language else ""
        return f' href="{text(address(span.link))}"{language}'

    def attributes(self, language: str) -> str:
        xml = f' xml:lang="{escape(language)}"' if self.embedding.xml else ""
        return f' lang="{escape(language)}"{xml} dir="{direction(language)}"'

    def id(self, name: str) -> str:
        return f"{self.embedding.prefix}{_SAFE.sub('-', name)}"


def text(words: str) -> str:
    """Return ``words`` escaped for an element or an attribute."""
    return escape(clean(words))


def _language_of(spans: Line) -> str:
    """Return the language of a line, "" where it has none or several."""
    found = {span.language for span in spans if not span.neutral and span.text.strip()}
    return found.pop() if len(found) == 1 else ""


def _level(level: int) -> int:
    return min(max(level, _HIGHEST), _LOWEST)

"""An update in reading order, made from its representation once and walked by every form.

What must stand together, and in which order, is decided here: a form only decides how it is written down.
"""

from research.domain.rich_text import BREAK, Heading, Items, Line, Paragraph, Span, text_of
from research.renderings.outline.build import outline
from research.renderings.outline.easy import easy_outline
from research.renderings.outline.nodes import (
    WITHIN,
    Fact,
    Facts,
    Grid,
    Node,
    Outline,
    People,
    Picture,
    Points,
    Role,
    Said,
    Section,
    Title,
)
from research.renderings.outline.notices import has_unreviewed_words
from research.renderings.outline.words import mark

__all__ = [
    "BREAK",
    "WITHIN",
    "Fact",
    "Facts",
    "Grid",
    "Heading",
    "Items",
    "Line",
    "Node",
    "Outline",
    "Paragraph",
    "People",
    "Picture",
    "Points",
    "Role",
    "Said",
    "Section",
    "Span",
    "Title",
    "easy_outline",
    "has_unreviewed_words",
    "mark",
    "outline",
    "text_of",
]

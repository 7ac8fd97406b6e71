"""Easy read: a page of short sentences that a person wrote for readers who find reading hard.

It is never made from the ordinary text. An update that has no easy-read version in a locale has no such page there.
"""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_noop

from research.renderings.form import Form, Source, Unavailable
from research.renderings.html import STYLE as PAGE_STYLE
from research.renderings.html import document, policy, titled
from research.renderings.hypertext import text
from research.renderings.outline import Outline, easy_outline
from research.representations import schema_v1 as v1

STYLE = f"{PAGE_STYLE}{(Path(__file__).parent / 'easy.css').read_text(encoding='utf-8')}"
CONTENT_SECURITY_POLICY = policy(STYLE)
NOT_WRITTEN = gettext_noop(
    "Nobody has written an easy-read version of this update in this language yet. Editors write it under “Easy read”."
)


def outline_of(source: Source) -> Outline:
    """Return the easy-read version. Raises ``Unavailable`` where there is none."""
    made = easy_outline(source.update, source.around)
    if made is None:
        raise Unavailable(NOT_WRITTEN)
    return made


def page(source: Source) -> bytes:
    outline, around = outline_of(source), source.around
    whole = f'<link rel="alternate" type="text/html" href="{text(around.page)}"/>' if around.page else ""
    return document(outline, titled(source, outline), f"{whole}<style>{STYLE}</style>").encode()


def lacks_in(update: v1.ResearchUpdateV1) -> Unavailable | None:
    return None if update.easy_read else Unavailable(NOT_WRITTEN)


FORM = Form("easy", gettext_noop("Easy read"), "text/html", "easy.html", page, lacks_in=lacks_in)

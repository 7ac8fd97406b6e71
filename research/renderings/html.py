"""HTML: a complete page, and a piece of it to put into a page of somebody else."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from django.utils.translation import gettext_noop

from research.domain.locales import direction
from research.renderings.form import Form, Source
from research.renderings.hypertext import Embedding, hypertext, text
from research.renderings.jsonld import script
from research.renderings.outline import Outline, text_of
from research.wording import catalogue

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
#: Never a finding: search results show this, and caveats would have no room.
DESCRIPTION = gettext_noop("A plain-language update on medical research, with what to be careful about.")


def policy(style: str) -> str:
    """Return what a page with this ``style`` may do: show it, and pictures from anywhere, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src * data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


CONTENT_SECURITY_POLICY = policy(STYLE)


def page(source: Source, *, level: int = 1) -> str:
    """Return a complete page."""
    around = source.around
    canonical = f'<link rel="canonical" href="{text(around.page)}"/>' if around.page else ""
    others = "".join(
        f'<link rel="alternate" hreflang="{text(locale)}" href="{text(url)}"/>'
        for locale, url in sorted(around.translations.items())
    )
    head = f"{canonical}{others}<style>{STYLE}</style>{script(source)}"
    return document(source.outline, titled(source, source.outline), head, level=level)


def document(outline: Outline, title: str, head: str, *, level: int = 1) -> str:
    """Return ``outline`` as a page with ``title`` in its tab and ``head`` at the end of its head."""
    about = catalogue(outline.locale).gettext(DESCRIPTION)
    language = f' lang="{text(about.language)}"' if about.language != outline.language else ""
    return (
        f"<!DOCTYPE html>\n<html{_language(outline)}><head>"
        '<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f'<title>{text(title)}</title><meta name="description" content="{text(about.text)}"{language}/>{head}</head>'
        f"<body><main>{hypertext(outline, Embedding(level=level))}</main></body></html>\n"
    )


def fragment(source: Source, *, level: int) -> str:
    """Return an element to put into another page. Its ids begin with the update's key; ``level`` is of its title."""
    outline, update = source.outline, source.update
    prefix = f"research-{update.translation_key.split('-')[0]}-"
    inside = hypertext(outline, Embedding(prefix, level))
    return f'<div class="research-update"{_language(outline)}>{inside}</div>\n'


def titled(source: Source, outline: Outline) -> str:
    """Return the title as it is shown in a tab, what became of the evidence first."""
    evidence = source.update.evidence
    state = f"{evidence.state.label.text} – " if evidence.notice else ""
    return f"{state}{text_of(outline.title)}"


def _language(outline: Outline) -> str:
    language = text(outline.language)
    return f' lang="{language}" dir="{direction(outline.language)}"'


def make(source: Source) -> bytes:
    return page(source).encode()


FORM = Form("html", gettext_noop("Web page"), "text/html", "html", make)

"""An element for pages of other sites: two lines to paste, no build step, nothing that a strict policy forbids.

It shows what ``renderings/html/?fragment=1`` is, in the reader's language, says when it is loading and when it
cannot be shown, and looks for changes. Its bytes are the same for every update: where it comes from says which one.
"""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_noop

from research.renderings.form import Form, Source

SCRIPT = (Path(__file__).parent / "embed.js").read_bytes()


def make(source: Source) -> bytes:
    return SCRIPT


FORM = Form("embed", gettext_noop("Element for other sites"), "text/javascript", "js", make)

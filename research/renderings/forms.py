"""The table of forms. Adding one is adding a file and a row."""

from __future__ import annotations

from collections.abc import Mapping

from research.renderings import audio, easy, embed, epub, html, jsonld, markdown, pdf, speech, text
from research.renderings.braille import brf, pef
from research.renderings.form import Form

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        html.FORM,
        easy.FORM,
        embed.FORM,
        text.FORM,
        markdown.FORM,
        speech.FORM,
        pdf.FORM,
        epub.FORM,
        brf.FORM,
        pef.FORM,
        audio.FORM,
        jsonld.FORM,
    )
}

"""The words of an update that the site's glossary explains."""

from __future__ import annotations

from collections.abc import Mapping

from research.domain import update as domain
from research.domain.locales import base_language
from research.domain.mentions import spellings
from research.domain.terms import Term
from research.domain.text import plain
from research.domain.texts import texts
from research.representations import schema_v1 as v1
from research.representations.words import Words
from research.vocabularies import said


def used_terms(update: domain.Update, glossary: Mapping[str, Term], words: Words) -> list[v1.GlossaryDefinition]:
    """Return the terms whose spelling in the update's language occurs in its text, in order of code.

    Only a definition in that very language is given: a word is not explained in another one.
    """
    text = " \n ".join(plain(at.text) if at.html else at.text for at in texts(update) if at.text)
    explained = {}
    for code, term in sorted(glossary.items()):
        if term.retired:
            continue
        name = said(term.labels, words.language, term.reviewed_languages)
        definition = said(term.definitions, words.language, term.reviewed_languages)
        if name is None or definition is None or definition.language != name.language:
            continue
        if base_language(name.language) == base_language(words.language):
            explained[code] = (name, definition)
    forms = {code: (name.text, *glossary[code].forms.get(name.language, ())) for code, (name, _) in explained.items()}
    used = spellings(text, words.language, forms)
    return [
        v1.GlossaryDefinition(code=code, term=words.said(name), definition=words.said(definition), forms=used[code])
        for code, (name, definition) in explained.items()
        if code in used
    ]

"""The site's open vocabularies, as the plugin asks for them (``RESEARCH_UPDATES["VOCABULARIES"]``)."""

from __future__ import annotations

from typing import Literal

from home import labels
from home.models import Condition, GlossaryTerm, Topic, VocabularyTerm
from research.domain.terms import Term

Vocabulary = Literal["topic", "condition", "glossary"]

MODELS: dict[str, type[VocabularyTerm]] = {model.vocabulary: model for model in (Topic, Condition, GlossaryTerm)}


def terms(vocabulary: Vocabulary) -> list[Term]:
    """Return the terms of ``vocabulary`` by code, retired ones included. One query, in any active language.

    Raises ``ValueError`` for a vocabulary that this site does not have.
    """
    if vocabulary not in MODELS:
        raise ValueError(f"There is no vocabulary “{vocabulary}”. Use one of: {', '.join(MODELS)}.")
    return [_term(row) for row in MODELS[vocabulary]._default_manager.order_by("code")]


def _term(row: VocabularyTerm) -> Term:
    return Term(
        code=row.code,
        labels=labels.texts(row, "name"),
        definitions=labels.texts(row, "definition"),
        forms=row.other_spellings(),
        identifiers=row.identifier_map(),
        reviewed_languages=frozenset(row.reviewed_languages),
        retired=row.retired,
    )

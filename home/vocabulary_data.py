"""The vocabularies that the site starts with, from the files in ``home/data/``.

The definitions were written for this project in five languages. No person has checked them yet, so they
are loaded with no language marked as checked, and leave the site saying so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from django.db import transaction
from modeltranslation.utils import build_localized_fieldname

from home import languages
from home.models import VocabularyTerm
from home.vocabularies import MODELS

FOLDER = Path(__file__).resolve().parent / "data"
FILES = {"topic": "topics.json", "condition": "conditions.json", "glossary": "glossary.json"}


@transaction.atomic
def load(stdout: TextIO | Any) -> dict[str, int]:
    """Add the terms that are not there yet and return ``{vocabulary: how many}``.

    A term whose code exists is left as it is, whatever was edited. The data may hold languages that the
    site does not have, and the site languages that the data does not have: those stay empty.
    """
    counts: dict[str, int] = {}
    for vocabulary, file in FILES.items():
        model = MODELS[vocabulary]
        present = set(model._default_manager.values_list("code", flat=True))
        missing = [entry for entry in read(file) if entry["code"] not in present]
        for entry in missing:
            row = _row(model, entry)
            row.full_clean()
            row.save()
        counts[vocabulary] = len(missing)
        stdout.write(f"{model._meta.verbose_name_plural}: {len(missing)} added, {len(present)} kept.\n")
    return counts


def read(file: str) -> list[dict[str, Any]]:
    """Return the entries of a data file: ``{code, name, definition, forms, identifiers}``, texts per language."""
    entries: list[dict[str, Any]] = json.loads((FOLDER / file).read_text(encoding="utf-8"))
    return entries


def _row(model: type[VocabularyTerm], entry: dict[str, Any]) -> VocabularyTerm:
    columns: dict[str, str] = {}
    for language in languages.CODES:
        columns[build_localized_fieldname("name", language)] = entry["name"].get(language, "")
        columns[build_localized_fieldname("definition", language)] = entry.get("definition", {}).get(language, "")
        columns[build_localized_fieldname("forms", language)] = "\n".join(entry.get("forms", {}).get(language, []))
    identifiers = "\n".join(f"{scheme}: {value}" for scheme, value in entry.get("identifiers", {}).items())
    return model(code=entry["code"], identifiers=identifiers, **columns)

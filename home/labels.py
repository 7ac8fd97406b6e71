"""The texts of a shared row, read from the column of each language and never from the active one.

``row.name`` depends on the language of the thread that asks, so it is not used anywhere: a task, a
request in another language or a shell would store or serve the wrong one.
"""

from __future__ import annotations

from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from home import languages


def columns(field: str) -> tuple[str, ...]:
    """Return the names of the columns of ``field``, one per language: ``name_en``, ``name_es`` ..."""
    return tuple(build_localized_fieldname(field, code) for code in languages.CODES)


def text(row: Model, field: str, language: str) -> str:
    """Return the text of ``field`` in exactly ``language``, or an empty one. Nothing takes its place."""
    return (getattr(row, build_localized_fieldname(field, language)) or "").strip()


def texts(row: Model, field: str) -> dict[str, str]:
    """Return ``{language: text}``; a language without text is absent."""
    found = ((code, text(row, field, code)) for code in languages.CODES)
    return {code: value for code, value in found if value}


def title(row: Model, field: str, otherwise: str) -> str:
    """Return what to call ``row`` in the admin: its text in the default language, else ``otherwise``."""
    return text(row, field, languages.DEFAULT) or otherwise

"""The language that the words around the content are in."""

from __future__ import annotations

from django.utils.translation import get_language

from research.wording import SOURCE_LANGUAGE, catalogue


def current() -> str:
    """Return the active language: a template activates that of ``interface`` for the page."""
    return get_language() or SOURCE_LANGUAGE


def interface(locale: str) -> str:
    """Return the language of the words around content in ``locale``.

    That is the locale's own where there are words in it. Where nobody has translated them they are English, and
    the page says so, so that the content in ``locale`` is marked as what is in another language.
    """
    return locale if catalogue(locale).has_words else SOURCE_LANGUAGE

"""The language that the words around the content are in."""

from __future__ import annotations

from django.utils.translation import get_language

from research.wording import SOURCE_LANGUAGE


def current() -> str:
    """Return the active language, which is that of the page's address: a template activates it for the page."""
    return get_language() or SOURCE_LANGUAGE

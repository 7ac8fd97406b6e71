"""The languages that shared rows have columns for: their codes, names and directions."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from modeltranslation.settings import AVAILABLE_LANGUAGES, DEFAULT_LANGUAGE

__all__ = ["CODES", "DEFAULT", "direction", "name"]

#: Language codes in the order of the settings.
CODES: tuple[str, ...] = tuple(AVAILABLE_LANGUAGES)
#: The language in which a shared row must have its texts.
DEFAULT: str = DEFAULT_LANGUAGE


def name(code: str) -> str | Promise:
    """Return the name of the language in the reader's own, such as “French” for ``fr``."""
    return dict(settings.LANGUAGES)[code]


def direction(code: str) -> str:
    """Return ``rtl`` or ``ltr``, as HTML's ``dir`` attribute takes it."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"

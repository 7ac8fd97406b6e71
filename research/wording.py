"""The plugin's own words in a language that is named, never in the one that happens to be active.

A text that leaves must know which language it really is in. Django's ``gettext`` hides
that: it follows the active language and falls back without a trace. This module reads the
same ``.mo`` catalogues through the standard library, says which language each sentence is
in, and whether a person has reviewed the catalogue (its header ``X-Reviewed: yes``).

The site can overrule a sentence in its own catalogues (``LOCALE_PATHS``), as usual.
"""

from __future__ import annotations

import gettext as stdlib_gettext
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django.conf import settings
from django.core.signals import setting_changed
from django.utils.translation import to_locale

from research.domain.codes import Origin

#: The language that the messages in the code are written in.
SOURCE_LANGUAGE = "en"
PLUGIN_CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, the language that it is really in, and where it comes from."""

    text: str
    language: str
    origin: Origin


class _Missing(stdlib_gettext.NullTranslations):
    """The last link of a chain of catalogues: says that nobody has translated the message."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


class Catalogue:
    """The words of one language. Methods are named as gettext's, so that ``makemessages`` finds the messages."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._chain: list[tuple[stdlib_gettext.NullTranslations, Origin]] = []
        if self._is_source:
            return
        for folder in [*map(Path, settings.LOCALE_PATHS), PLUGIN_CATALOGUES]:
            for code in (to_locale(language), to_locale(language.split("-")[0])):
                try:
                    found = stdlib_gettext.translation("django", str(folder), languages=[code])
                except OSError:
                    continue
                reviewed = found.info().get("x-reviewed", "").lower() == "yes"
                found.add_fallback(_Missing())
                self._chain.append((found, Origin.HUMAN if reviewed else Origin.MACHINE_UNREVIEWED))
                break

    @property
    def has_words(self) -> bool:
        """True where somebody has translated messages into this language, or where they are written in it."""
        return bool(self._chain) or self._is_source

    @property
    def _is_source(self) -> bool:
        return self.language.split("-")[0].lower() == SOURCE_LANGUAGE

    def gettext(self, message: str, /, **params: object) -> Said:
        """Return ``message`` in this language, or as written with ``Origin.FALLBACK``."""
        for catalogue, origin in self._chain:
            if text := catalogue.gettext(message):
                return Said(_filled(text, params), self.language, origin)
        return self._as_written(message, params)

    def ngettext(self, singular: str, plural: str, n: int, /, **params: object) -> Said:
        """Return the form for ``n`` by this language's plural rule; ``n`` is also a parameter."""
        for catalogue, origin in self._chain:
            if text := catalogue.ngettext(singular, plural, n):
                return Said(_filled(text, {"n": n, **params}), self.language, origin)
        return self._as_written(singular if n == 1 else plural, {"n": n, **params})

    def _as_written(self, message: str, params: Mapping[str, object]) -> Said:
        if self._is_source:
            return Said(_filled(message, params), self.language, Origin.HUMAN)
        return Said(_filled(message, params), SOURCE_LANGUAGE, Origin.FALLBACK)


def _filled(text: str, params: Mapping[str, object]) -> str:
    return text % params if params else text


@lru_cache(maxsize=64)
def catalogue(language: str) -> Catalogue:
    """Return the words of ``language`` (BCP 47). Catalogues are read once in a process."""
    return Catalogue(language)


def _cldr(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(SOURCE_LANGUAGE)


def figure_in(value: Decimal, language: str) -> str:
    """Write a number with the signs of ``language`` and European digits, as on all of our pages."""
    return format_decimal(value, locale=_cldr(language), decimal_quantization=False, numbering_system="latn")


def plural_number(value: Decimal, language: str) -> int:
    """Return a whole number that takes the same plural as ``value``; catalogues know of whole numbers only."""
    if value == value.to_integral_value():
        return int(value)
    form = _cldr(language).plural_form
    return next((n for n in (2, 1, 3, 11, 100, 0) if form(n) == form(value)), 2)


def _forget(*, setting: str, **_: object) -> None:
    if setting == "LOCALE_PATHS":
        catalogue.cache_clear()


setting_changed.connect(_forget, dispatch_uid="research.wording")

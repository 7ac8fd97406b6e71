"""The languages of the site: the one place that lists them.

To add a language: add it to LANGUAGES and to FALLBACKS, run ``manage.py makemigrations home`` and
``manage.py migrate`` (the shared rows in ``home`` get columns for it), then add its Locale in the admin.
Nothing in ``research`` changes.

Before a language is removed, export its texts: the next migration that rewrites a table on SQLite drops
the columns that no language claims.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LANGUAGE_CODE = "en"

# Order matters: the first language is the one in which shared rows must have their texts.
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("de", _("German")),
    ("ar", _("Arabic")),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# Which languages to offer, in order, where a text is missing in the one asked for.
# What is served in place of it is marked as a fallback, with its own language.
FALLBACKS: dict[str, tuple[str, ...]] = {
    "en": (),
    "es": ("en",),
    "fr": ("en",),
    "de": ("en",),
    "ar": ("en",),
}

USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
# Off, because a fallback of modeltranslation is silent: a French page would show an English label as French.
# ``home.labels`` reads the columns by name and knows which language it found.
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": (LANGUAGE_CODE,)}

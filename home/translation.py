"""Which fields have one column per language. django-modeltranslation finds this file by its name.

Pages are not here: wagtail-localize translates them. A model is never in both (``home.checks``).
"""

from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from home import languages
from home.models import Condition, GlossaryTerm, ResearchImage, SiteSettings, Topic


@register([Topic, Condition, GlossaryTerm])
class TermOptions(TranslationOptions):
    fields = ("name", "definition", "forms")
    required_languages = (languages.DEFAULT,)


@register(SiteSettings)
class SiteSettingsOptions(TranslationOptions):
    fields = ("publisher_name", "contact_note")
    required_languages = (languages.DEFAULT,)


@register(ResearchImage)
class ResearchImageOptions(TranslationOptions):
    fields = ("default_alt",)
    required_languages = (languages.DEFAULT,)

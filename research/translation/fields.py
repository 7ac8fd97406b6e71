"""Which fields of our pages are translated, copied, or left to each locale.

wagtail-localize guesses from the type of a field; these are the ones that it would guess wrongly.
Set from here because the models do not know wagtail-localize.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from research.models import AbstractResearchUpdate, GatedPage


class PerLocaleField(BaseTranslatableField):
    """A field that belongs to the page of each locale: neither translated from the source nor copied."""


#: The slug is not translated: wagtail-localize cannot keep one in a script other than Latin.
EVERY_PAGE: tuple[Any, ...] = (
    SynchronizedField("slug", overridable=False),
    PerLocaleField("seo_title"),
    PerLocaleField("search_description"),
)
UPDATE_PAGE: tuple[Any, ...] = (
    SynchronizedField("condition", overridable=False),
    SynchronizedField("topics", overridable=False),
    PerLocaleField("translation_method"),
    PerLocaleField("easy_read_tested_by"),
    PerLocaleField("source_revision"),
)


def connect() -> None:
    """Name the fields on every gated page of the site. A model's own choice for a field is kept."""
    for model in apps.get_models():
        if not issubclass(model, GatedPage):
            continue
        own = list(getattr(model, "override_translatable_fields", ()))
        named = {field.field_name for field in own}
        ours = EVERY_PAGE + (UPDATE_PAGE if issubclass(model, AbstractResearchUpdate) else ())
        model.override_translatable_fields = own + [f for f in ours if f.field_name not in named]

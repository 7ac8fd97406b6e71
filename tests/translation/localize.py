"""Carries a page into another language through wagtail-localize, as a translator does in its editor."""

from __future__ import annotations

from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tests.factories import committed, parents_in, site_tree
from tests.translations import Translator, translator


def submit(page: Any, language: str) -> Translation:
    """Submit ``page`` for translation, with nothing translated yet."""
    parents_in(language)
    locale = site_tree().locales[language]
    with committed():
        translate_object(page, [locale])
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def segments(translation: Translation) -> Any:
    return StringSegment.objects.filter(source=translation.source).select_related("string", "context").order_by("order")


def translate_all(translation: Translation, say: Translator | None = None, kind: str = "manual") -> None:
    """Translate every segment rightly, or with ``say``."""
    say = say or translator(translation.target_locale.language_code)
    for segment in segments(translation):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": say(segment.string.data), "translation_type": kind, "has_error": False},
        )


def translated_by_localize(page: Any, language: str) -> tuple[Translation, Any]:
    """Return a complete, live translation and its page."""
    translation = submit(page, language)
    translate_all(translation)
    with committed():
        translation.save_target(publish=True)
    return translation, translation.get_target_instance()

"""Translates a page with wagtail-localize, as if a tool had sent the texts: no person has checked them."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.demo import content

#: What translators see beside each text.
TOOL = "demo texts, not reviewed by a person"


class Outcome(StrEnum):
    KEPT = "kept"
    PUBLISHED = "published"
    #: Some texts are not translated, so the page cannot go live.
    DRAFT = "draft"


@transaction.atomic
def translate(page: Page, locale: Locale, slug: str, texts: content.Texts, user: AbstractUser | None) -> Outcome:
    """Translate ``page`` into ``locale`` and publish it if every text has a translation.

    A page that is there in this language is left as it is. Raises ``PublishBlocked`` if a rule or a
    quality check refuses the translation.
    """
    if page.has_translation(locale):
        return Outcome.KEPT
    translation, _created = Translation.objects.get_or_create(source=_source(page), target_locale=locale)
    _add(translation, slug, texts, user)
    # As a draft, and published here: wagtail-localize would publish after the transaction, in nobody's name.
    translation.save_target(user=user, publish=False)
    total, done = translation.get_progress()
    if done < total:
        return Outcome.DRAFT
    page.get_translation(locale).get_latest_revision().publish(user=user)
    return Outcome.PUBLISHED


def _source(page: Page) -> TranslationSource:
    """Return what is translated: the page as it was published last."""
    source, created = TranslationSource.get_or_create_from_instance(page)
    if not created and page.last_published_at and source.last_updated_at < page.last_published_at:
        source.update_from_db()
    return source


def _add(translation: Translation, slug: str, texts: content.Texts, user: AbstractUser | None) -> None:
    """Store the translation of each text that has one and that nobody has translated yet."""
    seen: Counter[str] = Counter()
    segments = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    for segment in segments.order_by("order"):
        key = content.segment_key(slug, segment.context.path)
        written = texts.get(key, [])
        paragraphs = [written] if isinstance(written, str) else written
        place = seen[key]
        seen[key] += 1
        if place < len(paragraphs):
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={
                    "data": paragraphs[place],
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    "tool_name": TOOL,
                    "last_translated_by": user,
                },
            )

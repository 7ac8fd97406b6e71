"""What wagtail-localize does not do by itself: keep sources fresh, live rows safe and origins honest."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_save
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

from research.domain.problems import Problem, Scope
from research.models import AbstractResearchUpdate, GatedPage
from research.models.gate import api_write_asked, live_row_write, publication_asked
from research.translation.segments import method, missing, translation_of, unsound

logger = logging.getLogger("research.translation")


def connect() -> None:
    publication_asked.connect(on_publication_asked, dispatch_uid="research.translation.asked")
    api_write_asked.connect(on_api_write_asked, dispatch_uid="research.translation.api_write")
    live_row_write.connect(on_live_row_write, dispatch_uid="research.translation.live_row")
    page_published.connect(on_published, dispatch_uid="research.translation.published")
    pre_save.connect(on_pre_save, dispatch_uid="research.translation.method")


def on_publication_asked(sender: Any, page: GatedPage, **kwargs: Any) -> list[Problem]:
    translation = translation_of(page)
    return [*missing(translation), *unsound(translation)] if translation else []


def on_api_write_asked(sender: Any, page: GatedPage, **kwargs: Any) -> list[Problem]:
    """A change of a translated page over the API would be lost at the next publication of its translation."""
    return [Problem("translation-written-directly", scope=Scope.LOCALE)] if translation_of(page) else []


def on_live_row_write(sender: Any, page: GatedPage, **kwargs: Any) -> bool:
    """wagtail-localize writes drafts straight into the row, live or not. A live one changes by publishing only."""
    return translation_of(page) is not None


def on_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Read a source anew when it is published, so that progress shows what is left to translate."""
    if isinstance(instance, GatedPage):
        transaction.on_commit(lambda: _refresh(instance), robust=True)


def _refresh(page: GatedPage) -> None:
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is not None and source.translations.filter(enabled=True).exists():
        source.update_from_db()


def on_pre_save(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, AbstractResearchUpdate) and update_fields is None and not instance._state.adding:
        translation = translation_of(instance)
        if translation is not None:
            instance.translation_method = method(translation).value

"""What happens after a publication: one receiver a signal, on commit, each safe to run twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from research.models import AbstractResearchUpdate, GatedPage
from research.publishing.rebuild import rebuild_below, rebuild_everything, rebuild_translations, rebuild_with_facet
from research.publishing.signals import shared_text_changed
from research.publishing.store import remove, store
from research.publishing.withdrawal import unpublish_translations


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="research.published")
    post_save.connect(on_created, dispatch_uid="research.created")
    page_unpublished.connect(on_unpublished, dispatch_uid="research.unpublished")
    post_page_move.connect(on_moved, dispatch_uid="research.moved")
    post_save.connect(on_site_saved, sender=Site, dispatch_uid="research.site")
    post_save.connect(on_locale_saved, sender=Locale, dispatch_uid="research.locale")
    shared_text_changed.connect(on_shared_text_changed, dispatch_uid="research.shared_text")


def after_commit(work: Callable[[], Any]) -> None:
    # robust: a failing build must not make a publication, which is done by then, look failed.
    transaction.on_commit(work, robust=True)


def on_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, AbstractResearchUpdate):
        after_commit(lambda: _store_now(instance))


def on_created(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """Wagtail tells nobody of a page that is live from the start or becomes an alias, or is below a copied one."""
    if isinstance(instance, AbstractResearchUpdate) and (instance.live if created else instance.alias_of_id):
        after_commit(lambda: _store_now(instance))


def _store_now(page: AbstractResearchUpdate) -> None:
    # The instance that a signal brings may be older than the row.
    if current := type(page)._default_manager.filter(pk=page.pk).first():
        store(current)
        rebuild_translations(current)


def on_unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Take what is no longer public away, and its translations with it.

    Wagtail sends this for every way in which a page stops being live: the admin, code, expiry and deletion.
    """
    page = instance.specific
    if isinstance(page, AbstractResearchUpdate):
        after_commit(lambda: remove(page))
    if isinstance(page, GatedPage):
        unpublish_translations(page)


def on_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    after_commit(lambda: rebuild_below(instance))


def on_site_saved(sender: Any, **kwargs: Any) -> None:
    after_commit(rebuild_everything)


def on_locale_saved(sender: Any, created: bool, **kwargs: Any) -> None:
    """A new locale has no pages yet; one whose language code was changed says so in all of its own."""
    if not created:
        after_commit(rebuild_everything)


def on_shared_text_changed(sender: Any, vocabulary: str = "", code: str = "", **kwargs: Any) -> None:
    """A topic or condition shows on the updates that have it; any other row may show on all of them."""
    if vocabulary in ("topic", "condition"):
        after_commit(lambda: rebuild_with_facet(vocabulary, code))
    else:
        after_commit(rebuild_everything)

"""What can change a representation, one receiver a signal: each writes to the outbox and does nothing else.

``post_save`` and ``post_delete`` are sent inside the transaction that writes the page. Wagtail's own signals come
after it; what rests on them alone (a tree that is moved within one parent) is lost by a crash in between, and
``reconcile`` finds it.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished, post_page_move

from research.models import AbstractResearchUpdate, GatedPage, Representation
from research.publishing.outbox import note_below, note_everything, note_facet, note_key
from research.publishing.signals import shared_text_changed
from research.publishing.withdrawal import unpublish_translations

#: Columns of a page that only a draft changes.
DRAFT_COLUMNS = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_id", "latest_revision_created_at"}
    | {"locked", "locked_at", "locked_by", "locked_by_id", "owner", "go_live_at", "expire_at", "expired"}
)


def connect() -> None:
    post_save.connect(on_page_saved, dispatch_uid="research.page_saved")
    post_delete.connect(on_page_deleted, dispatch_uid="research.page_deleted")
    page_unpublished.connect(on_unpublished, dispatch_uid="research.unpublished")
    post_page_move.connect(on_moved, dispatch_uid="research.moved")
    for signal in (post_save, post_delete):
        signal.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="research.restriction")
        signal.connect(on_site, sender=Site, dispatch_uid="research.site")
    pre_save.connect(before_restriction, sender=PageViewRestriction, dispatch_uid="research.restriction_before")
    post_save.connect(on_locale_saved, sender=Locale, dispatch_uid="research.locale")
    shared_text_changed.connect(on_shared_text_changed, dispatch_uid="research.shared_text")


def on_page_saved(
    sender: Any, instance: Any, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """A page was written: published, unpublished, expired, moved, renamed, made an alias; or it is above an update."""
    if raw or not isinstance(instance, Page) or (update_fields and DRAFT_COLUMNS.issuperset(update_fields)):
        return
    if isinstance(instance, AbstractResearchUpdate):
        if instance.live or not created:
            note_key(instance.translation_key)
        return
    if created:
        return
    below = Representation.objects.filter(page__path__startswith=instance.path)
    # Wagtail moves and expires pages as plain ``Page`` rows. Any other page matters only if its address changed.
    if type(instance) is not Page:
        below = below.exclude(url_path__startswith=instance.url_path)
    if below.exists():
        note_below(instance.path)


def on_page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, AbstractResearchUpdate):
        note_key(instance.translation_key)


def on_unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Take the translations of what is no longer public away with it.

    Wagtail sends this for every way in which a page stops being live: the admin, code, expiry and deletion.
    """
    page = instance.specific
    if isinstance(page, GatedPage):
        unpublish_translations(page)


def on_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    note_below(instance.path)


def before_restriction(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A restriction that is put on another page frees the one that it was on."""
    old = PageViewRestriction.objects.filter(pk=instance.pk).select_related("page").first() if instance.pk else None
    if old is not None and old.page_id != instance.page_id:
        note_below(old.page.path)


def on_restriction(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    if page := Page.objects.filter(pk=instance.page_id).first():
        note_below(page.path)


def on_site(sender: Any, **kwargs: Any) -> None:
    note_everything()


def on_locale_saved(sender: Any, created: bool, **kwargs: Any) -> None:
    """A new locale has no pages yet; one whose language code was changed says so in all of its own."""
    if not created:
        note_everything()


def on_shared_text_changed(sender: Any, vocabulary: str = "", code: str = "", **kwargs: Any) -> None:
    """A topic, a condition or an image shows on the updates that have it; any other row may show on all of them."""
    if vocabulary in ("topic", "condition", "image"):
        note_facet(vocabulary, code)
    else:
        note_everything()

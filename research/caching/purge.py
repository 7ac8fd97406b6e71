"""Tell the caches in front what has changed: a follower of the journal.

It uses the caches of ``WAGTAILFRONTENDCACHE``: by tag where they can (``TagBackend``), by address otherwise. A cache
that fails is logged, and the follower stays where it was: the same changes are told again with the next publication,
or by the worker within a second. Nothing that is published waits for a cache longer than its timeout.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Timer
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.frontend_cache.utils import PurgeBatch, get_backends
from wagtail.models import PageViewRestriction

from research.api.answers import LISTS_TAG, VOCABULARIES_TAG, update_tag
from research.caching.addresses import addresses
from research.caching.backends import EVERYTHING, PurgeFailed, TagBackend
from research.models import Change
from research.publishing import followers
from research.publishing.signals import shared_text_changed

logger = logging.getLogger("research")

FOLLOWER = "http-caches"
#: Seconds until a cache is told again. An answer that was on its way when it was told for the first time comes after
#: that, and would stay; and what a delivery process keeps is a second old at most.
AGAIN = 1.1


def connect() -> None:
    """Follow the journal from now on."""
    followers.register(FOLLOWER, follow)
    for signal in (post_save, post_delete):
        signal.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="research.caches.restriction")
    shared_text_changed.connect(on_shared_text, dispatch_uid="research.caches.shared_text")


def follow(changes: Sequence[Change]) -> None:
    """Purge what ``changes`` concern. Raises ``PurgeFailed``, after every cache was told that can be reached."""
    keys = dict.fromkeys(change.translation_key for change in changes)
    named = get_backends()
    plain = [name for name, backend in named.items() if not isinstance(backend, TagBackend)]
    if plain:
        # Wagtail logs what fails and says nothing of it to us.
        PurgeBatch(addresses(keys)).purge(backends=plain)
    purge_tags([LISTS_TAG, *map(update_tag, keys)])


def on_restriction(sender: Any, **kwargs: Any) -> None:
    """Everything below a page is hidden at once, long before each update is built again: purge all there is."""
    transaction.on_commit(lambda: purge_tags([EVERYTHING]), robust=True)


def on_shared_text(sender: Any, **kwargs: Any) -> None:
    """The vocabularies show a changed term also where no update has it, and the journal has nothing to say."""
    transaction.on_commit(lambda: purge_tags([VOCABULARIES_TAG]), robust=True)


def purge_tags(tags: Sequence[str]) -> None:
    """Tell all caches that know tags, now and once more in a moment. Raises ``PurgeFailed``."""
    caches = [backend for backend in get_backends().values() if isinstance(backend, TagBackend)]
    if not caches:
        return
    failed = _tell(caches, tags)
    again = Timer(AGAIN, _tell_again, (caches, tags))
    again.start()
    if failed:
        raise failed[0]


def _tell(caches: Sequence[TagBackend], tags: Sequence[str]) -> list[PurgeFailed]:
    failed = []
    for cache in caches:
        try:
            cache.purge_tags(tags)
        except PurgeFailed as error:
            failed.append(error)
    return failed


def _tell_again(caches: Sequence[TagBackend], tags: Sequence[str]) -> None:
    for error in _tell(caches, tags):
        logger.error("%s What changed stays in it until it is too old, or is told again.", error)

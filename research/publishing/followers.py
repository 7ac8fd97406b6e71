"""What follows the journal: each follower remembers how far it has come and goes on from there.

A follower is a function that is given changes in order. It may see a change again after a crash, so doing it
twice must be the same as doing it once. It runs in a transaction with its own place, which a failure leaves unmoved.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from django.db import transaction

from research.models import Change, Follower

logger = logging.getLogger("research")

Follow = Callable[[Sequence[Change]], None]
#: How many changes a follower is given at once.
CHUNK = 100

_followers: dict[str, Follow] = {}


def register(name: str, follow: Follow) -> None:
    """Let ``follow`` be given every change from now on; a new follower starts at the beginning of the journal."""
    _followers[name] = follow


def unregister(name: str) -> None:
    """Give the follower nothing more; its place stays."""
    _followers.pop(name, None)


def names() -> list[str]:
    return sorted(_followers)


def catch_up(name: str) -> int:
    """Give the follower what it has not seen. Returns how many changes that were."""
    seen = 0
    while moved := _step(name):
        seen += moved
    return seen


def _step(name: str) -> int:
    with transaction.atomic():
        Follower.objects.get_or_create(pk=name)
        # Locked, so that two processes do not give the same changes at the same time.
        place = Follower.objects.select_for_update().get(pk=name)
        changes = list(Change.objects.filter(sequence__gt=place.sequence).order_by("sequence")[:CHUNK])
        if not changes:
            return 0
        _followers[name](changes)
        place.sequence = changes[-1].sequence
        place.save()
    return len(changes)


def catch_up_in_process() -> None:
    """Let every follower catch up; one that fails is logged and stays where it was."""
    for name in names():
        try:
            catch_up(name)
        except Exception:
            logger.exception("The follower “%s” failed; it goes on from the same place the next time.", name)

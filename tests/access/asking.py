"""Clients of a site with keys and limits, and keys to ask with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from research.models import ApiKey, KeyScope

API = "/api/research/v1/"
UPDATES = f"{API}updates/"
DELIVERY_CACHE = "research.caching.delivery.DeliveryCacheMiddleware"
ACCESS = "research.access.middleware.ApiAccessMiddleware"


@contextmanager
def site(**research: Any) -> Iterator[Client]:
    """Give a client of a process of its own, with these settings, as the delivery process has its middleware."""
    others = [name for name in settings.MIDDLEWARE if name != ACCESS]
    with override_settings(
        RESEARCH_UPDATES={**settings.RESEARCH_UPDATES, "DELIVERY_CACHE": True, **research},
        MIDDLEWARE=[ACCESS, DELIVERY_CACHE, *others],
    ):
        yield Client()


def key(*scopes: KeyScope, **fields: Any) -> tuple[ApiKey, str]:
    """Make a key with ``scopes``, or to read what is public."""
    row = ApiKey(**{"name": "A client", "owner": "The library", "scopes": list(scopes or [KeyScope.READ]), **fields})
    secret = row.make_secret()
    row.save()
    return row, secret


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def past() -> Any:
    return timezone.now() - timedelta(seconds=1)

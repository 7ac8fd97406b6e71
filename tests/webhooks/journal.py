"""Changes and endpoints for tests: written by the journal itself, without the pages behind them."""

from __future__ import annotations

import itertools
import uuid
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from research.domain.changes import Reason, State
from research.models import Change, WebhookEndpoint
from research.publishing import journal
from tests.webhooks.receiver import Receiver

_numbers = itertools.count(1)
REASONS = [Reason.PUBLISHED, Reason.UPDATED, Reason.CORRECTED, Reason.WITHDRAWN]


def site() -> Site:
    return Site.objects.get(is_default_site=True)


def change(reason: Reason = Reason.PUBLISHED, locale: str = "en", **fields: Any) -> Change:
    removed = reason == Reason.WITHDRAWN
    given = {
        "translation_key": uuid.UUID(int=next(_numbers)),
        "root": site().root_page.translation_key,
        "reason": reason,
        "locale": locale,
        "removed": removed,
        "state": State.WITHDRAWN if removed else "",
        "etag": "" if removed else '"0a"',
        "at": datetime(2026, 11, 25, tzinfo=UTC),
        **fields,
    }
    return Change(**given)


def journalled(count: int = 1, **fields: Any) -> list[int]:
    """Append changes in one transaction, as a build does, and return their numbers."""
    with transaction.atomic():
        return [row.sequence for row in journal.append([change(**fields) for _number in range(count)], {})]


def endpoint(receiver: Receiver | None = None, **fields: Any) -> WebhookEndpoint:
    given = {"site": site(), "url": receiver.url if receiver else "https://hooks.example/", **fields}
    made = WebhookEndpoint.objects.create(**given)
    if receiver:
        receiver.secret = made.secret
    return made


def wait_no_more(made: WebhookEndpoint) -> None:
    """Let an endpoint that failed be tried now."""
    WebhookEndpoint.objects.filter(pk=made.pk).update(not_before=timezone.now())

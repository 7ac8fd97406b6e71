"""What people ask of webhooks beside what the journal brings: a test, a change once more, a report that ends."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from research import conf
from research.models import DeliveryKind, DeliveryState, WebhookDelivery, WebhookEndpoint

#: How many rows of the report are removed at once.
CHUNK = 1000


def old_secret_time() -> timedelta:
    """Return for how long the secret that was replaced goes on signing."""
    return timedelta(hours=conf.setting("WEBHOOKS_OLD_SECRET_HOURS"))


def ask_test(endpoint: WebhookEndpoint) -> WebhookDelivery:
    """Let the worker send a test; also to an endpoint that is paused or waits, to see whether it is there again."""
    return _ask(endpoint, DeliveryKind.TEST, f"msg_{uuid.uuid4().hex}", None)


def ask_resend(delivery: WebhookDelivery) -> WebhookDelivery:
    """Let the worker send a change once more, under the id that it always had, beside the order of the others."""
    kind = DeliveryKind.TEST if delivery.sequence is None else DeliveryKind.RESEND
    return _ask(delivery.endpoint, kind, delivery.message_id, delivery.sequence)


def _ask(endpoint: WebhookEndpoint, kind: DeliveryKind, message_id: str, sequence: int | None) -> WebhookDelivery:
    return WebhookDelivery.objects.create(
        endpoint=endpoint,
        kind=kind,
        sequence=sequence,
        message_id=message_id,
        state=DeliveryState.WAITING,
        at=timezone.now(),
    )


def prune() -> int:
    """Remove what the report keeps no longer. Returns how many rows that were."""
    before = timezone.now() - timedelta(days=conf.setting("WEBHOOKS_KEEP_DAYS"))
    old = WebhookDelivery.objects.filter(at__lt=before).exclude(state=DeliveryState.WAITING)
    removed = 0
    while keys := list(old.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        removed += WebhookDelivery.objects.filter(pk__in=keys).delete()[0]
    return removed

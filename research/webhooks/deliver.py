"""Send what endpoints have to be told, in order, each change until it is taken.

At least once: the attempt is written, then sent, then the endpoint moves on, in this order. A worker that is killed in
between leaves an endpoint that has not moved, and the next one sends the same change under the same ``webhook-id``.
In order: an endpoint moves from one change to the next only when the first was taken, and has one worker at a time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from research import conf
from research.models import (
    Change,
    DeliveryKind,
    DeliveryState,
    DisabledBecause,
    Failure,
    JournalHead,
    WebhookDelivery,
    WebhookEndpoint,
)
from research.webhooks import leases, notice, retry, sign
from research.webhooks.addresses import Resolver, resolve
from research.webhooks.leases import Lease
from research.webhooks.send import Answer, Sender

logger = logging.getLogger("research")

#: Seconds that a worker stays with one endpoint before it looks for one that has waited longer.
TURN = 20.0

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Message:
    """What is about to be sent, and the row that says so."""

    row: WebhookDelivery
    body: bytes


def never() -> bool:
    return False


def deliver_due(stop: Stop = never, resolver: Resolver = resolve) -> int:
    """Send everything that is due. Returns how many requests were made; ends early once ``stop`` says so."""
    sent = 0
    while not stop() and (lease := leases.claim()) is not None:
        try:
            sent += _serve(lease, stop, resolver)
        finally:
            leases.release(lease)
    return sent


def _serve(lease: Lease, stop: Stop, resolver: Resolver) -> int:
    sent = 0
    turn = time.monotonic() + TURN
    seconds, private = conf.setting("WEBHOOKS_TIMEOUT"), conf.setting("WEBHOOKS_ALLOW_PRIVATE")
    with Sender(seconds=seconds, allow_private=private, resolver=resolver) as sender:
        while not stop() and time.monotonic() < turn and leases.renew(lease):
            # Read anew each time: a person may have paused it or given it another address.
            endpoint = WebhookEndpoint.objects.select_related("site__root_page").get(pk=lease.endpoint)
            message = _next(endpoint, lease)
            if message is None:
                break
            now = timezone.now()
            headers = sign.headers(message.row.message_id, now, message.body, endpoint.secrets(now))
            _note(lease, endpoint, message.row, sender.post(endpoint.url, headers, message.body))
            sent += 1
    return sent


def _next(endpoint: WebhookEndpoint, lease: Lease) -> Message | None:
    """Return what is to be sent next, written down as being sent; ``None`` where there is nothing for now."""
    now = timezone.now()
    asked = endpoint.deliveries.filter(state=DeliveryState.WAITING).order_by("pk").first()
    if asked is not None:
        asked.state, asked.at = DeliveryState.SENDING, now
        asked.save(update_fields=["state", "at"])
        return Message(asked, _body(asked))
    if not endpoint.enabled or (endpoint.not_before is not None and endpoint.not_before > now):
        return None
    change = _next_change(endpoint, lease)
    if change is None:
        return None
    row = WebhookDelivery.objects.create(
        endpoint=endpoint,
        kind=DeliveryKind.CHANGE,
        sequence=change.sequence,
        message_id=endpoint.message_id(change.sequence),
        state=DeliveryState.SENDING,
        attempt=endpoint.failures + 1,
        at=now,
    )
    return Message(row, sign.change_body(change))


def _body(row: WebhookDelivery) -> bytes:
    if row.sequence is None:
        return sign.test_body(row.at)
    return sign.change_body(Change.objects.get(pk=row.sequence))


def _next_change(endpoint: WebhookEndpoint, lease: Lease) -> Change | None:
    # The end of the journal is read first: a change that becomes visible in between has a later number.
    head = JournalHead.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0
    change = endpoint.changes().filter(sequence__gt=endpoint.sequence).first()
    if change is None and head > endpoint.sequence:
        # Nothing of what is there concerns this endpoint; it need not be looked through again.
        _held(lease).update(sequence=head)
    return change


def _held(lease: Lease) -> models.QuerySet[WebhookEndpoint]:
    return WebhookEndpoint.objects.filter(pk=lease.endpoint, leased_by=lease.token)


def _note(lease: Lease, endpoint: WebhookEndpoint, row: WebhookDelivery, answer: Answer) -> None:
    """Write down what came of an attempt, and move the endpoint on or let it wait."""
    disabled: DisabledBecause | None = None
    with transaction.atomic():
        # By UPDATE: a person may have deleted the endpoint meanwhile, and its deliveries with it.
        WebhookDelivery.objects.filter(pk=row.pk).update(
            state=DeliveryState.DELIVERED if answer.ok else DeliveryState.FAILED,
            seconds=round(answer.seconds, 3),
            status=answer.status,
            failure=answer.failure,
            excerpt=answer.excerpt,
        )
        if row.kind == DeliveryKind.CHANGE:
            moved, disabled = _moved(endpoint, row, answer, timezone.now())
            # Only while the lease is ours: a worker that slept must not put back what another has done.
            if not _held(lease).update(**moved):
                disabled = None
    if not answer.ok:
        logger.warning(
            "Webhook %s: attempt %s at change %s failed: %s", endpoint.pk, row.attempt, row.sequence, answer.failure
        )
    if disabled:
        notice.tell_disabled(endpoint, disabled)


def _moved(
    endpoint: WebhookEndpoint, row: WebhookDelivery, answer: Answer, now: datetime
) -> tuple[dict[str, object], DisabledBecause | None]:
    """Return what becomes of the columns of the endpoint, and why it is disabled, if it is."""
    if answer.ok:
        return {"sequence": row.sequence, "failures": 0, "failing_since": None, "not_before": None}, None
    failures, since = endpoint.failures + 1, endpoint.failing_since or now
    seconds = retry.wait(failures, conf.setting("WEBHOOKS_WAITS"), answer.retry_after)
    columns: dict[str, object] = {
        "failures": failures,
        "failing_since": since,
        "not_before": now + timedelta(seconds=seconds),
    }
    because = None
    if answer.failure == Failure.GONE:
        because = DisabledBecause.GONE
    elif now - since >= timedelta(hours=conf.setting("WEBHOOKS_GIVE_UP_HOURS")):
        because = DisabledBecause.FAILING
    if because:
        columns |= {"enabled": False, "disabled_because": because, "disabled_at": now}
    return columns, because

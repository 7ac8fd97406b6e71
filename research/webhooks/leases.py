"""Which worker sends to which endpoint: one at a time, and nobody for ever."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone

from research import conf
from research.models import DeliveryKind, DeliveryState, WebhookDelivery, WebhookEndpoint

#: How long a lease is, in times of the longest delivery: resolving a name has no time limit of ours.
TIMES = 4


@dataclass(frozen=True, slots=True)
class Lease:
    endpoint: int
    token: str


def _until() -> timedelta:
    return timedelta(seconds=TIMES * conf.setting("WEBHOOKS_TIMEOUT"))


def claim() -> Lease | None:
    """Take an endpoint that has something to be sent, the one that waited longest; ``None`` where there is none."""
    now = timezone.now()
    due = WebhookEndpoint.objects.due(now).order_by(F("leased_until").asc(nulls_first=True), "pk")
    # The first look takes no lock. Each look after it takes one endpoint or finds that another worker did.
    while (first := due.values_list("pk", flat=True).first()) is not None:
        token = uuid.uuid4().hex
        with transaction.atomic():
            if connection.features.has_select_for_update_skip_locked:
                locked = due.select_for_update(skip_locked=True).values_list("pk", flat=True).first()
                if locked is None:
                    return None
                first = locked
            taken = WebhookEndpoint.objects.due(now).filter(pk=first)
            if taken.update(leased_by=token, leased_until=now + _until()):
                _take_over(first)
                return Lease(first, token)
    return None


def _take_over(endpoint: int) -> None:
    """Say of what a killed worker had in hand that it was interrupted; it is sent again, under the same id."""
    left = WebhookDelivery.objects.filter(endpoint=endpoint, state=DeliveryState.SENDING)
    left.exclude(kind=DeliveryKind.CHANGE).update(state=DeliveryState.WAITING)
    left.update(state=DeliveryState.INTERRUPTED)


def renew(lease: Lease) -> bool:
    """Hold the lease from now on for its full time; ``False`` where it ran out and another worker has the endpoint."""
    return bool(_held(lease).update(leased_until=timezone.now() + _until()))


def release(lease: Lease) -> None:
    """Give the endpoint back. The time stays, so that those that waited longer come first."""
    _held(lease).update(leased_by="", leased_until=timezone.now())


def _held(lease: Lease) -> models.QuerySet[WebhookEndpoint]:
    return WebhookEndpoint.objects.filter(pk=lease.endpoint, leased_by=lease.token)

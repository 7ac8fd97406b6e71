"""What waits although somebody should have done it: the sign that no worker runs.

A worker that runs takes an endpoint that is due within seconds and renews its lease, and it takes rows from the outbox.
Nothing here is a message of the worker's own, so that one that was killed is noticed, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from research.models import Change, DeliveryState, OutboxRow, Representation, WebhookDelivery, WebhookEndpoint

#: How long something may wait. ``research_worker --once`` has to run more often.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Stalled:
    """Since when webhooks and builds wait for a worker; ``None`` where they do not."""

    webhooks: datetime | None
    builds: datetime | None

    def __bool__(self) -> bool:
        return self.webhooks is not None or self.builds is not None

    @property
    def sentences(self) -> list[str]:
        """Return what is the matter and what to do, a sentence each."""
        found = []
        if self.webhooks is not None:
            found.append(
                _(
                    "Changes have been waiting to be sent to webhooks since %(since)s, and no worker sends them. Start "
                    "“manage.py research_worker” beside the site."
                )
                % {"since": _said(self.webhooks)}
            )
        if self.builds is not None:
            found.append(
                _(
                    "Updates have been waiting to be built since %(since)s, so what readers get is out of date, and no "
                    "worker builds them. Start “manage.py research_worker” beside the site."
                )
                % {"since": _said(self.builds)}
            )
        return found


def stalled(now: datetime | None = None) -> Stalled:
    """Return what has been waiting for too long. Two queries, and one more for each kind that waits."""
    before = (now or timezone.now()) - PATIENCE
    return Stalled(webhooks=_webhooks(before), builds=_builds(before))


def _webhooks(before: datetime) -> datetime | None:
    """Return since when something is to be sent that could have been sent long ago, and no lease was renewed since."""
    change = Change.objects.filter(sequence__gt=OuterRef("sequence")).order_by("sequence")
    asked = WebhookDelivery.objects.filter(endpoint=OuterRef("pk"), state=DeliveryState.WAITING).order_by("at")
    due = WebhookEndpoint.objects.due(before).annotate(
        change=Subquery(change.values("at")[:1]), asked=Subquery(asked.values("at")[:1])
    )
    oldest = [at for row in due for at in (row.change if row.enabled else None, row.asked) if at and at <= before]
    if not oldest or WebhookEndpoint.objects.filter(leased_until__gt=before).exists():
        return None
    return min(oldest)


def _builds(before: datetime) -> datetime | None:
    """Return since when something is to be built, unless something was built meanwhile: a long rebuild goes on."""
    oldest: datetime | None = (
        OutboxRow.objects.due(before).filter(noted_at__lte=before).aggregate(at=Min("noted_at"))["at"]
    )
    if oldest is None or Representation.objects.filter(built_at__gt=before).exists():
        return None
    return oldest


def _said(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")

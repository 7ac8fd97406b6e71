"""Webhooks: who is told of changes, how far each has come, and what was tried.

There is no row for each endpoint and change. An endpoint has a place in the journal, as any follower has, and moves on
when its next change was taken: in order and without a loss by construction. What was tried is kept as a report.
"""

from __future__ import annotations

import base64
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from research.domain.changes import Reason
from research.models.change import Change, JournalHead

#: What every endpoint hears of, whatever it chose: nobody may keep a finding that was taken back.
ALWAYS_SENT = (Reason.RETRACTED, Reason.WITHDRAWN)


def new_secret() -> str:
    """Return a secret as Standard Webhooks writes it: 32 random bytes in base64."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


class EndpointState(models.TextChoices):
    WORKING = "working", _("Working")
    FAILING = "failing", _("Failing, tried again later")
    PAUSED = "paused", _("Paused by a person")
    DISABLED = "disabled", _("Disabled after failures")


class DisabledBecause(models.TextChoices):
    GONE = "gone", _("The receiver answered 410 Gone: it wants no more.")
    FAILING = "failing", _("Nothing was taken for too long.")


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def due(self, now: datetime) -> Self:
        """Keep those that nobody is sending to and that have something to be sent."""
        waiting = WebhookDelivery.objects.filter(endpoint=models.OuterRef("pk"), state=DeliveryState.WAITING)
        head = Coalesce(models.Subquery(JournalHead.objects.filter(pk=1).values("sequence")), 0)
        rested = Q(not_before__isnull=True) | Q(not_before__lte=now)
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
        return self.filter(free, (Q(enabled=True, sequence__lt=head) & rested) | models.Exists(waiting))


class WebhookEndpoint(models.Model):
    """An address of another site that is told of changes, one after the other.

    ``sequence`` is the last change of the journal that was taken there or did not concern it. ``leased_by`` and
    ``leased_until`` name the worker that is sending: two never do at once, and a killed one loses its lease by time.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+")
    url = models.CharField(_("address"), max_length=500)
    description = models.CharField(_("description"), max_length=200, blank=True)
    #: Codes of reasons and of locales; empty means all.
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    locales = models.JSONField(_("locales"), default=list, blank=True)
    enabled = models.BooleanField(_("enabled"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    old_secret = models.CharField(max_length=100, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)

    sequence = models.BigIntegerField(_("last change taken"), default=0, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    not_before = models.DateTimeField(null=True, editable=False)
    disabled_because = models.CharField(max_length=20, blank=True, choices=DisabledBecause.choices, editable=False)
    disabled_at = models.DateTimeField(null=True, editable=False)
    leased_by = models.CharField(max_length=40, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    objects = WebhookEndpointQuerySet.as_manager()
    # Wagtail would look through each row that is saved for what it refers to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.description or self.url

    @property
    def state(self) -> EndpointState:
        if self.enabled:
            return EndpointState.FAILING if self.failures else EndpointState.WORKING
        return EndpointState.DISABLED if self.disabled_because else EndpointState.PAUSED

    def secrets(self, now: datetime) -> list[str]:
        """Return what signs ``now``: the secret, and for a while the one that it replaced."""
        old = [self.old_secret] if self.old_secret_until and now < self.old_secret_until else []
        return [self.secret, *old]

    def rotate(self, now: datetime, keep: timedelta) -> None:
        """Give the endpoint a new secret; the old one goes on signing beside it for ``keep``."""
        self.old_secret, self.old_secret_until = self.secret, now + keep
        self.secret = new_secret()
        self.save(update_fields=["secret", "old_secret", "old_secret_until"])

    def message_id(self, sequence: int) -> str:
        """Return the ``webhook-id`` of a change: the same however often it is sent."""
        return f"msg_{uuid.uuid5(self.key, str(sequence)).hex}"

    def changes(self) -> models.QuerySet[Change]:
        """Return the changes of the journal that this endpoint is told of, taken ones included."""
        rows = Change.objects.filter(root=self.site.root_page.translation_key)
        if self.reasons:
            rows = rows.filter(reason__in=[*self.reasons, *ALWAYS_SENT])
        if self.locales:
            rows = rows.filter(locale__in=self.locales)
        return rows.order_by("sequence")


class DeliveryKind(models.TextChoices):
    CHANGE = "change", _("Sent because an update changed")
    RESEND = "resend", _("Sent again by a person")
    TEST = "test", _("Test")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting for the worker")
    SENDING = "sending", _("Being sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Failed")
    INTERRUPTED = "interrupted", _("Interrupted: the worker stopped; sent again")


class Failure(models.TextChoices):
    """Why an attempt failed, in a sentence."""

    UNRESOLVED = "unresolved", _("The name of the host could not be resolved.")
    ADDRESS = "address", _("The host has an address in a private or reserved network, so nothing was sent.")
    CONNECTION = "connection", _("No connection could be made, or it broke off.")
    CERTIFICATE = "certificate", _("The certificate of the host is not trusted or is for another name.")
    TIMEOUT = "timeout", _("The host did not answer in time.")
    PROTOCOL = "protocol", _("The host broke off, or its answer was not HTTP.")
    REDIRECT = "redirect", _("The host answered with a redirect. Redirects are not followed: give the final address.")
    GONE = "gone", _("The host answered 410 Gone: it wants no more.")
    STATUS = "status", _("The host answered with an error.")


class WebhookDelivery(models.Model):
    """One attempt. It is written before anything is sent, so that a killed worker leaves a trace."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(_("kind"), max_length=10, choices=DeliveryKind.choices)
    #: The change; ``None`` for a test.
    sequence = models.BigIntegerField(_("change"), null=True)
    message_id = models.CharField(max_length=60)
    state = models.CharField(_("state"), max_length=20, choices=DeliveryState.choices)
    attempt = models.PositiveIntegerField(_("attempt"), default=1)
    at = models.DateTimeField(_("when"))
    seconds = models.FloatField(_("seconds"), null=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    failure = models.CharField(_("failure"), max_length=20, blank=True, choices=Failure.choices)
    #: The beginning of the answer's body.
    excerpt = models.TextField(_("answer"), blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        ordering = ["-pk"]
        # Who may see and change endpoints may see and repeat their deliveries.
        default_permissions = ()
        indexes = [
            models.Index(fields=["endpoint", "state"], name="research_delivery_state"),
            models.Index(fields=["at"], name="research_delivery_time"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} ({self.state})"

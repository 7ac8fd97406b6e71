"""What has to be built again, written in the transaction that made it necessary: a crash after it loses nothing."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """How much one row of the outbox asks for, and what its ``subject`` holds."""

    KEY = "key", _("one update in all its locales")  # its translation key
    BELOW = "below", _("every update below a page")  # the page's place in the tree (``Page.path``)
    FACET = "facet", _("every update that has a value")  # ``name=value``
    ALL = "all", _("every update")  # nothing


class OutboxQuerySet(models.QuerySet["OutboxRow"]):
    def due(self, now: object) -> Self:
        """Keep what may be tried now: a row that failed waits before it is tried again."""
        return self.filter(models.Q(not_before__isnull=True) | models.Q(not_before__lte=now))


class OutboxRow(models.Model):
    """One piece of work. Rows are only inserted and, once the work is stored, deleted.

    ``reached`` is how far a wide scope has been taken apart, so that it goes on where it was killed.
    """

    scope = models.CharField(max_length=10, choices=Scope.choices)
    subject = models.CharField(max_length=500, blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)
    reached = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting build")
        verbose_name_plural = _("waiting builds")
        indexes = [models.Index(fields=["scope", "subject"], name="research_outbox_subject")]

    def __str__(self) -> str:
        return f"{self.scope} {self.subject}".strip()

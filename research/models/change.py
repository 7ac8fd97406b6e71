"""The journal: what became visible to the public, changed there, or stopped being so, in one order for everybody."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from research.domain.changes import Reason, State

PATH_BEGINNING = 200


class Change(models.Model):
    """One row of the journal; never changed once written, but for ``current``.

    ``sequence`` has no gap and follows the order of commits (see ``research.publishing.journal``). ``root`` is the
    translation key of the first page of the site that it was public on. ``current`` marks the last row of an update
    in a locale: those that are not ``removed`` are what is public.
    """

    sequence = models.BigIntegerField(primary_key=True)
    translation_key = models.UUIDField()
    locale = models.CharField(max_length=100)
    root = models.UUIDField()
    reason = models.CharField(max_length=30, choices=[(reason.value, reason.value) for reason in Reason])
    removed = models.BooleanField(default=False)
    #: What a removed update is now; empty for one that is public.
    state = models.CharField(max_length=20, blank=True, choices=[(state.value, state.value) for state in State])
    #: Why it was taken back, in the editor's words, and the language that they are in.
    note = models.TextField(blank=True)
    note_language = models.CharField(max_length=100, blank=True)
    etag = models.CharField(max_length=40, blank=True)
    revision = models.BigIntegerField(null=True)
    url_path = models.TextField(blank=True)
    #: What the next change of this update is compared with (``research.domain.changes.Facts``).
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["translation_key", "locale", "current"], name="research_change_update"),
            models.Index(fields=["root", "sequence"], name="research_change_site"),
            # What was taken back in a locale, for its feeds: few of many.
            models.Index(
                fields=["root", "locale", "-sequence"],
                condition=models.Q(current=True, removed=True),
                name="research_change_removed",
            ),
            # The beginning only: an address can be longer than what an index of PostgreSQL takes.
            models.Index(Left("url_path", PATH_BEGINNING), name="research_change_path"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale", "root"],
                condition=models.Q(current=True),
                name="research_one_current_change",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.translation_key} ({self.locale}) {self.reason}"


class JournalHead(models.Model):
    """The last sequence number given out. Its one row is locked from a change's number until its commit."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.sequence)


class Follower(models.Model):
    """How far something that follows the journal has come: a search index, webhooks, a cache."""

    name = models.CharField(max_length=50, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.sequence}"

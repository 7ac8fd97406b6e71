"""What a reader answered to “Was this clear?”: about which words, and nothing about who they are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from research.domain.comment import LONGEST

#: In the place of a block: the sentences in short.
SUMMARY = "summary"


class FeedbackState(models.TextChoices):
    NEW = "new", _("Not looked at yet")
    KEPT = "kept", _("Kept")
    HIDDEN = "hidden", _("Hidden")


class Feedback(models.Model):
    """One answer of one reader. There is no column for an address, an account or a name.

    ``root`` is the translation key of the first page of the site that was asked. ``block`` is the id of a block, of a
    caveat or of a key message, ``summary`` for all key messages, or empty for the whole update. ``language`` is the one
    that the text was really in. ``passage`` is a digest of the words that were read (``research.feedback.passages``);
    it and ``etag`` are empty where they were older than those that were public when the answer came.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("research update"))
    root = models.UUIDField()
    translation_key = models.UUIDField(_("translation key"))
    locale = models.CharField(_("locale"), max_length=100)
    block = models.CharField(_("part"), max_length=100, blank=True)
    language = models.CharField(_("language of the text"), max_length=100)
    clear = models.BooleanField(_("was it clear?"))
    comment = models.TextField(_("comment of the reader"), max_length=LONGEST, blank=True)
    etag = models.CharField(_("entity tag"), max_length=40, blank=True)
    passage = models.CharField(max_length=32, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=FeedbackState.choices, default=FeedbackState.NEW)
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("answer of a reader")
        verbose_name_plural = _("answers of readers")
        ordering = ["-received_at", "-pk"]
        # Readers write it; nobody adds it in the admin.
        default_permissions = ("change", "delete", "view")
        indexes = [
            models.Index(fields=["page", "block"], name="research_feedback_block"),
            models.Index(fields=["received_at"], name="research_feedback_received"),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.locale}) {self.received_at:%Y-%m-%d %H:%M}"

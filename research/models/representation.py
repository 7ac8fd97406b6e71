"""What was built at publication, ready to be served: a cache that can be rebuilt, never the truth."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from research.models.querysets import RepresentationQuerySet


class Representation(models.Model):
    """The bytes of one update in one locale. Whether they may be seen is decided when they are read.

    The columns beside ``body`` repeat what lists are sorted and filtered by. ``revision`` is the number of the
    revision that was live when it was built, ``url_path`` where the page was then.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="representation")
    translation_key = models.UUIDField(_("translation key"), db_index=True)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(_("language of the text"), max_length=100, default="")
    title = models.TextField(_("title"))
    revision = models.BigIntegerField(null=True)
    url_path = models.TextField(_("path of the page"), default="")
    published_at = models.DateTimeField(_("published at"))
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)
    review_due = models.DateField(_("review due"), null=True)
    body = models.TextField(_("canonical JSON"))
    etag = models.CharField(_("entity tag"), max_length=40)
    #: A digest of what the rules were asked about when it was stored.
    asked = models.CharField(max_length=40, default="")
    #: What tells the reason of the next change (``research.domain.changes.Facts``).
    facts = models.JSONField(default=dict)
    built_at = models.DateTimeField(_("built at"), auto_now=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="research_one_representation_a_locale"),
        ]
        # One index for each order of a list, alone and within a locale: a page of a list reads its own rows only.
        indexes = [
            models.Index(fields=["-published_at", "-page"], name="research_by_publication"),
            models.Index(fields=["locale", "-published_at", "-page"], name="research_locale_publication"),
            models.Index(fields=["-changed_at", "-page"], name="research_by_change"),
            models.Index(fields=["locale", "-changed_at", "-page"], name="research_locale_change"),
            models.Index(fields=["review_due", "page"], name="research_by_review"),
            models.Index(fields=["locale", "review_due", "page"], name="research_locale_review"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.locale_id})"


class Facet(models.Model):
    """One value of a representation that lists can be filtered by, such as ``population`` = ``people``.

    ``locale`` and ``published_at`` repeat the representation's, so that a list of what has a value is read in order.
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=30)
    value = models.CharField(max_length=150)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["name", "value", "-published_at", "-representation"], name="research_facet_order"),
            models.Index(
                fields=["name", "value", "locale", "-published_at", "-representation"], name="research_facet_locale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"

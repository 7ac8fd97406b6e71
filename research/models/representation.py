"""What was built at publication, ready to be served: a cache that can be rebuilt, never the truth."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from research.models.querysets import RepresentationQuerySet


class Representation(models.Model):
    """The bytes of one update in one locale. Whether they may be seen is decided when they are read."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="representation")
    translation_key = models.UUIDField(_("translation key"), db_index=True)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    title = models.TextField(_("title"))
    published_at = models.DateTimeField(_("published at"), db_index=True)
    body = models.TextField(_("canonical JSON"))
    etag = models.CharField(_("entity tag"), max_length=40)
    built_at = models.DateTimeField(_("built at"), auto_now=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="research_one_representation_a_locale"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.locale_id})"


class Facet(models.Model):
    """One value of a representation that lists can be filtered by, such as ``population`` = ``people``."""

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=30)
    value = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["name", "value"], name="research_facet_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"

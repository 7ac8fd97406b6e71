"""The home page: one per language, above the index of research updates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField

from research.models import GatedPage


class HomePage(GatedPage):
    """The first page of a language. Its texts are translated page by page, by wagtail-localize."""

    intro = RichTextField(
        _("introduction"),
        blank=True,
        help_text=_("What this site offers, in two or three plain sentences."),
    )

    gated_texts = ("title", "intro")
    content_panels = [*GatedPage.content_panels, FieldPanel("intro")]
    api_fields = [APIField("intro")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

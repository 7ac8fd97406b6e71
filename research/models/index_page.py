"""The page under which updates live."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField

from research.models.gated_page import GatedPage


class ResearchIndexPage(GatedPage):
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    gated_texts: ClassVar[tuple[str, ...]] = ("title", "intro")
    template = "research/index_page.html"
    subpage_types: ClassVar[list[str]] = ["research.ResearchUpdatePage", "research.ResearchIndexPage"]
    content_panels = [*GatedPage.content_panels, FieldPanel("intro")]
    api_fields = [APIField("intro", writable=True)]
    page_description = _("A list of research updates.")

    class Meta:
        verbose_name = _("list of research updates")
        verbose_name_plural = _("lists of research updates")

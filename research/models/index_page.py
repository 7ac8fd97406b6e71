"""The page under which updates live."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.url_routing import RouteResult

from research.models.gated_page import GatedPage

#: What is added to the address of a list for the e-book of its updates.
COLLECTION = "e-book"


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

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page, one below it, or the e-book of its updates; an update with that slug goes before."""
        if path_components == [COLLECTION] and self.live and not self.get_children().filter(slug=COLLECTION).exists():
            return RouteResult(self, kwargs={"collection": True})
        return super().route(request, path_components)

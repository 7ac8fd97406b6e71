"""The site's own kind of update, which is previewed and read at the front end."""

from __future__ import annotations

from typing import ClassVar

from wagtail_headless_preview.models import HeadlessMixin

from research.models import AbstractResearchUpdate, GatedPage


class NewsIndex(GatedPage):
    subpage_types: ClassVar[list[str]] = ["newsroom.NewsUpdate"]
    template = "research/index_page.html"


class NewsUpdate(HeadlessMixin, AbstractResearchUpdate):
    parent_page_types: ClassVar[list[str]] = ["newsroom.NewsIndex"]
    template = "research/update_page.html"

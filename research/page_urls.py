"""Pages of the plugin that are not in the tree of pages: the glossary. A site mounts them before Wagtail's pattern.

Where addresses have their language in front, within ``i18n_patterns``:

i18n_patterns(path("", include("research.page_urls")), path("", include(wagtail_urls)))
"""

from __future__ import annotations

from django.urls import path

from research import glossary
from research.reader.glossary import ADDRESS

urlpatterns = [path("glossary/", glossary.show, name=ADDRESS)]

"""What a site mounts at its root beside its pages: the sitemap of updates.

path("", include("research.urls"))
"""

from __future__ import annotations

from django.urls import path

from research.api import sitemap

# All at the root: a sitemap may only name addresses below its own.
urlpatterns = [
    path("sitemap.xml", sitemap.index, name="research_sitemap"),
    path("sitemap-<int:number>.xml", sitemap.part, name="research_sitemap_part"),
]

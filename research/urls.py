"""What a site mounts at its root beside its pages: the sitemap of updates, and the question “Was this clear?”.

path("", include("research.urls"))
"""

from __future__ import annotations

from django.urls import path

from research.api import sitemap
from research.feedback.form import FeedbackView, ThanksView

# The sitemaps at the root: a sitemap may only name addresses below its own.
urlpatterns = [
    path("sitemap.xml", sitemap.index, name="research_sitemap"),
    path("sitemap-<int:number>.xml", sitemap.part, name="research_sitemap_part"),
    path("feedback/<str:locale>/<uuid:translation_key>/", FeedbackView.as_view(), name="research_feedback"),
    path(
        "feedback/<str:locale>/<uuid:translation_key>/thanks/",
        ThanksView.as_view(),
        name="research_feedback_thanks",
    ),
]

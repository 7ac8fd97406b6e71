"""Wagtail's APIs v2 and v3 as they come, on the same pages: what a site has without the plugin's API.

Pages are mounted, too, as on the site itself: the APIs give their addresses.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as v3

v2 = WagtailAPIRouter("wagtailapi")
v2.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("api/v2/", v2.urls),
    path("api/v3/", v3.urls),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=True),
]

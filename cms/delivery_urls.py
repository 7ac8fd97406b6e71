"""The addresses of the read-only process: no admin, and no API that can write."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api import api_router

urlpatterns = [
    # First what is asked for most: each address before it costs every request a look.
    path("api/research/v1/", include("research.api.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("", include("research.urls")),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain; charset=utf-8")),
    *i18n_patterns(
        path("", include("research.page_urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

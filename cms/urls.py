"""Every address of the site.

Pages have their language in front, also in the default language: ``/en/...``. An address without one is
sent on by LocaleMiddleware to the language that the browser prefers. APIs have no language in front: theirs
is a parameter.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v3.urls import api as wagtail_api_v3
from wagtail.documents import urls as wagtaildocs_urls

from cms.api import api_router

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("api/v3/", wagtail_api_v3.urls),
    path("api/research/v1/", include("research.api.urls")),
    path("", include("research.urls")),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain; charset=utf-8")),
    # Only where DEBUG is on; elsewhere the web server or the storage serves uploads.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("research.page_urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

"""The addresses of the site, and the one that the front end asks for previews at."""

from __future__ import annotations

from django.urls import path
from headlesssite.urls import urlpatterns as of_the_site

from newsroom.preview import panel_preview

urlpatterns = [path("panel-preview/", panel_preview), *of_the_site]

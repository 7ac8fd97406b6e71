"""Addresses of a site without a language in them, with the glossary below a folder of its own."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

urlpatterns = [path("words/", include("research.page_urls")), path("", include(wagtail_urls))]

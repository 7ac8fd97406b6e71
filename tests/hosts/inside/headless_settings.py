"""What a site with a headless front end adds to the settings that ``wagtail start`` made."""

from .base import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [
    *("newsroom", "research", "wagtail_headless_preview", "wagtail.contrib.typed_table_block"),
    *INSTALLED_APPS,
]
MIDDLEWARE = [*MIDDLEWARE, "research.middleware.PublishBlockedMiddleware"]
ROOT_URLCONF = "newsroom.urls"
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": "https://front.example.org/show/"}}

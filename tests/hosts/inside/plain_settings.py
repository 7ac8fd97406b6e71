"""What a site with one language adds to the settings that ``wagtail start`` made."""

from .base import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["research", "wagtail.contrib.typed_table_block", *INSTALLED_APPS]
MIDDLEWARE = [*MIDDLEWARE, "research.middleware.PublishBlockedMiddleware"]

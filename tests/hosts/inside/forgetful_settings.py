"""The site in Portuguese and Welsh, if its people forget what the plugin asks for."""

from .dev import *  # noqa: F403
from .dev import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["wagtail_localize.locales" if app == "wagtail.locales" else app for app in INSTALLED_APPS]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("research.")]
RESEARCH_UPDATES = {"SMALL_SAMPEL": 40, "PUBLISHER": "home.nobody.publisher"}

del WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE  # noqa: F821
del WAGTAILLOCALIZE_DISABLE_ON_DELETE  # noqa: F821

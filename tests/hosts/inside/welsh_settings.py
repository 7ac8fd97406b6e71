"""What a site in Portuguese and Welsh adds: translation, but none of the languages that the plugin speaks itself."""

from .base import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [
    "research",
    "research.translation",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.typed_table_block",
    *INSTALLED_APPS,
]
MIDDLEWARE = [*MIDDLEWARE, "research.middleware.PublishBlockedMiddleware"]

LANGUAGE_CODE = "pt-br"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("pt-br", "Português do Brasil"), ("cy", "Cymraeg")]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

"""A public server: PostgreSQL, Redis, static files with a hash in their name, and strict headers.

Every variable without a default here must be set, or the process does not start.
"""

from __future__ import annotations

from pathlib import Path

from cms.settings import env
from cms.settings.base import *  # noqa: F403 - settings build on the names of others
from cms.settings.base import MEDIA_ROOT, RESEARCH_UPDATES, STATIC_ROOT

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS", [f"https://{host}" for host in ALLOWED_HOSTS])
WAGTAILADMIN_BASE_URL = env.text("WAGTAILADMIN_BASE_URL")

DATABASES = {
    "default": {
        **env.database("DATABASE_URL"),
        "CONN_MAX_AGE": env.number("DATABASE_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.text("REDIS_URL"),
        "KEY_PREFIX": "research-updates",
    }
}
# A lost cache signs nobody out.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

STORAGES = {
    "default": {
        "BACKEND": env.text("MEDIA_STORAGE", "django.core.files.storage.FileSystemStorage"),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(MEDIA_ROOT)))
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(STATIC_ROOT)))

# False only where a proxy in front does it.
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
_behind_proxy = env.flag("BEHIND_PROXY", False)
if _behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 30)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25, minimum=1)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
DEFAULT_FROM_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "webmaster@localhost")

WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": env.text("PREVIEW_CLIENT_URL", WAGTAILADMIN_BASE_URL)}}

# HTTP caches in front that can be purged by tag: Varnish with deploy/varnish.vcl. The same in every process.
_caches = env.items("HTTP_CACHES", [])
WAGTAILFRONTENDCACHE = {
    f"cache-{position}": {
        "BACKEND": "research.caching.backends.TagBackend",
        "LOCATION": location,
        # With the port where an address has one: a name that is not here is not purged by address.
        "HOSTNAMES": env.items("HTTP_CACHE_HOSTNAMES", ["*"]),
    }
    for position, location in enumerate(_caches, start=1)
}
RESEARCH_UPDATES = {
    **RESEARCH_UPDATES,
    # What is purged when it changes may be kept for longer.
    "SHARED_MAX_AGE_SECONDS": env.number("SHARED_MAX_AGE_SECONDS", 600 if _caches else 60),
    "STALE_SECONDS": env.number("STALE_SECONDS", 30),
    # Requests of the API in a minute; 0 for any number. Each process counts for itself unless there is a store.
    "RATE_LIMIT": env.number("RATE_LIMIT", 600),
    "RATE_LIMIT_KEY": env.number("RATE_LIMIT_KEY", 6000),
    # Answers of readers in a minute; 0 for none, and no form.
    "FEEDBACK_RATE_LIMIT": env.number("FEEDBACK_RATE_LIMIT", 10),
    "RATE_LIMIT_STORE": env.text("RATE_LIMIT_STORE", "memory://"),
    # How many proxies of one's own add to X-Forwarded-For, caches included.
    "TRUSTED_PROXIES": env.number("TRUSTED_PROXIES", 1 if _behind_proxy else 0),
    "API_KEYS": env.choice("API_KEYS", ("off", "optional", "required"), "optional"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
}

"""A machine to work on: SQLite, files in var/, no service to start, nothing to set."""

from __future__ import annotations

from cms.settings import env
from cms.settings.base import *  # noqa: F403 - settings build on the names of others
from cms.settings.base import BASE_DIR, RESEARCH_UPDATES

DEBUG = env.flag("DEBUG", True)
# Known to everyone, and only good on a machine that nobody else reaches: production requires one of its own.
SECRET_KEY = env.text("SECRET_KEY", "only-for-development-on-a-machine-that-nobody-else-reaches")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'site.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait for each other instead of failing at once, and readers are not held up by a writer.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "timeout": 20,
    }
    (BASE_DIR / "var").mkdir(exist_ok=True)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WAGTAILADMIN_BASE_URL = env.text("WAGTAILADMIN_BASE_URL", f"http://localhost:{env.number('PORT', 8000, minimum=1)}")

RESEARCH_UPDATES = {
    **RESEARCH_UPDATES,
    # A receiver of webhooks on this machine can be tried.
    "WEBHOOKS_ALLOW_PRIVATE": env.flag("WEBHOOKS_ALLOW_PRIVATE", DEBUG),
    # A site that is built from this one asks as often as it likes, unless limits are to be tried.
    "RATE_LIMIT": env.number("RATE_LIMIT", 0),
    "RATE_LIMIT_KEY": env.number("RATE_LIMIT_KEY", 0),
    "API_KEYS": env.choice("API_KEYS", ("off", "optional", "required"), "optional"),
}

# Static files straight from the apps, also where DEBUG is off, so that no collectstatic is needed.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": env.text("PREVIEW_CLIENT_URL", WAGTAILADMIN_BASE_URL)}}

"""The test suite: SQLite unless DATABASE_URL names PostgreSQL, and nothing that outlives the run."""

from __future__ import annotations

import os

from cms.settings import env
from cms.settings.base import *  # noqa: F403 - settings build on the names of others
from cms.settings.base import BASE_DIR, RESEARCH_UPDATES

DEBUG = False
SECRET_KEY = "tests"  # noqa: S105 - signs nothing that leaves the process
ALLOWED_HOSTS = ["*"]

DATABASES = {"default": env.database("DATABASE_URL", "sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because the threads of a live server would share one connection in memory and lock each other's
    # tables. Nothing has to survive a crash of the tests, so nobody waits for the disk.
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / f"tests-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        "timeout": 20,
    }
# A test that wants a limit, or forms that are kept, says so: each publication would make all of them.
_UNLIMITED = {"RATE_LIMIT": 0, "RATE_LIMIT_KEY": 0, "FEEDBACK_RATE_LIMIT": 100_000}
RESEARCH_UPDATES = {**RESEARCH_UPDATES, **_UNLIMITED, "KEEP_RENDERINGS": False}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The live server of the browser tests finds styles and scripts without collectstatic.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

WAGTAILADMIN_BASE_URL = "http://testserver"
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": "http://testserver"}}

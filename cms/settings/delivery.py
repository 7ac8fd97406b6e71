"""A process that only reads: the research API and the public pages, with no admin and no way to write.

It runs beside the authoring process (``production``), which has the admin. Its database may be a replica.
Every transaction is opened read-only, so a mistake here is an error and not a change.
"""

from __future__ import annotations

from cms.settings import env
from cms.settings.production import *  # noqa: F403 - settings build on the names of others
from cms.settings.production import DATABASES, RESEARCH_UPDATES

ROOT_URLCONF = "cms.delivery_urls"
WSGI_APPLICATION = "cms.wsgi.application"

_database = {**DATABASES["default"], **env.database("DELIVERY_DATABASE_URL", env.text("DATABASE_URL"))}
_options = _database.get("OPTIONS", {})
if _database["ENGINE"].endswith("postgresql"):
    _database["OPTIONS"] = {**_options, "options": "-c default_transaction_read_only=on"}
    if env.flag("DELIVERY_PREPARED_STATEMENTS", True):
        # The database plans each query once and not at every request, which takes longer than running it. Not
        # behind a pooler that gives each transaction another connection (PgBouncer before 1.21).
        _database["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 1}
else:
    # Pages of the file are read where the system keeps them and not copied one by one with a call each.
    _database["OPTIONS"] = {**_options, "init_command": "PRAGMA query_only=ON; PRAGMA mmap_size=1073741824;"}
DATABASES = {"default": _database}

# The session holds only which passwords of restricted pages a reader has typed; it lives in the reader's cookie.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "reader"
# Signing in writes a row, so it happens at the authoring process.
WAGTAIL_FRONTEND_LOGIN_URL = env.text("FRONTEND_LOGIN_URL", "/admin/login/")

# Each process keeps its recent answers; nothing older than a second is served.
RESEARCH_UPDATES = {
    **RESEARCH_UPDATES,
    "DELIVERY_CACHE": env.flag("DELIVERY_CACHE", True),
    # This process cannot write. Set it where the proxy in front sends answers of readers to the authoring process.
    "FEEDBACK_RATE_LIMIT": env.number("FEEDBACK_RATE_LIMIT", 0),
}

MIDDLEWARE = [
    # Sees every request of the API, also those that are answered from what is kept.
    "research.access.middleware.ApiAccessMiddleware",
    "research.caching.delivery.DeliveryCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.OpenCorsMiddleware",
    "cms.api_guard.ApiGuardMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

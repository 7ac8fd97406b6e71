"""What every process of the site shares. Languages and content rules have files of their own."""

from __future__ import annotations

from pathlib import Path

from django.urls import reverse_lazy

from cms.settings.content import *  # noqa: F403 - settings build on the names of others
from cms.settings.languages import *  # noqa: F403 - settings build on the names of others

PROJECT_DIR = Path(__file__).resolve().parent.parent
BASE_DIR = PROJECT_DIR.parent

INSTALLED_APPS = [
    # First, because other apps read the fields of models in ready(), and its columns must be there by then.
    "modeltranslation",
    "home",
    "research",
    "research.translation",
    "wagtail_localize",
    "wagtail_headless_preview",
    "wagtail.api.v2",
    "wagtail.api.v3",
    # Not wagtail_localize.locales: it takes this app's label and with it the /locales/ endpoint of API v3.
    "wagtail.locales",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "corsheaders",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.OpenCorsMiddleware",
    "research.access.middleware.ApiAccessMiddleware",
    "cms.api_guard.ApiGuardMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Sends an address without a language, / included, to the language that the browser asks for.
    "cms.middleware.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "research.middleware.PublishBlockedMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
ASGI_APPLICATION = "cms.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("wagtailadmin_login")

# The site's own catalogues; the plugin's travel in research/locale/.
LOCALE_PATHS = [BASE_DIR / "locale"]

STATICFILES_DIRS = [PROJECT_DIR / "static"]
STATIC_ROOT = BASE_DIR / "var" / "static"
STATIC_URL = "/static/"
MEDIA_ROOT = BASE_DIR / "var" / "media"
MEDIA_URL = "/media/"

# Any site may read the APIs from a browser. No cookie is sent with such a request, so nobody is signed in by it.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/api/.*$"
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")
# Also these may be written to from a browser on another site: they take no account and change nothing that is shown.
CORS_POST_URLS_REGEX = r"^/api/research/v1/updates/.*$"
CORS_EXPOSE_HEADERS = (
    *("Content-Language", "ETag", "Link"),
    *("RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate"),
)

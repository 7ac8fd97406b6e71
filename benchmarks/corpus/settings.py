"""Settings of the processes that fill and rebuild the database: a development machine without DEBUG."""

from cms.settings.dev import *  # noqa: F403 - settings build on the names of others

# With DEBUG, Django remembers every query, and memory would grow with the corpus.
DEBUG = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

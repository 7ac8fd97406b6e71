"""Settings of the processes that fill and rebuild the database: a development machine without DEBUG."""

import os

from cms.settings.dev import *  # noqa: F403 - settings build on the names of others
from cms.settings.dev import RESEARCH_UPDATES

# With DEBUG, Django remembers every query, and memory would grow with the corpus.
DEBUG = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # The forms of a thousand updates would fill the memory.
    "forms": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": os.environ.get("BENCH_FILES")},
    },
}
RESEARCH_UPDATES = {**RESEARCH_UPDATES, "RENDERINGS_STORAGE": "forms"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

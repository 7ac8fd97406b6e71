"""Import every module of the plugin under no more settings than it needs, in no site at all."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import warnings

import django
from django.conf import settings

APPS = [
    "research",
    "wagtail.contrib.typed_table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

warnings.filterwarnings("error", category=DeprecationWarning, module="research")
settings.configure(INSTALLED_APPS=APPS, SECRET_KEY="import-only", STATIC_URL="/static/", USE_TZ=True)
django.setup()
research = importlib.import_module("research")
found = [module.name for module in pkgutil.walk_packages(research.__path__, "research.")]
optional = [name for name in found if name.startswith("research.translation")]
for name in found:
    if name not in optional:
        importlib.import_module(name)
sys.stdout.write(json.dumps({"plugin": research.__file__, "imported": found, "optional": optional}) + "\n")

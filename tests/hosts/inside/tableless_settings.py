"""The site with one language, if its people forget the app that the block for tables comes from."""

from .dev import *  # noqa: F403
from .dev import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "wagtail.contrib.typed_table_block"]

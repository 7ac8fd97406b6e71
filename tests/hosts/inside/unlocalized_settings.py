"""The site in Portuguese and Welsh, if its people forget the package that translates."""

from .dev import *  # noqa: F403
from .dev import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "wagtail_localize"]

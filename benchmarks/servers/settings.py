"""Settings of every Django server of a run; ``BENCH_SERVER`` says which one this process is.

All build on ``cms.settings.delivery``, which is what a public server runs with, and differ in their addresses
and their middleware only.
"""

import os

from cms.settings.delivery import *  # noqa: F403 - settings build on the names of others
from cms.settings.delivery import MIDDLEWARE as DELIVERY_MIDDLEWARE
from cms.settings.delivery import RESEARCH_UPDATES as _RESEARCH_UPDATES

# In the process in place of Redis, for all of them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Nothing is written during the load, not even a line of a log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "ERROR"},
}

#: What ``wagtail start`` puts into a project.
STOCK_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
#: What both our API and the one-row view have in front of them where “minimal middleware” is said.
MINIMAL_MIDDLEWARE: list[str] = []
CACHE_MIDDLEWARE = ["research.caching.delivery.DeliveryCacheMiddleware"]

ADDRESSES, MIDDLEWARE = {
    "ours": ("cms.delivery_urls", MINIMAL_MIDDLEWARE),
    "ours-cached": ("cms.delivery_urls", CACHE_MIDDLEWARE),
    "ours-as-deployed": ("cms.delivery_urls", DELIVERY_MIDDLEWARE),
    "stock": ("benchmarks.servers.stock", STOCK_MIDDLEWARE),
    "one-row": ("benchmarks.servers.one_row", MINIMAL_MIDDLEWARE),
    "constant": ("benchmarks.servers.constant", MINIMAL_MIDDLEWARE),
}[os.environ["BENCH_SERVER"]]
ROOT_URLCONF = ADDRESSES
RESEARCH_UPDATES = {
    **_RESEARCH_UPDATES,
    "DELIVERY_CACHE": os.environ["BENCH_SERVER"] == "ours-cached",
    # The load comes from one address.
    "RATE_LIMIT": 0,
    "RATE_LIMIT_KEY": 0,
}

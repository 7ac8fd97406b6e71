from django.apps import AppConfig, apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ResearchConfig(AppConfig):
    name = "research"
    label = "research"
    verbose_name = _("Research updates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from research import (
            checks,  # noqa: F401  (registers system checks)
            conf,
        )
        from research.access import checks as access_checks  # noqa: F401  (registers system checks)
        from research.publishing import followers, receivers
        from research.search import index

        receivers.connect()
        followers.register(index.NAME, index.follow)
        if conf.setting("KEEP_RENDERINGS"):
            from research.shelf import follower

            followers.register(follower.NAME, follower.follow)
        if apps.is_installed("wagtail.contrib.frontend_cache") and getattr(settings, "WAGTAILFRONTENDCACHE", None):
            from research.caching import purge

            purge.connect()

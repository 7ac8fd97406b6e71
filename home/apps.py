"""The site's own content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site content")

    def ready(self) -> None:
        from home import checks, receivers  # noqa: F401 - importing them registers what they hold

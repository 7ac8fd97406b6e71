"""System checks: settings of wagtail-localize with which the promises cannot be kept."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register()
def localize_is_set_up(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True):
        found.append(
            Error(
                "wagtail-localize would publish untranslated copies.",
                hint="Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False.",
                id="research.E011",
            )
        )
    if not getattr(settings, "WAGTAILLOCALIZE_DISABLE_ON_DELETE", False):
        found.append(
            Error(
                "Deleting a source page would delete the translators’ work.",
                hint="Set WAGTAILLOCALIZE_DISABLE_ON_DELETE = True.",
                id="research.E012",
            )
        )
    if apps.is_installed("wagtail_localize.locales"):
        found.append(
            Warning(
                "wagtail_localize.locales removes /locales/ from API v3 and offers to copy untranslated trees.",
                hint="Use “wagtail.locales” in INSTALLED_APPS.",
                id="research.W010",
            )
        )
    return found

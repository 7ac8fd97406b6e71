"""System checks: what a site must have set up for the promises to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, DatabaseError
from django.utils.module_loading import import_string

from research import conf
from research.webhooks.stalled import stalled

MIDDLEWARE = "research.middleware.PublishBlockedMiddleware"
TABLES = "wagtail.contrib.typed_table_block"
CALLABLES = ("VOCABULARIES", "PUBLISHER", "IMAGE_ALT")


@register()
def settings_are_known(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    configured = getattr(settings, "RESEARCH_UPDATES", {})
    for name in configured:
        if name not in conf.DEFAULTS:
            found.append(
                Error(
                    f"RESEARCH_UPDATES has a setting “{name}” that does not exist.",
                    hint=f"Use one of: {', '.join(sorted(conf.DEFAULTS))}.",
                    id="research.E001",
                )
            )
    for name in CALLABLES:
        path = configured.get(name)
        if not path:
            continue
        try:
            import_string(path)
        except ImportError as error:
            found.append(
                Error(
                    f"RESEARCH_UPDATES[“{name}”] cannot be imported: {error}.",
                    hint="Give the dotted path of a callable.",
                    id="research.E002",
                )
            )
    return found


@register()
def middleware_is_installed(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    if MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        Warning(
            "Without its middleware, a refused publication by workflow or copy is an error page.",
            hint=f"Add “{MIDDLEWARE}” to MIDDLEWARE, after the message middleware.",
            id="research.W001",
        )
    ]


@register()
def table_block_is_installed(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    if apps.is_installed(TABLES):
        return []
    return [
        Error(
            "Without its app, the block for tables has no script, and the body of an update cannot be edited.",
            hint=f"Add “{TABLES}” to INSTALLED_APPS.",
            id="research.E003",
        )
    ]


@register(Tags.database)
def worker_runs(
    app_configs: Sequence[Any] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Asked with ``manage.py check --database default``; before the tables are made there is nothing to say."""
    try:
        waiting = stalled() if databases and DEFAULT_DB_ALIAS in databases else None
    except DatabaseError:
        return []
    if not waiting:
        return []
    return [
        Warning(
            "No worker runs: webhooks or builds have been waiting for too long.",
            hint="Start “manage.py research_worker” beside the site.",
            id="research.W003",
        )
    ]

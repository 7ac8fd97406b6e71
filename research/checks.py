"""System checks: what a site must have set up for the promises to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, DatabaseError
from django.utils.module_loading import import_string

from research import conf
from research.renderings.braille import tables
from research.renderings.braille.pages import FEWEST_CELLS, FEWEST_LINES
from research.renderings.forms import FORMS
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


#: Form -> id of the message that says that it cannot be made here. PEF lacks what BRF lacks.
OPTIONAL_FORMS = {"pdf": "research.I001", "braille": "research.I002", "audio": "research.I003"}


@register()
def forms_can_be_made(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name the forms that lack a package or program. A site may do without them."""
    found: list[CheckMessage] = []
    for name, id_ in OPTIONAL_FORMS.items():
        if (missing := FORMS[name].missing()) is not None:
            hint = f"{missing.reason} If readers do without it, put “{id_}” into SILENCED_SYSTEM_CHECKS."
            found.append(Info(f"Updates cannot be had in the form “{name}”.", hint=hint, id=id_))
    return found


@register()
def braille_is_set_up(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    grades = conf.setting("BRAILLE_GRADES")
    for language, grade in grades.items() if isinstance(grades, dict) else [("", grades)]:
        known = tables.TABLES.get(language, {})
        if type(grade) is int and grade in known:
            continue
        there = "; ".join(
            f"{code}: {', '.join(map(str, sorted(by_grade)))}" for code, by_grade in tables.TABLES.items()
        )
        found.append(
            Error(
                f"RESEARCH_UPDATES[“BRAILLE_GRADES”] asks for {grade!r} in “{language}”, and there is no such braille.",
                hint=f"Use a language and a grade in which numbers stay what they are. There are {there}.",
                id="research.E021",
            )
        )
    for name, fewest in (("BRAILLE_CELLS", FEWEST_CELLS), ("BRAILLE_LINES", FEWEST_LINES)):
        value = conf.setting(name)
        if type(value) is not int or value < fewest:
            found.append(
                Error(
                    f"RESEARCH_UPDATES[“{name}”] cannot be {value!r}.",
                    hint=f"Use a whole number from {fewest} on, such as {conf.DEFAULTS[name]}.",
                    id="research.E022",
                )
            )
    return found


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

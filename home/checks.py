"""What ``manage.py check`` says about the languages of the shared rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.models import Model
from modeltranslation.translator import translator
from wagtail.models import TranslatableMixin

from home import labels, languages


@register(Tags.translation)
def languages_agree(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """The lists of languages say the same, or texts are stored where nobody can read them."""
    expected = [code for code, _name in settings.LANGUAGES]
    lists = {
        "WAGTAIL_CONTENT_LANGUAGES": [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES],
        "MODELTRANSLATION_LANGUAGES": list(languages.CODES),
        "the keys of FALLBACKS": list(settings.FALLBACKS),
    }
    found: list[CheckMessage] = [
        Error(
            f"{name} lists {', '.join(codes)}, but LANGUAGES lists {', '.join(expected)}.",
            hint="List the same languages in both, in cms/settings/languages.py.",
            id="home.E001",
        )
        for name, codes in lists.items()
        if sorted(codes) != sorted(expected)
    ]
    return found


@register(Tags.models)
def one_translation_system_per_model(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """A model in both systems gets each language column translated into each locale, and mixes languages."""
    return [
        Error(
            f"{model._meta.label} has a column per language and a row per locale.",
            hint="Take it out of home/translation.py, or drop TranslatableMixin.",
            obj=model,
            id="home.E002",
        )
        for model in translator.get_registered_models(abstract=False)
        if issubclass(model, TranslatableMixin)
    ]


@register(Tags.database)
def columns_follow_languages(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """Warn where tables and LANGUAGES differ. Not an error: ``migrate`` runs this check and is the remedy."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            introspection = connections[alias].introspection
            tables = set(introspection.table_names(cursor))
            for model in translator.get_registered_models(abstract=False):
                # The original of a proxy or of a child has been looked at by itself.
                if model._meta.db_table in tables and not model._meta.proxy:
                    present = {
                        column.name for column in introspection.get_table_description(cursor, model._meta.db_table)
                    }
                    found += _compare(model, present)
    return found


def _compare(model: type[Model], present: set[str]) -> list[CheckMessage]:
    fields = list(translator.get_options_for_model(model).all_fields)
    expected = {column for field in fields for column in labels.columns(field)}
    known = {field.column for field in model._meta.local_concrete_fields}
    unclaimed = {column for column in present - known if any(column.startswith(f"{field}_") for field in fields)}
    found: list[CheckMessage] = []
    if missing := sorted(expected - present):
        found.append(
            Warning(
                f"The table of {model._meta.label} has no column {', '.join(missing)}.",
                hint="Run manage.py makemigrations home and manage.py migrate.",
                obj=model,
                id="home.W003",
            )
        )
    if unclaimed:
        found.append(
            Warning(
                f"The table of {model._meta.label} holds texts in {', '.join(sorted(unclaimed))}, "
                "whose language is not in LANGUAGES.",
                hint="Export these texts: on SQLite a later migration of this table drops them.",
                obj=model,
                id="home.W004",
            )
        )
    return found

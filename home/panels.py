"""Forms with one tab per language, made from the languages of the settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import Promise
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput

from home import languages

#: The widget of each kind of text.
LINE = forms.TextInput
LINES = AdminAutoHeightTextInput


def localized_widget(widget: type[forms.Widget], language: str) -> forms.Widget:
    """Return a widget that tells browsers and screen readers which language is typed in it."""
    return widget(attrs={"lang": language, "dir": languages.direction(language)})


def language_tabs(
    heading: str | Promise, general: Iterable[Panel], fields: Mapping[str, type[forms.Widget]]
) -> TabbedInterface:
    """Return a first tab ``heading`` with ``general``, then one tab per language with ``fields``.

    ``fields`` maps the name of a translated field to its widget. The input is marked with its language and
    direction, its label is not: the label is in the language of the admin.
    """
    tabs = [ObjectList(list(general), heading=heading)]
    for code in languages.CODES:
        panels = [
            FieldPanel(build_localized_fieldname(field, code), widget=localized_widget(widget, code))
            for field, widget in fields.items()
        ]
        tabs.append(ObjectList(panels, heading=languages.name(code)))
    return TabbedInterface(tabs)

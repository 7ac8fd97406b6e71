"""A field that holds which languages of a row a person has checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from home import languages


def known_languages(value: object) -> None:
    """Raise ``ValidationError`` unless ``value`` is a list of languages of this site."""
    unknown = set(value) - set(languages.CODES) if isinstance(value, list) else {str(value)}
    if unknown:
        raise ValidationError(
            _("“%(language)s” is not a language of this site. Choose from the languages that are offered."),
            params={"language": ", ".join(sorted(unknown))},
        )


class LanguageListField(models.JSONField):
    """A list of language codes, shown as one tick box per language of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=list, blank=True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=lambda: [(code, languages.name(code)) for code in languages.CODES],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
        )

"""The open vocabularies: topics, conditions and glossary terms.

Blocks store the ``code``, so a code never changes once it is in use and a used term is retired, not deleted.
Which fields are in one column per language is said in ``home.translation``.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField

from home import labels
from home.models.compared import ComparedTexts
from home.models.fields import LanguageListField, known_languages
from home.term_usage import pages_using, used_by

_CODE = RegexValidator(
    r"^[a-z][a-z0-9_]*$",
    _("Write the code with small letters a to z, digits and underscores, starting with a letter."),
)


def _parse_identifiers(lines: str) -> dict[str, str]:
    """Return ``{scheme: id}`` for lines such as ``mesh: D009103``; raise ``ValueError`` with a line that is not one."""
    found: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        scheme, colon, identifier = (part.strip() for part in line.partition(":"))
        if not (scheme and colon and identifier):
            raise ValueError(line)
        found[scheme.lower()] = identifier
    return found


class VocabularyTerm(ComparedTexts, models.Model):
    """What the three vocabularies have in common."""

    compared_texts = ("definition",)
    #: The name under which ``research.conf`` asks for this vocabulary.
    vocabulary: ClassVar[str]
    #: Its pages in the admin, which Wagtail sets when they are registered.
    snippet_viewset: ClassVar[Any]

    code = models.SlugField(
        _("code"),
        max_length=60,
        unique=True,
        validators=[_CODE],
        help_text=_("What pages and other sites store. It never changes; the name may."),
    )
    name = models.CharField(_("name"), max_length=120)
    definition = models.TextField(
        _("definition"),
        blank=True,
        help_text=_("One or two plain sentences of 25 words at most."),
    )
    forms = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_("Other words and spellings that mean the same in this language, one per line."),
    )
    identifiers = models.TextField(
        _("identifiers"),
        blank=True,
        help_text=_("Identifiers in other systems, one per line, such as “mesh: D009103”."),
    )
    reviewed_languages = LanguageListField(
        _("languages checked by a person"),
        validators=[known_languages],
        help_text=_(
            "Tick a language when a person who speaks it has checked its texts. Others leave marked as unchecked."
        ),
    )
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("A retired term is no longer offered. Pages that use it keep it."),
    )

    # For API v3, by which scripts write. Each column by its name, as everywhere.
    api_fields = [
        APIField(name, writable=True)
        for name in (
            "code",
            "identifiers",
            "retired",
            *labels.columns("name"),
            *labels.columns("definition"),
            *labels.columns("forms"),
        )
    ]

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return labels.title(self, "name", otherwise=self.code)

    def clean(self) -> None:
        super().clean()
        try:
            _parse_identifiers(self.identifiers)
        except ValueError as problem:
            message = _(
                "“%(line)s” is not an identifier. Write a scheme, a colon and the identifier, as in “mesh: D009103”."
            )
            raise ValidationError({"identifiers": ValidationError(message, params={"line": str(problem)})}) from problem
        self._keep_code_in_use()

    def _keep_code_in_use(self) -> None:
        """Raise ``ValidationError`` if the code changes although pages store it."""
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("code", flat=True).first()
        if stored and stored != self.code and (pages := pages_using(self.vocabulary, stored)):
            message = _("Leave the code “%(code)s” as it is.")
            sentences = f"{used_by(str(self), pages)} {message % {'code': stored}}"
            raise ValidationError({"code": sentences}, code="term-in-use")

    def identifier_map(self) -> dict[str, str]:
        """Return ``{scheme: id}``."""
        return _parse_identifiers(self.identifiers)

    def other_spellings(self) -> dict[str, tuple[str, ...]]:
        """Return ``{language: spellings}`` without the languages that have none."""
        return {
            language: tuple(filter(None, (line.strip() for line in lines.splitlines())))
            for language, lines in labels.texts(self, "forms").items()
        }


class Topic(VocabularyTerm):
    """What an update is about, for browsing and filtering."""

    vocabulary = "topic"

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Condition(VocabularyTerm):
    """The illness or state of health that a study is about."""

    vocabulary = "condition"

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")


class GlossaryTerm(VocabularyTerm):
    """A word of research that readers are owed an explanation of."""

    vocabulary = "glossary"

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

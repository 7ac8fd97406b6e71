"""The texts of a shared row in other languages, held against that of the default one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, cast

from django.core.exceptions import ValidationError
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from home import labels, languages
from research.domain.problems import Problem, Severity
from research.domain.translation_quality import SegmentPair, run
from research.messages import message


class ComparedTexts:
    """Goes before a model: no number changes, and no text stays in the default language, from column to column."""

    #: Texts that are sentences; a name is not.
    compared_texts: ClassVar[tuple[str, ...]]

    def clean_fields(self, exclude: Iterable[str] | None = None) -> None:
        """Raise ``ValidationError`` with what Django finds, and what stops each column that is not in ``exclude``."""
        refused: dict[str, list[ValidationError]] = {}
        try:
            super().clean_fields(exclude=exclude)  # type: ignore[misc]  # of the model that this goes before
        except ValidationError as error:
            refused = error.error_dict
        for problem in self.differences(Severity.ERROR):
            column = build_localized_fieldname(*problem.path)
            if column not in set(exclude or ()):
                refused.setdefault(column, []).append(ValidationError(message(problem), code=problem.code))
        if refused:
            raise ValidationError(refused)

    def differences(self, severity: Severity) -> list[Problem]:
        """Return what the quality checks see beside the default language; the path is the field and the language."""
        found: list[Problem] = []
        for field in self.compared_texts:
            texts = labels.texts(cast(Model, self), field)
            source = texts.pop(languages.DEFAULT, "")
            pairs = [
                SegmentPair((field, code), source, text, languages.DEFAULT, code)
                for code, text in texts.items()
                if source
            ]
            found += [problem for problem in run(pairs) if problem.severity is severity]
        return found

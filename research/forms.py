"""The form of an update in the admin and in Wagtail's write API.

Saving a draft asks nothing but types. Publishing, scheduling and submitting ask the rules
of ``research.domain.publishability`` and show each problem at its block. The form-level
flag is used because Wagtail's block-level flag sits on block instances shared by threads.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField

from research.blocks.errors import spelled_out, stream_error
from research.domain.problems import Problem, errors
from research.domain.texts import texts
from research.domain.translation_quality import SegmentPair, run
from research.domain.translation_quality.language_marks import LanguageMarks
from research.messages import message
from research.vocabularies import said, terms
from research.wording import SOURCE_LANGUAGE


def term_choices(vocabulary: str, chosen: list[str]) -> list[tuple[str, str]]:
    """Return the terms on offer in the language of the editor: those in use, and retired ones that the page has."""
    language = get_language() or SOURCE_LANGUAGE
    offered = [term for term in terms(vocabulary).values() if not term.retired or term.code in chosen]
    labels = {term.code: found.text if (found := said(term.labels, language)) else term.code for term in offered}
    known = sorted(labels.items(), key=lambda item: item[1].casefold())
    gone = [(code, code) for code in chosen if code and code not in {c for c, _label in known}]
    return known + gone


class ResearchUpdateForm(WagtailAdminPageForm):
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Readers and other sites find updates by topic."),
    )
    condition = forms.ChoiceField(label=_("Condition"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topics" in self.fields:
            self.fields["topics"].choices = term_choices("topic", list(self.instance.topics or []))
        if "condition" in self.fields:
            offered = term_choices("condition", [self.instance.condition])
            self.fields["condition"].choices = [("", "---------"), *offered]

    def _post_clean(self) -> None:
        """Ask the rules once the instance holds what was posted, and only if somebody wants to publish.

        A wrong address or date does not hide them; a stream with an error does, because it is not on the instance.
        """
        super()._post_clean()
        streams = {field.name for field in self.instance._meta.get_fields() if isinstance(field, StreamField)}
        if not self.is_deferred_validation and not streams & set(self.errors):
            told = set(self.errors)
            found = errors(self.instance.publication_problems())
            self.show_problems([problem for problem in found if not told & set(problem.path[:1])])

    def show_problems(self, problems: list[Problem]) -> None:
        by_field: dict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            by_field[problem.path[0] if problem.path else NON_FIELD_ERRORS].append(problem)
        for name, found in by_field.items():
            if name not in self.fields:
                # A PATCH over the API narrows the form; an error for an absent field would be a 500.
                for problem in found:
                    self.add_error(None, ValidationError(message(problem), code=problem.code))
                continue
            field = self.instance._meta.get_field(name)
            if isinstance(field, StreamField):
                relative = [Problem(p.code, p.path[1:], p.severity, p.scope, p.params) for p in found]
                self.add_error(name, stream_error(field.stream_block, getattr(self.instance, name), relative, message))
            else:
                for problem in found:
                    self.add_error(name, ValidationError(message(problem), code=problem.code))


def marks_taken_away(page: Any) -> list[Problem]:
    """Return an error for words that are marked as another language on the page as it is and would not be any more.

    Markdown has no marks, so a client that reads a text in it and sends it back takes them away without a word.
    """
    stored = type(page)._default_manager.get(pk=page.pk).get_latest_revision_as_object()
    before = {at.path: at.text for at in texts(stored.as_update()) if "lang=" in at.text}
    language = page.language
    pairs = [
        SegmentPair(at.path, before[at.path], at.text, language, language)
        for at in texts(page.as_update())
        if at.path in before and at.text != before[at.path]
    ]
    return [problem for problem in run(pairs, [LanguageMarks()]) if problem.code == "language-mark-lost"]


class ResearchUpdateAPIForm(ResearchUpdateForm):
    """The same over API v3, which tells of a StreamField only that something in it is wrong: say what and where."""

    def full_clean(self) -> None:
        super().full_clean()
        for name, found in list(self.errors.items()):
            if any(hasattr(error, "block_errors") for error in found.as_data()):
                told = spelled_out(found, (name,))
                self.errors[name] = self.error_class(
                    [ValidationError(f"{place}: {text}", code=code) for place, text, code in told]
                )

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.instance.pk:
            self.show_problems(self.instance.api_write_problems())
            if "body" not in self.errors:
                self.show_problems(marks_taken_away(self.instance))

    def show_problems(self, problems: list[Problem]) -> None:
        for problem in problems:
            place = ".".join(problem.path)
            text = message(problem)
            self.add_error(None, ValidationError(f"{place}: {text}" if place else text, code=problem.code))

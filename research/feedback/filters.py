"""By what answers of readers are filtered in the admin."""

from __future__ import annotations

from typing import ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from research.domain.locales import name_in
from research.feedback.permissions import visible
from research.models import Feedback, FeedbackState
from research.reader.language import current


def language_name(code: str) -> str:
    return name_in(code, current()) if code else ""


def updates(request: HttpRequest) -> QuerySet[Page]:
    found: QuerySet[Page] = Page.objects.filter(pk__in=visible(request.user).order_by().values("page"))
    return found.select_related("locale").order_by("title", "locale__language_code")


def locales(request: HttpRequest | None) -> list[tuple[str, str]]:
    codes = Feedback.objects.order_by("locale").values_list("locale", flat=True).distinct()
    return [(code, language_name(code)) for code in codes]


class UpdateField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, obj: Page) -> str:
        return f"{obj.title} ({obj.locale.language_code})"


class UpdateFilter(django_filters.ModelChoiceFilter):
    field_class = UpdateField


class FiguresFilterSet(WagtailFilterSet):
    locale = django_filters.ChoiceFilter(
        label=gettext_lazy("Locale"), choices=lambda: locales(None), widget=forms.RadioSelect, empty_label=None
    )
    page = UpdateFilter(label=gettext_lazy("Research update"), queryset=updates)

    class Meta:
        model = Feedback
        fields: ClassVar[list[str]] = ["locale", "page"]


class FeedbackFilterSet(FiguresFilterSet):
    clear = django_filters.ChoiceFilter(
        label=gettext_lazy("Was it clear?"),
        choices=[(True, gettext_lazy("Yes")), (False, gettext_lazy("No"))],
        widget=forms.RadioSelect,
        empty_label=None,
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=FeedbackState.choices, widget=forms.RadioSelect, empty_label=None
    )

    class Meta:
        model = Feedback
        fields: ClassVar[list[str]] = ["state", "clear", "locale", "page"]

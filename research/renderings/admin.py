"""A screen of the admin that says which forms this site can make, and what the others lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale
from wagtail.permission_policies.pages import PagePermissionPolicy

from research.domain.locales import name_in
from research.renderings.form import Form
from research.renderings.forms import FORMS
from research.renderings.outline.words import reading_language

NAME = "research_forms"
#: Whoever writes or publishes pages is asked by readers for their forms.
ANY_PERMISSION = ["add", "change", "publish"]


def may_see(user: Any) -> bool:
    return bool(PagePermissionPolicy().user_has_any_permission(user, ANY_PERMISSION))


@dataclass(frozen=True, slots=True)
class Lack:
    """What a form lacks: in some of the languages, or in all where none is named."""

    reason: str
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    label: str
    name: str
    lacks: tuple[Lack, ...]


def told(form: Form, locales: list[str]) -> Told:
    return Told(_(form.label), form.name, tuple(_lacks(form, locales)))


def _lacks(form: Form, locales: list[str]) -> Iterator[Lack]:
    if (missing := form.missing()) is not None:
        yield Lack(_(missing.reason))
        return
    reasons: dict[str, list[str]] = {}
    for locale in locales:
        if (missing := form.missing((reading_language(locale), locale))) is not None:
            reasons.setdefault(missing.reason, []).append(name_in(locale, get_language() or locale))
    for reason, languages in reasons.items():
        yield Lack(_(reason), ", ".join(languages))


class FormsView(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Forms of updates")
    header_icon = "doc-full"
    template_name = "research/admin/forms.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see(request.user):
            refused: HttpResponseBase = permission_denied(request)
            return refused
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        locales = list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
        forms = [told(form, locales) for form in FORMS.values()]
        context: dict[str, Any] = super().get_context_data(
            forms=forms, everything=not any(form.lacks for form in forms), **kwargs
        )
        return context


class FormsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


def menu_item() -> MenuItem:
    return FormsMenuItem(_("Forms of updates"), reverse(NAME), icon_name="doc-full", order=910)


def urls() -> list[URLPattern]:
    return [path("research/forms/", FormsView.as_view(), name=NAME)]

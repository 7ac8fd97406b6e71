"""API keys in the admin: list, add with the key shown once, edit, revoke, delete."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from research import conf
from research.access.checks import MIDDLEWARE
from research.access.forms import ApiKeyForm
from research.models import ApiKey, KeyScope

NAME = "research_api_keys"


def address(view: str, *args: Any) -> str:
    return reverse(f"{NAME}:{view}", args=args)


def state(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return _("Revoked")
    return _("Valid") if key.is_open() else _("Expired")


def opens(key: ApiKey) -> str:
    """Return what a key opens, in words; a scope that this version does not know as its code."""
    labels = dict(KeyScope.choices)
    return "; ".join(str(labels.get(scope, scope)) for scope in key.scopes)


def limit(key: ApiKey) -> str:
    usual = conf.setting("RATE_LIMIT_KEY")
    return str(key.limit or usual or _("any number"))


def are_read() -> bool:
    """Tell whether this process is set up to read keys; a delivery process may have settings of its own."""
    return MIDDLEWARE in settings.MIDDLEWARE and conf.setting("API_KEYS") != "off"


class KeysView(generic.IndexView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.results_only and not are_read():
            messages.warning(
                request,
                _("API keys are switched off on this site, so none of them opens anything. Ask whoever runs the site."),
            )
        return super().get(request, *args, **kwargs)


class AddKeyView(generic.CreateView):
    def save_instance(self) -> ApiKey:
        self.form.instance.created_by = self.request.user
        key: ApiKey = super().save_instance()
        return key

    def save_action(self) -> HttpResponse:
        # In the answer to the form and nowhere else: a key that waits in a session is a key that is stored.
        answer = TemplateResponse(
            self.request,
            "research/access/new_key.html",
            {
                "key": self.object,
                "secret": self.form.secret,
                "header": f"Authorization: Bearer {self.object.prefix}_…",
                "page_title": _("The new key"),
                "header_icon": "key",
            },
        )
        add_never_cache_headers(answer)
        return answer


class EditKeyView(generic.EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        own = []
        if self.object.revoked_at is None:
            own = [Button(_("Revoke"), url=address("revoke", quote(self.object.pk)), icon_name="cross", priority=1)]
        return [*own, *super().header_more_buttons]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(state=state(self.object), **kwargs)
        return context


class RevokeView(generic.PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks whether a key is to open nothing any more, and sees to it."""

    model = ApiKey
    permission_required = "change"
    permission_policy = property(lambda self: policy_registry.get_by_type(ApiKey))
    page_title = gettext_lazy("Revoke")
    header_icon = "key"
    template_name = "research/access/revoke.html"
    object: ApiKey

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": address("index"), "label": _("API keys")},
            {"url": address("edit", quote(self.object.pk)), "label": str(self.object)},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.revoke():
            log(instance=self.object, action="research.api_key_revoked", data={"prefix": self.object.prefix})
        messages.success(request, _("The key “%(name)s” opens nothing any more.") % {"name": self.object})
        return redirect(address("index"))


class ApiKeyViewSet(ModelViewSet):
    model = ApiKey
    name = NAME
    url_prefix = "api-keys"
    icon = "key"
    menu_label = gettext_lazy("API keys")
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = KeysView
    add_view_class = AddKeyView
    edit_view_class = EditKeyView
    edit_template_name = "research/access/edit.html"
    index_results_template_name = "research/access/index_results.html"
    search_backend_name = None
    search_fields = ["name", "owner", "prefix"]
    list_display = [
        TitleColumn("name", label=gettext_lazy("Name"), url_name=f"{NAME}:edit"),
        Column("owner", label=gettext_lazy("Whom it belongs to")),
        Column("prefix", label=gettext_lazy("Begins with")),
        Column("opens", label=gettext_lazy("What it opens"), accessor=opens),
        Column("limit", label=gettext_lazy("Requests a minute"), accessor=limit),
        DateColumn("expires_at", label=gettext_lazy("Expires")),
        Column("state", label=gettext_lazy("State"), accessor=state),
    ]

    def get_form_class(self, for_update: bool = False) -> type[ApiKeyForm]:
        return ApiKeyForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Nothing refers to a key, so there is no page of its uses.
        common: dict[str, Any] = super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})
        return common

    def get_urlpatterns(self) -> list[URLPattern]:
        own = [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]
        return [*own, path("revoke/<int:pk>/", RevokeView.as_view(), name="revoke")]

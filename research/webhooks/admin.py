"""Webhooks in the admin: add and edit them, send a test, make a new secret, look at what was sent, send it again."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.permissions import policy_registry

from research.models import DeliveryState, EndpointState, WebhookDelivery, WebhookEndpoint
from research.webhooks.forms import WebhookForm
from research.webhooks.report import ask_resend, ask_test, old_secret_time
from research.webhooks.stalled import stalled

NAME = "research_webhooks"
#: Whose secret a person may see now: the one that they have just made.
SESSION = "research_webhook_secret"
ANY_PERMISSION = ["add", "change", "delete", "view"]


def address(view: str, *args: Any) -> str:
    return reverse(f"{NAME}:{view}", args=args)


def policy() -> Any:
    return policy_registry.get_by_type(WebhookEndpoint)


def state(endpoint: WebhookEndpoint) -> str:
    """Return how an endpoint does. One that nothing was sent to is not known to work."""
    if endpoint.state == EndpointState.WORKING and not endpoint.deliveries.exists():
        return _("Ready, nothing sent yet")
    return str(endpoint.state.label)


def behind(endpoint: WebhookEndpoint) -> int:
    """Return how many changes an endpoint has still to be told of."""
    return endpoint.changes().filter(sequence__gt=endpoint.sequence).count()


def came_of_it(delivery: WebhookDelivery) -> str:
    """Return what came of an attempt, in a sentence."""
    return str(delivery.get_failure_display() or delivery.get_state_display())


def warn_of_disabled(request: HttpRequest) -> None:
    for endpoint in WebhookEndpoint.objects.filter(enabled=False).exclude(disabled_because=""):
        sentence = _("The webhook “%(name)s” is disabled. %(why)s Nothing is lost: it goes on where it stopped.")
        messages.warning(request, sentence % {"name": endpoint, "why": endpoint.get_disabled_because_display()})


def warn_of_stalled(request: HttpRequest) -> None:
    for sentence in stalled().sentences:
        messages.warning(request, sentence)


class NoWorkerPanel(Component):
    """Says on the front page of the admin that no worker runs; empty where one does."""

    order = 50
    template_name = "research/webhooks/no_worker.html"

    def render_html(self, parent_context: Any = None) -> SafeString:
        sentences = stalled().sentences
        return render_to_string(self.template_name, {"sentences": sentences}) if sentences else SafeString("")


def may_see(user: Any) -> bool:
    return bool(policy().user_has_any_permission(user, ANY_PERMISSION))


class EndpointsView(generic.IndexView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.results_only:
            warn_of_disabled(request)
            warn_of_stalled(request)
        return super().get(request, *args, **kwargs)


class AddEndpointView(generic.CreateView):
    def get_success_url(self) -> str:
        self.request.session[SESSION] = self.form.instance.pk
        return address("secret", self.form.instance.pk)

    def get_success_buttons(self) -> list[Any]:
        return []


class EditEndpointView(generic.EditView):
    def get_success_url(self) -> str:
        return self.get_edit_url()

    @property
    def header_more_buttons(self) -> list[Button]:
        pk = quote(self.object.pk)
        return [
            Button(_("Send a test"), url=address("test", pk), icon_name="mail", priority=1),
            Button(_("Make a new secret"), url=address("new_secret", pk), icon_name="key", priority=2),
            Button(_("Deliveries"), url=f"{address('deliveries')}?endpoint={pk}", icon_name="list-ul", priority=3),
            *super().header_more_buttons,
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            behind=behind(self.object), disabled=self.object.state == EndpointState.DISABLED, **kwargs
        )


class OfOneView(generic.PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen about one endpoint or delivery, for those who may change endpoints."""

    permission_required: str | None = "change"
    header_icon = "mail"
    permission_policy = property(lambda self: policy())
    object: Any

    @property
    def endpoint(self) -> WebhookEndpoint:
        return self.object if isinstance(self.object, WebhookEndpoint) else self.object.endpoint

    def get_page_subtitle(self) -> str:
        return str(self.endpoint)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": address("index"), "label": _("Webhooks")},
            {"url": address("edit", quote(self.endpoint.pk)), "label": str(self.endpoint)},
            {"url": "", "label": self.get_page_title()},
        ]


class SecretView(OfOneView):
    """Shows a secret to the person who has just made it, once."""

    page_title = gettext_lazy("Secret")
    template_name = "research/webhooks/secret.html"
    # Whoever may add a webhook and not change it must see its secret, too; nobody else has it in the session.
    permission_required = None
    any_permission_required = ["add", "change"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        show = request.session.pop(SESSION, None) == self.endpoint.pk
        # Wagtail tells browsers and caches to keep no page of the admin.
        return self.render_to_response(self.get_context_data(secret=self.endpoint.secret if show else ""))


class AskView(OfOneView):
    """Asks whether something is to be done, and does it."""

    template_name = "research/webhooks/ask.html"
    question: Any = ""
    button: Any = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.do())

    def do(self) -> str:
        """Do it, and return the address to go on to."""
        raise NotImplementedError

    def wait_for_worker(self) -> str:
        messages.success(self.request, _("The worker sends it within seconds. Load this page again for the answer."))
        return f"{address('deliveries')}?endpoint={self.endpoint.pk}"


class NewSecretView(AskView):
    page_title = gettext_lazy("Make a new secret")
    button = gettext_lazy("Make a new secret")
    question = gettext_lazy(
        "The receiver has to be given the new secret. Until it has it, the old one signs beside it, for some hours."
    )

    def do(self) -> str:
        self.endpoint.rotate(timezone.now(), old_secret_time())
        self.request.session[SESSION] = self.endpoint.pk
        return address("secret", quote(self.endpoint.pk))


class TestView(AskView):
    page_title = gettext_lazy("Send a test")
    button = gettext_lazy("Send a test")
    question = gettext_lazy("A message of the type “research-update.test” is sent. It tells of no change.")

    def do(self) -> str:
        ask_test(self.endpoint)
        return self.wait_for_worker()


class AgainView(AskView):
    page_title = gettext_lazy("Send again")
    button = gettext_lazy("Send again")
    question = gettext_lazy(
        "The same message is sent once more, with the same id. Receivers that have it will drop it; changes that were "
        "sent after it stay as they are."
    )

    def do(self) -> str:
        ask_resend(self.object)
        return self.wait_for_worker()


class DeliveryFilterSet(WagtailFilterSet):
    class Meta:
        model = WebhookDelivery
        fields = ["endpoint", "state", "kind", "sequence"]


class AgainColumn(Column):
    cell_template_name = "research/webhooks/again_cell.html"

    def get_cell_context_data(self, instance: WebhookDelivery, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        under_way = instance.state in (DeliveryState.WAITING, DeliveryState.SENDING)
        may = policy().user_has_permission(parent_context["request"].user, "change")
        context["url"] = address("again", instance.pk) if may and not under_way else ""
        return context


class DeliveriesView(ReportView):
    """What was sent, to whom, and what came of it."""

    model = WebhookDelivery
    page_title = gettext_lazy("Webhook deliveries")
    header_icon = "mail"
    filterset_class = DeliveryFilterSet
    index_url_name = f"{NAME}:deliveries"
    index_results_url_name = f"{NAME}:deliveries_results"
    any_permission_required = ANY_PERMISSION
    permission_policy = property(lambda self: policy())
    default_ordering = "-pk"
    columns = [
        DateColumn("at", label=gettext_lazy("When")),
        Column("endpoint", label=gettext_lazy("Webhook")),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column("sequence", label=gettext_lazy("Change")),
        Column("attempt", label=gettext_lazy("Attempt")),
        Column("came_of_it", label=gettext_lazy("What came of it"), accessor=came_of_it),
        Column("status", label=gettext_lazy("Status")),
        Column("excerpt", label=gettext_lazy("Answer"), accessor=lambda row: row.excerpt[:100]),
        AgainColumn("again", label=gettext_lazy("Again")),
    ]
    list_export = [
        "at",
        "endpoint",
        "kind",
        "sequence",
        "message_id",
        "attempt",
        "state",
        "status",
        "failure",
        "seconds",
    ]

    def get_queryset(self) -> QuerySet[WebhookDelivery]:
        return WebhookDelivery.objects.select_related("endpoint").order_by("-pk")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.results_only:
            warn_of_disabled(request)
            warn_of_stalled(request)
        return super().get(request, *args, **kwargs)


class DeliveriesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


class WebhookViewSet(ModelViewSet):
    model = WebhookEndpoint
    name = NAME
    url_prefix = "webhooks"
    icon = "mail"
    menu_label = gettext_lazy("Webhooks")
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = EndpointsView
    add_view_class = AddEndpointView
    edit_view_class = EditEndpointView
    edit_template_name = "research/webhooks/edit.html"
    search_backend_name = None
    search_fields = ["description", "url"]
    list_filter = ["enabled", "site"]
    list_display = [
        TitleColumn("__str__", label=gettext_lazy("Webhook"), url_name=f"{NAME}:edit"),
        Column("url", label=gettext_lazy("Address")),
        Column("state", label=gettext_lazy("State"), accessor=state),
        Column("behind", label=gettext_lazy("Changes to be sent"), accessor=behind),
    ]

    def get_form_class(self, for_update: bool = False) -> type[WebhookForm]:
        return WebhookForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # Nothing refers to a webhook, so there is no page of its uses.
        common: dict[str, Any] = super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})
        return common

    def get_urlpatterns(self) -> list[URLPattern]:
        own = [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]
        return [
            *own,
            path("secret/<int:pk>/", SecretView.as_view(model=WebhookEndpoint), name="secret"),
            path("new-secret/<int:pk>/", NewSecretView.as_view(model=WebhookEndpoint), name="new_secret"),
            path("test/<int:pk>/", TestView.as_view(model=WebhookEndpoint), name="test"),
            path("deliveries/", DeliveriesView.as_view(), name="deliveries"),
            path("deliveries/results/", DeliveriesView.as_view(results_only=True), name="deliveries_results"),
            path("deliveries/<int:pk>/again/", AgainView.as_view(model=WebhookDelivery), name="again"),
        ]


def deliveries_menu_item() -> MenuItem:
    return DeliveriesMenuItem(_("Webhook deliveries"), address("deliveries"), icon_name="mail", order=900)

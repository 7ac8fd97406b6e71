"""What the plugin adds to the Wagtail admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from research import collection, serve, sharing  # noqa: F401  (registers its hook)
from research.access import admin as api_keys
from research.blocks import words_in_languages
from research.caching import pages  # noqa: F401  (registers its hook)
from research.domain.problems import errors, warnings
from research.feedback import admin as feedback
from research.feedback.moderation import ACTIONS
from research.messages import message
from research.models import AbstractResearchUpdate, DisabledBecause
from research.renderings import admin as renderings
from research.webhooks import admin as webhooks


@hooks.register("register_rich_text_features")
def register_rich_text_features(features: Any) -> None:
    words_in_languages.register(features)


@hooks.register("insert_global_admin_css")
def checks_style() -> SafeString:
    """Set the problems of the Checks tab apart from each other."""
    return format_html('<link rel="stylesheet" href="{}">', static("research/checks.css"))


@hooks.register("insert_editor_js")
def checks_script() -> SafeString:
    """Bring the block that a link in the Checks tab leads to into view."""
    return format_html('<script src="{}" defer></script>', static("research/checks.js"))


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    @actions.register_action("research.publish_refused")
    class PublishRefused(LogFormatter):
        label = gettext_lazy("Publication refused")

        def format_message(self, entry: Any) -> str:
            problems = " ".join(entry.data.get("problems", ()))
            return _("Scheduled publication refused and taken off the schedule. %(problems)s") % {"problems": problems}

    @actions.register_action("research.unpublished_with_source")
    class UnpublishedWithSource(LogFormatter):
        label = gettext_lazy("Unpublished with its source")

        def format_message(self, entry: Any) -> str:
            return _("Unpublished because its source page “%(source)s” was unpublished or deleted.") % {
                "source": entry.data.get("source", "")
            }

    @actions.register_action("research.webhook_disabled")
    class WebhookDisabled(LogFormatter):
        label = gettext_lazy("Webhook disabled")

        def format_message(self, entry: Any) -> str:
            because = entry.data.get("because", "")
            reasons = dict(DisabledBecause.choices)
            return _("Disabled because it failed. %(why)s") % {"why": reasons.get(because, "")}

    @actions.register_action("research.draft_shared")
    class DraftShared(LogFormatter):
        label = gettext_lazy("Draft shared")

        def format_message(self, entry: Any) -> str:
            return _("An address of the draft was made for “%(note)s”.") % {"note": entry.data.get("note", "")}

    @actions.register_action("research.draft_unshared")
    class DraftUnshared(LogFormatter):
        label = gettext_lazy("Draft no longer shared")

        def format_message(self, entry: Any) -> str:
            return _("The address of the draft for “%(note)s” was revoked.") % {"note": entry.data.get("note", "")}

    @actions.register_action("research.api_key_revoked")
    class ApiKeyRevoked(LogFormatter):
        label = gettext_lazy("API key revoked")

        def format_message(self, entry: Any) -> str:
            return _("The key that begins with %(prefix)s was revoked.") % {"prefix": entry.data.get("prefix", "")}


@hooks.register("register_admin_urls")
def register_sharing() -> list[Any]:
    return [
        path("research/share/<int:page_id>/", sharing.shared, name="research_share"),
        path("research/share/<int:page_id>/<int:token_id>/revoke/", sharing.revoked, name="research_share_revoke"),
    ]


@hooks.register("register_page_header_buttons")
def share_draft_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Any]:
    if page.pk and sharing.may_share(user, page.specific):
        url = reverse("research_share", args=[page.pk])
        yield Button(_("Share draft"), url, icon_name="link", priority=60)


@hooks.register("register_admin_viewset")
def register_webhooks() -> Any:
    return webhooks.WebhookViewSet()


@hooks.register("register_admin_viewset")
def register_api_keys() -> Any:
    return api_keys.ApiKeyViewSet()


@hooks.register("register_reports_menu_item")
def register_webhook_deliveries() -> Any:
    return webhooks.deliveries_menu_item()


@hooks.register("register_admin_urls")
def register_forms_of_updates() -> list[Any]:
    return renderings.urls()


@hooks.register("register_reports_menu_item")
def register_forms_menu_item() -> Any:
    return renderings.menu_item()


@hooks.register("register_admin_viewset")
def register_feedback() -> Any:
    return feedback.FeedbackViewSet()


@hooks.register("register_reports_menu_item")
def register_reader_feedback() -> Any:
    return feedback.feedback_menu_item()


@hooks.register("register_reports_menu_item")
def register_passages() -> Any:
    return feedback.passages_menu_item()


for _action in ACTIONS:
    hooks.register("register_bulk_action", _action)


@hooks.register("construct_homepage_panels")
def say_that_no_worker_runs(request: HttpRequest, panels: list[Any]) -> None:
    if webhooks.may_see(request.user):
        panels.append(webhooks.NoWorkerPanel())


@hooks.register("before_bulk_action")
def refuse_bulk_publication(
    request: HttpRequest, action_type: str, objects: list[Any], action_class: Any
) -> HttpResponse | None:
    """Publish the good pages and say which ones were not published and why."""
    if action_type != "publish" or request.method != "POST":
        return None
    refused = False
    for page in list(objects):
        specific = page.specific
        if not isinstance(specific, AbstractResearchUpdate):
            continue
        latest = specific.get_latest_revision_as_object()
        if found := errors(latest.publication_problems()):
            refused = True
            objects.remove(page)
            messages.error(request, _("“%(title)s” was not published.") % {"title": latest.title})
            for problem in found:
                messages.error(request, message(problem))
    return redirect(request.GET.get("next") or "wagtailadmin_explore_root") if refused and not objects else None


@hooks.register("after_publish_page")
def tell_what_could_be_better(request: HttpRequest, page: Any) -> None:
    """After a publication, name what the rules would still like to see."""
    if not isinstance(page, AbstractResearchUpdate):
        return
    found = warnings(page.publication_problems())
    if found:
        messages.warning(
            request,
            ngettext(
                "%(count)d thing could be better. See the tab “Checks”. The first: %(first)s",
                "%(count)d things could be better. See the tab “Checks”. The first: %(first)s",
                len(found),
            )
            % {"count": len(found), "first": message(found[0])},
        )

"""Turn a refused publication into a message and a way back, where Wagtail has no form to show it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import Page

from research import write_guard
from research.messages import message
from research.models import PublishBlocked
from research.models.gate import Refusals, note_refusal, refusals

#: Admin views that publish many pages at once, or that swallow a refusal and report success.
TOLERANT_VIEWS = frozenset(
    {"wagtail_bulk_action", "wagtail_localize:update_translations", "wagtail_localize:submit_page_translation"}
)
#: Puts the source's text in the place of a translation. wagtail-localize asks for no right to publish.
REPLACES_LIVE_TEXT = "wagtail_localize:convert_to_alias"
#: Makes a translation a page that anybody with a right to edit may write; its segments are no longer asked for.
STOPS_TRANSLATION = "wagtail_localize:stop_translation"
#: Reads a file of translations, and says of some that they are none by an error.
READS_TRANSLATIONS = "wagtail_localize:upload_pofile"
NO_TRANSLATIONS = gettext_noop(
    "This file could not be read as translations of this page. Download the PO file again, and change nothing in it "
    "but the translations."
)


class PublishBlockedMiddleware:
    """For admin views without a form: approving a workflow task, copying a page, and the like.

    It also tells of refusals that a view swallowed, so that nobody reads of a success that was none, and
    refuses what is no page before Wagtail's write API stumbles over it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = refusals.set(Refusals())
        try:
            response = self.get_response(request)
            current = refusals.get()
            if current and current.blocked and in_admin(request):
                told = {str(told) for told in get_messages_without_reading(request)}
                for blocked in current.blocked:
                    tell_refusal(request, blocked, told)
            if current and current.doubts and in_admin(request):
                tell_doubts(request, current)
            return response
        finally:
            refusals.reset(token)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == REPLACES_LIVE_TEXT and request.method == "POST":
            page = get_object_or_404(Page, pk=kwargs["page_id"])
            if page.live and not page.permissions_for_user(request.user).can_publish():
                raise PermissionDenied
        if name == STOPS_TRANSLATION and request.method == "POST":
            translation = get_object_or_404(
                apps.get_model("wagtail_localize", "Translation"), pk=kwargs["translation_id"]
            )
            page = Page.objects.filter(
                translation_key=translation.source.object_id, locale=translation.target_locale_id
            ).first()
            if page and not page.permissions_for_user(request.user).can_publish():
                raise PermissionDenied
        current = refusals.get()
        if current and name in TOLERANT_VIEWS:
            current.tolerant = True
        return write_guard.refuse_misshapen(request, kwargs) if write_guard.concerns(request) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not in_admin(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if isinstance(exception, PublishBlocked):
            note_refusal(exception)
        # A header that is absent, a character set that nobody knows, no file at all.
        elif name == READS_TRANSLATIONS and isinstance(exception, (LookupError, ValueError, AttributeError)):
            messages.error(request, _(NO_TRANSLATIONS))
        else:
            return None
        back = request.headers.get("referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = reverse("wagtailadmin_home")
        return redirect(back)


def in_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def get_messages_without_reading(request: HttpRequest) -> list[Any]:
    """Return the messages queued in this request, leaving them to be shown."""
    return list(getattr(getattr(request, "_messages", None), "_queued_messages", ()))


def tell_refusal(request: HttpRequest, blocked: PublishBlocked, told: set[str]) -> None:
    """Say which page was not published, and why, one message a problem, each once."""
    refused = _("“%(title)s” was not published.") % {"title": blocked.page_title}
    for text in [refused, *map(message, blocked.problems)]:
        if text not in told:
            told.add(text)
            messages.error(request, text)


def tell_doubts(request: HttpRequest, current: Refusals) -> None:
    """Say of what was published where its meaning may have changed."""
    for title, problem in current.doubts:
        params = {"title": title, "problem": message(problem)}
        messages.warning(request, _("“%(title)s” was published. Look at it again: %(problem)s") % params)

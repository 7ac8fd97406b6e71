"""Turn a refused publication into a message and a way back, where Wagtail has no form to show it in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from research.messages import message
from research.models import PublishBlocked


class PublishBlockedMiddleware:
    """For admin views without a form: approving a workflow task, copying a page, and the like."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishBlocked) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        tell_refusal(request, exception)
        back = request.headers.get("referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = reverse("wagtailadmin_home")
        return redirect(back)


def tell_refusal(request: HttpRequest, blocked: PublishBlocked) -> None:
    """Say which page was not published, and why, one message a problem."""
    messages.error(request, _("“%(title)s” was not published.") % {"title": blocked.page_title})
    for problem in blocked.problems:
        messages.error(request, message(problem))

"""A live update is shown from its representation or not at all."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page

from research.models import AbstractResearchUpdate
from research.reader.update import stored


@hooks.register("before_serve_page")
def only_what_may_leave(page: Page, request: HttpRequest, _serve_args: list[Any], serve_kwargs: dict[str, Any]) -> None:
    """Answer 404 for a live update without a representation: something stands against showing it.

    The reason was logged when the representation was refused. A preview does not come here. The address of an
    easy-read version is 404 as well until one is complete.
    """
    if not isinstance(page, AbstractResearchUpdate):
        return
    update = stored(request, page)
    if update is None or (serve_kwargs.get("easy_read") and update.easy_read is None):
        raise Http404("This update is not served.")

"""Pages for people say what they show in the same tags as the API, so that a cache in front drops both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from research.api.answers import LISTS_TAG, update_tag
from research.models import AbstractResearchUpdate

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]


@hooks.register("on_serve_page")
def tag_page(serve: Serve) -> Serve:
    def tagged(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        answer = serve(page, request, args, kwargs)
        # An update shows itself; any other page may list updates.
        is_update = isinstance(page, AbstractResearchUpdate)
        answer["Surrogate-Key"] = update_tag(page.translation_key) if is_update else LISTS_TAG
        return answer

    return tagged

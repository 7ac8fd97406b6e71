"""The journal as other sites follow it: from any place, in order, without a gap."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from research import conf
from research.api import answers, params
from research.api.around import base
from research.models import Change
from research.representations.changes import change_item

MOST_CHANGES = 500
DEFAULT_CHANGES = 100


def changes(request: HttpRequest) -> HttpResponse:
    """Answer with the changes after ``cursor``, the oldest first. ``cursor=0``, or none, is the beginning.

    ``next`` is the address of the next page, or ``None`` at the end; ``resume`` is where to ask again later.
    """
    params.refuse_unknown(request, {"cursor", "limit", "locale"})
    after, limit = _cursor(request), params.limit(request, MOST_CHANGES, DEFAULT_CHANGES)
    locale = params.locale(request)
    site = Site.find_for_request(request)
    rows = Change.objects.filter(sequence__gt=after).order_by("sequence")
    rows = rows.filter(root=site.root_page.translation_key) if site else rows.none()
    if locale:
        rows = rows.filter(locale__iexact=locale)
    found = list(rows[: limit + 1])
    shown = found[:limit]
    last = shown[-1].sequence if shown else after
    here = _address(request, last)
    body = {
        "items": [change_item(change).model_dump(mode="json") for change in shown],
        "next": here if len(found) > limit else None,
        "resume": here,
    }
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    answer = answers.list_answer(data, [], [])
    answer["Cache-Control"] = "public, max-age=0, s-maxage=1"
    if len(found) <= limit:
        # At the end of the journal there is nothing to hurry for.
        answer["Retry-After"] = str(conf.setting("ASK_AGAIN_SECONDS"))
    return answers.conditional(request, answer)


def _cursor(request: HttpRequest) -> int:
    value = request.GET.get("cursor", "0")
    if not (value.isascii() and value.isdigit() and len(value) <= 18 and str(int(value)) == value):
        raise params.cursor_problem("Take the cursor from “next” or “resume”, or start with 0.")
    return int(value)


def _address(request: HttpRequest, after: int) -> str:
    query = request.GET.copy()
    query["cursor"] = str(after)
    return f"{base(request)}changes/?{query.urlencode()}"

"""The journal as other sites follow it: from any place, in order, without a gap."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from research import conf
from research.api import answers, params
from research.api.around import base
from research.api.problems import ApiProblem
from research.models import Change, JournalHead
from research.representations.changes import change_item
from research.representations.schema_v1 import ProblemError

MOST_CHANGES = 500
DEFAULT_CHANGES = 100
#: The cursor of who wants to hear only of what is still to come.
END = "end"


def changes(request: HttpRequest) -> HttpResponse:
    """Answer with the changes after ``cursor``, the oldest first. ``cursor=0``, or none, is the beginning.

    ``next`` is the address of the next page, or ``None`` at the end; ``resume`` is where to ask again later.
    ``cursor=end`` answers with no change and with where the journal ends now.
    """
    params.refuse_unknown(request, {"cursor", "limit", "locale"})
    limit, locale = params.limit(request, MOST_CHANGES, DEFAULT_CHANGES), params.locale(request)
    site = Site.find_for_request(request)
    all_rows = Change.objects.order_by("sequence")
    all_rows = all_rows.filter(root=site.root_page.translation_key) if site else all_rows.none()
    at_end = request.GET.get("cursor") == END
    after = all_rows.values_list("sequence", flat=True).last() or 0 if at_end else _cursor(request)
    rows = all_rows.filter(sequence__gt=after)
    if locale:
        rows = rows.filter(locale__iexact=locale)
    found = [] if at_end else list(rows[: limit + 1])
    shown = found[:limit]
    last = shown[-1].sequence if shown else after
    if not found and after and not at_end and not JournalHead.objects.filter(sequence__gte=after).exists():
        raise _ahead(after)
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


def _ahead(after: int) -> ApiProblem:
    """Return the problem of a place that the journal has not come to: who waits there waits for ever."""
    again = conf.setting("ASK_AGAIN_SECONDS")
    detail = f"The journal has not come to {after}. Ask once more in {again} seconds; then begin again with cursor=0."
    errors = [ProblemError(code="cursor-ahead", loc=["query", "cursor"], detail=detail)]
    return ApiProblem("cursor-ahead", detail, errors, retry_after=again)


def _cursor(request: HttpRequest) -> int:
    value = request.GET.get("cursor", "0")
    if not (value.isascii() and value.isdigit() and len(value) <= 18 and str(int(value)) == value):
        raise params.cursor_problem("Take the cursor from “next” or “resume”, or start with 0, or with “end”.")
    return int(value)


def _address(request: HttpRequest, after: int) -> str:
    query = request.GET.copy()
    query["cursor"] = str(after)
    return f"{base(request)}changes/?{query.urlencode()}"

"""What readers of other sites answer to “Was this clear?”."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from research.api import answers, params
from research.api.bodies import read_body, refused
from research.api.caller import caller
from research.api.problems import ApiProblem
from research.api.withdrawn import refuse_missing, refuse_withdrawn
from research.counting.limits import Standing
from research.feedback import limit
from research.feedback.receive import Answer, Deleted, ReadOnly, passage_of, receive, root_of
from research.models import Representation
from research.representations.schema_v1 import FeedbackReceived, FeedbackRequest, ProblemError

#: In bytes: several times what the longest answer takes.
LONGEST_BODY = 16 * 1024
TOO_LONG = f"The body is longer than {LONGEST_BODY // 1024} KB. An answer is much shorter."
CLOSED = "This site takes no answers of readers at this address. Do not offer the question."
READ_ONLY = "This process of the site only reads. Send answers to the process with the admin."


def receive_feedback(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep an answer and say what was kept. Four queries at most. Raises ``ApiProblem``."""
    if not limit.is_open():
        raise ApiProblem("feedback-closed", CLOSED)
    params.refuse_unknown(request, set())
    # Who has a key is known, and is limited by it: one server may send the answers of many readers.
    by_key = caller(request) is not None
    standing = None if by_key else limit.standing(request)
    if standing is not None and standing.over:
        raise TooOften(standing)
    sent = read_body(request, FeedbackRequest, LONGEST_BODY, TOO_LONG)
    answer = Answer(block=sent.block or "", clear=sent.clear, comment=sent.comment or "", etag=sent.etag or "")
    site = Site.find_for_request(request)
    row = _served(request, site, key, sent.locale)
    passage = passage_of(row, answer.block)
    if passage is None:
        raise refused(
            "block",
            "The update has no such part in this locale. It may have been taken out since it was read.",
            "block-not-found",
        )
    again = not by_key and limit.is_again(request, f"{row.pk} {answer.text}")
    try:
        kept = receive(row, root_of(site), passage, answer, again=again)
    except ReadOnly:
        raise ApiProblem("feedback-closed", READ_ONLY) from None
    except Deleted:
        raise refuse_missing(request, key, sent.locale) from None
    body = FeedbackReceived(
        translation_key=key,
        locale=kept.locale,
        language=kept.language,
        block=kept.block or None,
        clear=kept.clear,
        comment=kept.comment or None,
        current=bool(kept.passage),
        received_at=kept.received_at,
    )
    made = HttpResponse(body.model_dump_json(), status=201, content_type=answers.JSON)
    made["Cache-Control"] = "no-store"
    return made


class TooOften(ApiProblem):
    """More answers in a minute than a reader may send."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(
            "too-many-requests",
            f"More than {standing.limit} answers came from this address in a minute. Send this one after as many "
            "seconds as “Retry-After” says.",
            retry_after=standing.reset,
            headers=standing.fields(),
        )


def _served(request: HttpRequest, site: Site | None, key: uuid.UUID, locale: str) -> Representation:
    """Return the update in the very locale that was read. What is not public cannot be told from nothing."""
    rows = list(Representation.objects.servable(site).filter(translation_key=key).select_related("locale"))
    if not rows or site is None:
        raise refuse_missing(request, key, locale)
    for row in rows:
        if row.locale.language_code.lower() == locale.lower():
            return row
    available = sorted(row.locale.language_code for row in rows)
    if taken_back := refuse_withdrawn(request, key, [locale], available):
        raise taken_back
    raise ApiProblem(
        "locale-not-available",
        f"The update is not available in “{locale}”. It is available in: {', '.join(available)}.",
        [ProblemError(code="locale-not-available", loc=["body", "locale"])],
        available,
    )

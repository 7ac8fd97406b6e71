"""The draft of an update, for whoever has a token or a key: built on the spot from the latest revision, never stored.

A draft may have everything against it that stops publication, and the answer says what. Only the promises hold for
drafts, too: a finding without its caveats does not leave.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from wagtail.models import Page, Site

from research.api import answers
from research.api.around import Served, around
from research.api.caller import BY_KEY, PREVIEW, caller
from research.api.problems import ApiProblem
from research.api.rows import Row, group
from research.api.untranslated import left_over, marked
from research.domain.codes import Origin
from research.domain.problems import Problem
from research.messages import message
from research.models import AbstractResearchUpdate, PreviewToken
from research.models.term_use import update_models
from research.representations.build import NotServable, build
from research.representations.schema_v1 import DraftProblem, Preview, PreviewV1, ProblemError, Text

#: What a caller is told of is in this language, as all problems of the API.
TOLD_IN = "en"
#: One sentence for a token that is wrong, expired, revoked or for another update: it tells nothing about any page.
REFUSED = "This preview token is not valid here. It may have expired or been revoked; ask its sender for a new one."
NO_KEY = "“preview=key” shows a draft to who has an API key that opens drafts. Send it: “Authorization: Bearer ru_…”."


@dataclass(frozen=True, slots=True)
class _Opened:
    """A right to see drafts: in ``locale``, or in any if that is empty. A key may never expire, and has no row."""

    locale: str
    expires_at: datetime | None
    row: PreviewToken | None = None


def preview(request: HttpRequest, key: uuid.UUID, token: str, locale: str | None) -> HttpResponse:
    """Answer with the draft of an update in ``locale``, or in the first that ``token`` opens. Raises ``ApiProblem``."""
    opened = _opened(request, key, token)
    page = _page(request, key, opened.locale, locale) if opened is not None else None
    if opened is None or page is None:
        told = NO_KEY if opened is None and token == BY_KEY else REFUSED
        raise ApiProblem("preview-refused", told, [ProblemError(code="preview-refused", loc=["query", "preview"])])
    if opened.row is not None:
        _note_use(opened.row)
    draft = page.get_latest_revision_as_object()
    try:
        made = build(draft)
    except NotServable as stopped:
        raise ApiProblem(
            "draft-not-servable",
            "This draft cannot be shown yet, not even for review: it would break a promise. “errors” says where.",
            [ProblemError(code=p.code, loc=[*p.path], detail=_said(p)) for p in stopped.problems],
        ) from None
    asked = [locale] if locale else []
    by, reason = ("locale", "asked") if asked else ("nothing", "source")
    why = Served(tuple(asked), by, made.locale, reason)
    row = _row(draft, made.locale, made.language)
    added = json.loads(around(request, row, group(request, key, []), why).added)
    # Nobody can open the page of a draft without an account.
    added["links"]["page"] = None
    languages = [made.language]
    values = made.model_dump(mode="json")
    source = draft.translated_from() if draft.alias_of_id is None else None
    if source is not None and (left := left_over(source.as_update(), draft.as_update())):
        values = marked(values, left, source.language)
        languages.append(source.language)
    body = PreviewV1.model_validate({**values, **added, "preview": _about(draft, opened)})
    data = body.model_dump_json().encode()
    answer = answers.json_answer(data, answers.tag_of(data))
    answer["Content-Language"] = ", ".join(languages)
    return answer


def private(answer: HttpResponse) -> HttpResponse:
    """Mark an answer to a token, good or bad: nobody keeps it, nobody indexes it, no page that it links to is told."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _opened(request: HttpRequest, key: uuid.UUID, token: str) -> _Opened | None:
    """Return what the token in the address opens, or the key of the request where the address says so."""
    if token == BY_KEY:
        by = caller(request)
        # Without the scope nobody comes here; asked again, because what is opened here is not public.
        return _Opened("", by.expires_at) if by is not None and PREVIEW in by.scopes else None
    row = PreviewToken.opening(key, token)
    return None if row is None else _Opened(row.locale, row.expires_at, row)


def _page(request: HttpRequest, key: uuid.UUID, opened: str, locale: str | None) -> AbstractResearchUpdate | None:
    """Return the page in the asked locale, or the first one made, of those on the asked site that the token opens."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    roots = [root.path for root in Page.objects.filter(translation_key=site.root_page.translation_key).only("path")]
    for model in update_models():
        pages = model._default_manager.filter(translation_key=key).select_related("locale").order_by("pk")
        for wanted in filter(None, (opened, locale)):
            pages = pages.filter(locale__language_code__iexact=wanted)
        page: AbstractResearchUpdate
        for page in pages:
            if any(page.path.startswith(root) for root in roots):
                return page
    return None


def _note_use(token: PreviewToken) -> None:
    try:
        with transaction.atomic():
            token.note_use()
    except DatabaseError:
        pass  # a process that may only read


def _row(draft: AbstractResearchUpdate, locale: str, language: str) -> Row:
    now = timezone.now()
    return Row(
        page=draft.pk,
        key=draft.translation_key,
        locale=locale,
        language=language,
        etag="",
        published_at=draft.first_published_at or now,
        changed_at=draft.latest_revision_created_at or now,
        review_due=draft.next_review_due,
        url_path=draft.url_path,
        root_url_path="",
        site_locale="",
        body=None,
        listed=False,
    )


def _about(draft: AbstractResearchUpdate, opened: _Opened) -> Preview:
    return Preview(
        saved_at=draft.latest_revision_created_at,
        expires_at=opened.expires_at,
        problems=_problems(draft.publication_problems()),
    )


def _problems(found: Sequence[Problem]) -> list[DraftProblem]:
    return [
        DraftProblem(
            code=problem.code,
            severity=problem.severity.value,
            loc=[*problem.path],
            message=Text(text=_said(problem), language=TOLD_IN, direction="ltr", origin=Origin.HUMAN),
        )
        for problem in found
    ]


def _said(problem: Problem) -> str:
    with translation.override(TOLD_IN):
        return str(message(problem))

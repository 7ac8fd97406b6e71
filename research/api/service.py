"""The API itself: its operations and its OpenAPI document.

An operation reads its own parameters, strictly (``params``); what stands in its signature is what the document says
of them. ``research.api.urls`` calls operations directly, because reading a query twice costs more than answering it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, NinjaAPI, Path
from ninja.openapi.schema import OpenAPISchema
from pydantic import Field

from research import __version__
from research.api import catalogue, check, document, find, params, preview, search, served
from research.api import changes as journal
from research.api.around import NAMESPACE
from research.api.filters import NO_NUL, QueryParam, filtered
from research.api.paths import LONGEST
from research.domain.locales import MAX_TAG, TAG_PATTERN
from research.representations.schema_v1 import (
    ChangeList,
    CheckedList,
    CheckRequest,
    Excerpt,
    ExcerptList,
    PreviewV1,
    ProblemDetail,
    ProblemKind,
    ProblemKindList,
    SearchResults,
    ServedUpdateV1,
    UpdateInLocales,
    UpdateList,
)
from research.search.query import LONGEST_QUERY, MOST_WORDS, SHORTEST_BEGINNING

#: Say where a parameter comes from; untyped upstream.
BodyParam: Any = Body
PathParam: Any = Path

DESCRIPTION = """
Plain-language updates on medical research, one address per update, one representation per locale.

Three promises hold in every answer: a finding comes with its caveats; every text says which language it
is in and where it comes from; a translation says the same numbers as its source.
Unknown parameters are refused. Problems are `application/problem+json` (RFC 9457).
"""


class ResearchAPI(NinjaAPI):
    """A ``NinjaAPI`` whose document also says what ``document`` knows of its answers."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        document.complete(schema)
        return schema


api = ResearchAPI(
    title="Research Updates",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace=NAMESPACE,
    docs_url=None,
    openapi_url="/openapi.json",
)

REFUSED: dict[int, Any] = {422: ProblemDetail}
MISSING: dict[int, Any] = {404: ProblemDetail, 410: ProblemDetail, **REFUSED}
LOCALE = "Locale (BCP 47), such as `es`."
FIELDS = "Names of fields with commas. What a reader must know before a finding is always there."
#: What a value looks like, beside its description: a generator of clients and a reader see the same limits.
TAG: dict[str, Any] = {"pattern": f"^{TAG_PATTERN}$", "max_length": MAX_TAG}
TAGS: dict[str, Any] = {"pattern": rf"^(\*|{TAG_PATTERN}(,{TAG_PATTERN}){{0,{params.MOST_LOCALES - 1}}})$"}
NAMES: dict[str, Any] = {"pattern": "^({0})(,({0}))*$".format("|".join(sorted(params.FIELDS)))}
#: Control characters are in no text, but for those that are blanks.
PLAIN = r"^[^\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+$"
ADDRESS: dict[str, Any] = {"pattern": NO_NUL, "min_length": 1, "max_length": LONGEST}
Moment = datetime | date
Key = Annotated[str, Field(json_schema_extra={"format": "uuid"})]


@api.get(
    "/updates/",
    response={200: UpdateList | ExcerptList, **REFUSED},
    url_name="updates",
    operation_id="listUpdates",
    summary="List updates",
    tags=["Updates"],
)
@filtered(after="fallback")
def list_updates(
    request: HttpRequest,
    locale: str | None = QueryParam(None, description="Only updates in this locale (BCP 47), such as `es`.", **TAG),
    fallback: Literal["chain", "none"] = QueryParam(
        "none",
        description="`chain`, with `locale`: each update once, in this locale or else in the first one that stands in "
        "for it. `served` says which and why.",
    ),
    published_since: Moment | None = QueryParam(None, description="Published at this day or time, or later."),
    published_before: Moment | None = QueryParam(None, description="Published before this day or time."),
    changed_since: Moment | None = QueryParam(None, description="Content changed at this day or time, or later."),
    review_due_before: date | None = QueryParam(None, description="Next review due before this day."),
    sort: Literal["-published", "published", "-changed", "changed", "-review_due", "review_due"] = QueryParam(
        "-published", description="What to sort by; `-` for the latest first."
    ),
    fields: str | None = QueryParam(None, description=FIELDS, **NAMES),
    total: bool = QueryParam(False, description="Whether to count what is on all pages, which costs a query."),
    limit: int = QueryParam(params.DEFAULT_ITEMS, ge=1, le=params.MOST_ITEMS, description="How many at most."),
    cursor: str | None = QueryParam(None, description="From `next` of the page before."),
) -> HttpResponse:
    """Updates that anybody may read. Several values of one filter mean any of them, several filters all of them."""
    return served.listing(request, params.list_params(request))


@api.get(
    "/updates/find/",
    response={200: ServedUpdateV1 | Excerpt, **MISSING},
    url_name="find",
    operation_id="findUpdate",
    summary="Find an update by the address of its page",
    tags=["Updates"],
)
def find_update(
    request: HttpRequest,
    path: str | None = QueryParam(
        None, description="Address of a page, with or without host: `/es/research/x/`.", **ADDRESS
    ),
    slug: str | None = QueryParam(None, description="The last part of an address, where no other has it.", **ADDRESS),
    locale: str | None = QueryParam(None, description=f"{LOCALE} Without it: that of the page.", **TAG),
    fields: str | None = QueryParam(None, description=FIELDS, **NAMES),
) -> HttpResponse:
    """The update at an address, also at one that it had before it was moved or renamed."""
    return find.find(request)


@api.post(
    "/updates/check/",
    response={200: CheckedList, **REFUSED},
    url_name="check",
    operation_id="checkUpdates",
    summary="Check the copies that you keep",
    tags=["Following"],
)
def check_updates(request: HttpRequest, body: CheckRequest = BodyParam(...)) -> HttpResponse:
    """Says of each copy whether it is current, stale, or of an update that is not public any more."""
    return check.check(request)


@api.get(
    "/updates/{translation_key}/",
    response={200: ServedUpdateV1 | UpdateInLocales | Excerpt | PreviewV1, **MISSING},
    url_name="update",
    operation_id="getUpdate",
    summary="Read one update",
    tags=["Updates"],
)
def get_update(
    request: HttpRequest,
    translation_key: Key = PathParam(..., description="Identity of the update, shared by all its translations."),
    locale: str | None = QueryParam(None, description=f"{LOCALE} Without it: by your Accept-Language.", **TAG),
    locales: str | None = QueryParam(None, description="Several locales at once, with commas, or `*` for all.", **TAGS),
    fallback: Literal["chain", "none"] = QueryParam(
        "chain", description="Whether another language may stand in for a missing one. `served` says if it does."
    ),
    fields: str | None = QueryParam(None, description=FIELDS, **NAMES),
    draft: str | None = QueryParam(
        None,
        alias="preview",
        description="Token for the draft of this update; `key` where your API key has the scope `preview`. "
        "Only `locale` goes with it.",
    ),
) -> HttpResponse:
    """One update in one locale. `served` says what was asked for, what is served and why."""
    key, asked = params.key(translation_key), params.detail_params(request)
    if asked.preview is not None:
        return preview.preview(request, key, asked.preview, asked.locale)
    return served.detail(request, key, asked)


@api.get(
    "/changes/",
    response={200: ChangeList, **REFUSED},
    url_name="changes",
    operation_id="listChanges",
    summary="Follow what changes",
    tags=["Following"],
)
def list_changes(
    request: HttpRequest,
    cursor: str = QueryParam(
        "0",
        pattern=r"^(?:end|0|[1-9][0-9]{0,17})$",
        description="From `next` or `resume`; 0 for the beginning, `end` for what is still to come.",
    ),
    locale: str | None = QueryParam(None, description="Only changes of this locale.", **TAG),
    limit: int = QueryParam(journal.DEFAULT_CHANGES, ge=1, le=journal.MOST_CHANGES, description="How many at most."),
) -> HttpResponse:
    """Everything that became public, changed or stopped being public, in order. Replay it from 0 to get all there is.

    `next` is null at the end; ask `resume` again after the time that `Retry-After` says.
    """
    return journal.changes(request)


@api.get(
    "/problems/",
    response={200: ProblemKindList},
    url_name="problems",
    operation_id="listProblems",
    summary="Every kind of problem",
    tags=["Problems"],
)
def list_problems(request: HttpRequest) -> HttpResponse:
    """What each code means and what to do about it. A page for people where `Accept` prefers HTML."""
    return catalogue.problems(request)


@api.get(
    "/problems/{code}/",
    response={200: ProblemKind, 404: ProblemDetail},
    url_name="problem",
    operation_id="getProblem",
    summary="One kind of problem",
    tags=["Problems"],
)
def get_problem(
    request: HttpRequest, code: str = PathParam(..., description="Code of a problem.", examples=["unknown-parameter"])
) -> HttpResponse:
    """The address that `type` of a problem names. A page for people where `Accept` prefers HTML."""
    return catalogue.problem(request, code)


@api.get(
    "/search/",
    response={200: SearchResults, **REFUSED},
    url_name="search",
    operation_id="searchUpdates",
    summary="Search in the text of updates",
    tags=["Updates"],
)
@filtered(after="locale")
def search_updates(
    request: HttpRequest,
    q: str = QueryParam(
        ...,
        min_length=1,
        max_length=LONGEST_QUERY,
        pattern=PLAIN,
        description=f"Words, all of which must be found: one at least, {MOST_WORDS} at most. `stem*` goes on, from "
        f"{SHORTEST_BEGINNING} characters.",
    ),
    locale: str | None = QueryParam(
        None, description="Only updates in this locale. Without it: in all of them.", **TAG
    ),
    total: bool = QueryParam(False, description="Whether to count the hits, which costs a query."),
    limit: int = QueryParam(params.DEFAULT_ITEMS, ge=1, le=params.MOST_ITEMS, description="How many at most."),
    cursor: str | None = QueryParam(None, description="From `next` of the page before."),
) -> HttpResponse:
    """The updates that hold every word, the most relevant first; each with the passages that the words are in."""
    return search.search(request, search.search_params(request))

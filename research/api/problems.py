"""What is answered when a request cannot be: RFC 9457 problem details with a closed list of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from research.api.around import NAMESPACE
from research.representations.schema_v1 import ProblemDetail, ProblemError, Withdrawal

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One code: its status and title, and for the catalogue what it means and what a client does about it."""

    status: int
    title: str
    meaning: str
    what_to_do: str


#: Every code that this API can answer with. A code once published keeps its meaning.
KINDS: Mapping[str, Kind] = {
    "unknown-parameter": Kind(
        422,
        "Unknown query parameter",
        "The query has a parameter that the address does not have.",
        "Read in “detail” which parameters it has. A misspelt filter is refused because it would show everything.",
    ),
    "invalid-parameter": Kind(
        422,
        "Invalid query parameter",
        "A parameter has a value that it cannot have, or one that this site does not know.",
        "Read in “detail” which values it can have. The second part of “loc” is the name of the parameter.",
    ),
    "repeated-parameter": Kind(
        422,
        "Query parameter given twice",
        "A parameter is given more than once that can be given once only.",
        "Give it once. Filters such as “topic” can be repeated, “locale” cannot.",
    ),
    "invalid-cursor": Kind(
        422,
        "Invalid cursor",
        "The cursor did not come from this list, or “sort” is not what it was.",
        "Follow “next” as it is, or begin again without a cursor. A cursor is never built by hand.",
    ),
    "cursor-ahead": Kind(
        409,
        "Cursor ahead of the journal",
        "The cursor is beyond the last change that this site has made, as after a backup was put back.",
        "Ask once more after “Retry-After” seconds, because a copy of the database may lag behind. If that is refused, "
        "too, replay the journal from 0, and ask “updates/check/” about the copies that it does not name.",
    ),
    "invalid-key": Kind(
        422,
        "Invalid translation key",
        "What stands in the place of a translation key is not a UUID.",
        "Take keys from “translation_key” of a list or of a change.",
    ),
    "invalid-body": Kind(
        422,
        "Invalid body",
        "The body is not JSON, is too long, or does not have the shape that the document says.",
        "Read in “loc” where it differs. Send at most 1,000 copies in one request.",
    ),
    "block-not-found": Kind(
        422,
        "Part not found",
        "The update has no part with this id in this locale. It may have been taken out since it was read.",
        "Take ids from the update as it is served now. Without “block” the answer is about the whole update.",
    ),
    "feedback-closed": Kind(
        403,
        "No feedback taken",
        "This site takes no answers of readers, or not at this process, which only reads.",
        "Do not offer the question to your readers. Read in “detail” whether another process takes their answers.",
    ),
    "update-not-found": Kind(
        404,
        "Update not found",
        "There is no public update here, and there never was one. A draft cannot be told from nothing.",
        "Check the key or the address. Keys are the same in every locale, and differ between sites.",
    ),
    "form-not-found": Kind(
        404,
        "Form not found",
        "Updates have no form of this name.",
        "Take the addresses of forms from “renderings/” of the update.",
    ),
    "form-not-available": Kind(
        404,
        "Form not available on this site",
        "This site cannot make the form, because an optional program, package or font is missing there.",
        "Choose another form. “detail” says what the maintainers of the site can install.",
    ),
    "locale-not-available": Kind(
        404,
        "Update not available in this locale",
        "The update is public, but not in a locale that was asked for, and no other may stand in for it.",
        "Choose one of “available_locales”, and tell your reader which language they get.",
    ),
    "update-withdrawn": Kind(
        410,
        "Update taken back",
        "The update was public and its editors have taken it back. “withdrawal” says when and why.",
        "Remove your copy. Where you have shown it to people, show them the note.",
    ),
    "update-gone": Kind(
        410,
        "Update deleted",
        "The update was public and was deleted.",
        "Remove your copy.",
    ),
    "update-redirected": Kind(
        410,
        "Update replaced",
        "The update was public, and its page now leads to another one: “withdrawal.location”.",
        "Remove your copy and send your readers to the new address.",
    ),
    "preview-refused": Kind(
        403,
        "Preview refused",
        "The preview token is wrong, has expired, was revoked, or is for another update or locale. Which, is not told.",
        "Ask whoever sent it for a new one.",
    ),
    "draft-not-servable": Kind(
        409,
        "Draft cannot be shown",
        "The draft would break a promise if it left, such as a finding without its caveats.",
        "Read in “errors” what is missing, and ask the editors to complete the draft.",
    ),
    "api-key-required": Kind(
        401,
        "API key required",
        "This site answers those only who have an API key, and the request has none.",
        "Ask the site for a key and send it as “Authorization: Bearer ru_…”.",
    ),
    "api-key-refused": Kind(
        401,
        "API key refused",
        "What “Authorization” holds is no key of this site, or has expired or was revoked. Which, is not told.",
        "Ask the site for a new key. Where keys are not required, leave out “Authorization” to read what anybody may.",
    ),
    "scope-missing": Kind(
        403,
        "Scope missing",
        "The API key is valid, but was not made for this: public content needs the scope “read”, drafts “preview”.",
        "Ask the site for a key with the scope that “detail” names.",
    ),
    "too-many-requests": Kind(
        429,
        "Too many requests",
        "More was asked in a minute than the site allows one address, or one API key; or more answers of readers came.",
        "Wait as many seconds as “Retry-After” says. “RateLimit” says before what is left. A key has a higher limit.",
    ),
    "address-not-found": Kind(
        404,
        "Address not found",
        "There is nothing at this address of the API.",
        "Take addresses from the document, “openapi.json”, or from an answer.",
    ),
    "method-not-allowed": Kind(
        405,
        "Method not allowed",
        "The address exists, but not for this method.",
        "Use one of the methods that the header “Allow” names.",
    ),
}


class ApiProblem(Exception):
    """Raised anywhere in the API and answered as problem details."""

    def __init__(
        self,
        code: str,
        detail: str,
        errors: Sequence[ProblemError] = (),
        available_locales: Sequence[str] = (),
        withdrawal: Withdrawal | None = None,
        retry_after: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.available_locales = list(available_locales)
        self.withdrawal = withdrawal
        self.retry_after = retry_after
        self.headers = dict(headers or {})
        super().__init__(detail)


def type_of(code: str) -> str:
    """Return what names the kind of a problem: the path of its page in the catalogue.

    Without a host, so that it is the same behind every name of a site; it can be opened at the one that was asked.
    """
    return reverse(f"{NAMESPACE}:problem", args=[code])


def response(problem: ApiProblem) -> HttpResponse:
    kind = KINDS[problem.code]
    body = ProblemDetail(
        type=type_of(problem.code),
        title=kind.title,
        status=kind.status,
        detail=problem.detail,
        code=problem.code,
        errors=problem.errors,
        available_locales=problem.available_locales,
        withdrawal=problem.withdrawal,
    )
    answer = HttpResponse(body.model_dump_json(), status=kind.status, content_type=CONTENT_TYPE)
    answer["Content-Language"] = "en"
    # A refusal is not kept: what is missing now may be published in a moment.
    answer["Cache-Control"] = "no-cache"
    if problem.retry_after is not None:
        answer["Retry-After"] = str(problem.retry_after)
    for name, value in problem.headers.items():
        answer[name] = value
    return answer

"""What django-ninja does not know of the OpenAPI document: media types, headers, examples and problems.

An operation that is missing in ``OPERATIONS`` is an error of the tests: a client reads here what it can be answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from research import conf
from research.api.examples import example
from research.api.problems import CONTENT_TYPE, KINDS
from research.renderings.feeds import atom, json_feed
from research.renderings.forms import FORMS

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answers:
    """What an operation answers: examples by name, headers of a good answer, codes of its problems."""

    examples: Mapping[str, str]
    problems: tuple[str, ...]
    headers: tuple[str, ...] = ("ETag", "Cache-Control")
    #: Headers that are there only sometimes, such as links to other locales where there are any.
    sometimes: tuple[str, ...] = ()
    not_modified: bool = True
    #: Whether there is also a page for people, where ``Accept`` prefers HTML.
    page: bool = False
    media_type: str = JSON
    status: int = 200
    #: What else it can be, where the reader or the address chooses -> the name of an example.
    media_types: Mapping[str, str] = field(default_factory=dict)


PARAMETERS = ("unknown-parameter", "invalid-parameter", "repeated-parameter")
#: Headers of what is made of more than one update.
TAGGED = ("ETag", "Cache-Control", "Surrogate-Key")
#: What any operation can be answered before it is asked.
REFUSALS = ("api-key-required", "api-key-refused", "scope-missing", "too-many-requests")
#: Headers of any answer, where requests are limited and nothing in between keeps it.
LIMITS = ("RateLimit", "RateLimit-Policy")
REMOVED = ("update-withdrawn", "update-gone", "update-redirected")

#: Media type of each form -> the name of an example.
FORM_EXAMPLES = {form.media_type: f"rendering-{form.name}" for form in FORMS.values()}
#: Of an object in the words of schema.org, whose vocabulary is documented there.
JSON_LD: Mapping[str, Any] = {
    "type": "object",
    "required": ["@context", "@type", "@id"],
    "properties": {
        "@context": {"type": "string", "const": "https://schema.org"},
        "@type": {"type": "array", "items": {"type": "string"}},
        "@id": {"type": "string"},
    },
}
BINARY: Mapping[str, Any] = {"type": "string", "format": "binary"}
TEXTS = frozenset({"text/html", "text/javascript", "text/plain", "text/markdown", "application/ssml+xml"})
#: Operation id -> what it answers.
OPERATIONS: Mapping[str, Answers] = {
    "listUpdates": Answers(
        examples={
            "list": "Two updates and the address of the next page",
            "list-fallback": "In Spanish, or else in what stands in for it",
        },
        problems=(*PARAMETERS, "invalid-cursor"),
        sometimes=("Content-Language", "Surrogate-Key"),
    ),
    "findUpdate": Answers(
        examples={"find": "The update whose page is at an address"},
        problems=(*PARAMETERS, "update-not-found", "locale-not-available", *REMOVED),
        headers=("ETag", "Cache-Control", "Content-Language"),
        sometimes=("Link", "Surrogate-Key"),
    ),
    "checkUpdates": Answers(
        examples={"check": "One copy that is current, one that is stale, one that nobody knows"},
        problems=("unknown-parameter", "invalid-body"),
        not_modified=False,
    ),
    "sendFeedback": Answers(
        examples={"feedback": "A part of an update was not clear"},
        problems=(
            *("unknown-parameter", "invalid-key", "invalid-body", "block-not-found", "feedback-closed"),
            *("update-not-found", "locale-not-available", *REMOVED),
        ),
        headers=("Cache-Control",),
        not_modified=False,
        status=201,
    ),
    "getUpdate": Answers(
        examples={
            "update": "An update with a block of almost every kind",
            "update-overtaken": "One that newer research has overtaken, in the locale it was first written in",
            "update-overtaken-es": "The same in Spanish",
            "update-in-locales": "Several locales at once",
            "update-fields": "An excerpt",
            "update-preview": "A draft, opened by a token",
        },
        problems=(
            *(*PARAMETERS, "invalid-key", "update-not-found", "locale-not-available", *REMOVED),
            *("preview-refused", "draft-not-servable"),
        ),
        sometimes=("Content-Language", "Link", "Content-Location", "Vary", "Surrogate-Key", "X-Robots-Tag"),
    ),
    "listRenderings": Answers(
        examples={"renderings": "Every form of an update"},
        problems=(*PARAMETERS, "invalid-key", "update-not-found", "locale-not-available", *REMOVED),
        headers=("ETag", "Cache-Control", "Content-Language", "Vary"),
        sometimes=("Content-Location", "Surrogate-Key", "Content-Disposition", "Content-Security-Policy"),
        media_types=FORM_EXAMPLES,
    ),
    "getRendering": Answers(
        examples={"rendering-text": "An update as plain text"},
        problems=(
            *PARAMETERS,
            "invalid-key",
            "form-not-found",
            "form-not-available",
            "update-not-found",
            "locale-not-available",
            *REMOVED,
        ),
        headers=("ETag", "Cache-Control", "Content-Language", "Content-Disposition"),
        sometimes=("Content-Location", "Vary", "Surrogate-Key"),
        media_type="text/plain",
        media_types={kind: name for kind, name in FORM_EXAMPLES.items() if kind not in ("text/plain", "text/html")},
    ),
    "getHtmlRendering": Answers(
        examples={"rendering-html": "An element to embed"},
        problems=(*PARAMETERS, "invalid-key", "update-not-found", "locale-not-available", *REMOVED),
        headers=("ETag", "Cache-Control", "Content-Language", "Content-Disposition", "Content-Security-Policy"),
        sometimes=("Content-Location", "Vary", "Surrogate-Key"),
        media_type="text/html",
    ),
    "listChanges": Answers(
        examples={"changes": "The journal from its beginning"},
        problems=(*PARAMETERS, "invalid-cursor", "cursor-ahead"),
        sometimes=("Retry-After", "Surrogate-Key"),
    ),
    "searchUpdates": Answers(
        examples={"search": "An update in which a word was found"},
        problems=(*PARAMETERS, "invalid-cursor"),
        sometimes=("Content-Language", "Surrogate-Key"),
    ),
    "listProblems": Answers(
        examples={"problems": "All kinds of problems"},
        problems=("unknown-parameter",),
        headers=("ETag", "Cache-Control", "Content-Language", "Vary"),
        page=True,
    ),
    "getProblem": Answers(
        examples={"problem": "One kind of problem"},
        problems=("unknown-parameter", "address-not-found"),
        headers=("ETag", "Cache-Control", "Content-Language", "Vary"),
        page=True,
    ),
    "getIndex": Answers(
        examples={"index": "Every operation with its address"},
        problems=("unknown-parameter",),
        headers=("ETag", "Cache-Control", "Link"),
    ),
    "listVocabularies": Answers(
        examples={"vocabularies": "All vocabularies"},
        problems=("unknown-parameter",),
        headers=TAGGED,
    ),
    "getVocabulary": Answers(
        examples={"vocabulary": "How certain a finding is", "vocabulary-topic": "The topics of the site, in Spanish"},
        problems=(*PARAMETERS, "address-not-found"),
        headers=TAGGED,
        sometimes=("Content-Language",),
    ),
    "getGlossary": Answers(
        examples={"glossary": "A word in every locale"},
        problems=PARAMETERS,
        headers=TAGGED,
        sometimes=("Content-Language",),
    ),
    "listLocales": Answers(
        examples={"locales": "Five locales, of which one has most"},
        problems=("unknown-parameter",),
        headers=TAGGED,
    ),
    "getAtomFeed": Answers(
        examples={"feed-atom": "One update that newer research has overtaken"},
        problems=(*PARAMETERS, "address-not-found"),
        headers=(*TAGGED, "Content-Language"),
        media_type=atom.MEDIA_TYPE,
    ),
    "getJsonFeed": Answers(
        examples={"feed-json": "The same as JSON Feed"},
        problems=(*PARAMETERS, "address-not-found"),
        headers=(*TAGGED, "Content-Language"),
        media_type=json_feed.MEDIA_TYPE,
    ),
}

#: Header -> what it says, and an example.
HEADERS: Mapping[str, tuple[str, str]] = {
    "ETag": ("A strong tag of the bytes. Send it back in `If-None-Match`.", '"3f1c0c5d9be94d6c-5b1f3ac0d2e4"'),
    "Cache-Control": ("How long the answer may be kept.", "public, max-age=60, s-maxage=60, stale-while-revalidate=30"),
    "Content-Language": ("The language or languages of the body, never those of the request.", "es"),
    "Link": (
        "The page that people read (`canonical`) and the other locales (`alternate` with `hreflang`).",
        '</api/research/v1/updates/6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a11/?locale=es>; rel="alternate"; hreflang="es"',
    ),
    "Content-Location": ("Without `locale`: the address of the same answer with it, which needs no `Vary`.", ""),
    "Content-Disposition": ("What to call the file where it is saved.", 'inline; filename="cells.en.txt"'),
    "Content-Security-Policy": ("With a page: that it runs no script and shows its own style only.", ""),
    "Vary": ("Which headers of the request the answer depends on.", "Accept-Language"),
    "Surrogate-Key": ("Tags that a cache in front purges this answer by.", "research-lists"),
    "X-Robots-Tag": ("With a draft: that nobody may index it.", "noindex"),
    "Retry-After": ("Seconds to wait before you ask again.", "30"),
    "Allow": ("The methods that the address has.", "GET, HEAD"),
    "RateLimit": (
        "How many requests you have left (`r`), and seconds until you have all (`t`).",
        '"address";r=599;t=42',
    ),
    "RateLimit-Policy": ("How many requests (`q`) you have in how many seconds (`w`).", '"address";q=600;w=60'),
    "WWW-Authenticate": ("What kind of key is asked for (RFC 6750).", 'Bearer realm="research", error="invalid_token"'),
}
#: Headers that hold a number.
NUMBERS = frozenset({"Retry-After"})
#: Headers of every problem.
PROBLEM_HEADERS = ("Content-Language", "Cache-Control")
#: Headers that come with a problem of this status, and those that sometimes do.
WITH_STATUS: Mapping[int, tuple[str, ...]] = {401: ("WWW-Authenticate",), 429: ("Retry-After", *LIMITS)}
SOMETIMES_WITH_STATUS: Mapping[int, tuple[str, ...]] = {
    403: ("WWW-Authenticate",),
    405: ("Allow",),
    409: ("Retry-After",),
}
SECURITY_SCHEME = "ApiKey"


def complete(schema: dict[str, Any]) -> None:
    """Write into the document what each operation of ``OPERATIONS`` answers."""
    schemas = schema["components"]["schemas"]
    schemas["ProblemDetail"]["properties"]["code"]["enum"] = sorted(KINDS)
    schema["components"]["headers"] = {name: _header(name) for name in HEADERS}
    schema["components"]["securitySchemes"] = {
        SECURITY_SCHEME: {
            "type": "http",
            "scheme": "bearer",
            "description": "A key that begins with `ru_`. Scopes: `read` for what is public, `preview` for drafts.",
        }
    }
    with_key: dict[str, list[str]] = {SECURITY_SCHEME: []}
    schema["security"] = [with_key] if conf.setting("API_KEYS") == "required" else [{}, with_key]
    for methods in schema["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                _without_null(parameter["schema"])
            if told := OPERATIONS.get(operation["operationId"]):
                _answers(operation, told)


def _without_null(schema: dict[str, Any]) -> None:
    """A parameter that is not given is not there; in an address nothing is null."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        del schema["anyOf"]
        schema.update(options[0])
    elif options:
        schema["anyOf"] = options


def _header(name: str) -> dict[str, Any]:
    says, shown = HEADERS[name]
    number = name in NUMBERS
    header: dict[str, Any] = {"description": says, "schema": {"type": "integer" if number else "string"}}
    if shown:
        header["example"] = int(shown) if number else shown
    return header


def _headers(names: tuple[str, ...], sometimes: tuple[str, ...] = ()) -> dict[str, Any]:
    # A reference cannot say that a header is always there, so those that are stand in full.
    always = {name: {**_header(name), "required": True} for name in names}
    return always | {name: {"$ref": f"#/components/headers/{name}"} for name in sometimes}


def _problem_headers(status: int) -> dict[str, Any]:
    always, sometimes = WITH_STATUS.get(status, ()), SOMETIMES_WITH_STATUS.get(status, ())
    return _headers((*PROBLEM_HEADERS, *always), (*sometimes, *(name for name in LIMITS if name not in always)))


def _answers(operation: dict[str, Any], told: Answers) -> None:
    responses = {str(status): answer for status, answer in operation["responses"].items()}
    good = responses[str(told.status)]
    good["headers"] = _headers(told.headers, (*told.sometimes, *LIMITS))
    shown = {
        name: {"summary": says, "value": value} for name, says in told.examples.items() if (value := example(name))
    }
    good["content"] = {told.media_type if type_ == JSON else type_: body for type_, body in good["content"].items()}
    if shown:
        good["content"][told.media_type]["examples"] = shown
    for other, name in told.media_types.items():
        value = example(name)
        shape = JSON_LD if other.endswith("json") else {"type": "string"} if other in TEXTS else BINARY
        good["content"][other] = {"schema": shape, **({"examples": {name: {"value": value}}} if value else {})}
    if told.page:
        good["content"]["text/html"] = {"schema": {"type": "string"}}
    if told.not_modified:
        headers = _headers(("ETag", "Cache-Control"), ("Content-Language", "Link", "Vary", "Surrogate-Key", *LIMITS))
        responses["304"] = {"description": "You have it already (`If-None-Match`).", "headers": headers}
    problem = {"$ref": "#/components/schemas/ProblemDetail"}
    problems = (*told.problems, *REFUSALS)
    for status in sorted({KINDS[code].status for code in problems}):
        codes = [code for code in problems if KINDS[code].status == status]
        answered = {
            code: {"summary": KINDS[code].meaning, "value": value}
            for code in codes
            if (value := example(f"problem-{code}"))
        }
        responses[str(status)] = {
            "description": "; ".join(KINDS[code].title for code in codes),
            "headers": _problem_headers(status),
            "content": {CONTENT_TYPE: {"schema": problem, **({"examples": answered} if answered else {})}},
        }
    operation["responses"] = dict(sorted(responses.items()))

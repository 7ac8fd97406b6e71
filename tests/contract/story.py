"""The pages and requests behind the examples: fixed ids, keys and dates, so that the bytes are the same each time."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from unittest import mock

from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from home.models import Condition, GlossaryTerm, Topic
from research.models import ApiKey, KeyScope, PreviewToken, ResearchUpdatePage
from research.models.api_key import PREFIX, digest
from research.renderings import audio, pdf
from research.renderings.braille import liblouis
from tests import stream_data
from tests.factories import ResearchUpdateFactory, committed, spoil_body, translated
from tests.stream_data import RawBlock, raw

API = "/api/research/v1/"
FULL = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a10")
OVERTAKEN = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a11")
NEWER = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a12")
WITHDRAWN = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a13")
GONE = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a14")
REDIRECTED = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a15")
DRAFT = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a16")
UNFINISHED = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a17")
TOKEN = "a1b2c3d4.an-example-that-opens-nothing"
NOWHERE = uuid.UUID("00000000-0000-4000-8000-000000000000")

#: A method, an address, and a body.
Request = tuple[str, str, Any]


def get(address: str) -> Request:
    return "get", f"{API}{address}", None


def check(*copies: Any) -> Request:
    return "post", f"{API}updates/check/", {"copies": list(copies)}


def feedback(key: uuid.UUID, **said: Any) -> Request:
    return "post", f"{API}updates/{key}/feedback/", {"locale": "en", "clear": False, **said}


#: Name of an example of a good answer -> the request, and the schema of the answer; "" for one that is not JSON.
ANSWERS: Mapping[str, tuple[Request, str]] = {
    "update": (get(f"updates/{FULL}/?locale=en"), "ServedUpdateV1"),
    "update-overtaken": (get(f"updates/{OVERTAKEN}/"), "ServedUpdateV1"),
    "update-overtaken-es": (get(f"updates/{OVERTAKEN}/?locale=es"), "ServedUpdateV1"),
    "update-in-locales": (get(f"updates/{OVERTAKEN}/?locales=es,fr"), "UpdateInLocales"),
    "update-fields": (get(f"updates/{OVERTAKEN}/?locale=es&fields=title,evidence"), "Excerpt"),
    "update-preview": (get(f"updates/{DRAFT}/?preview={TOKEN}"), "PreviewV1"),
    "renderings": (get(f"updates/{OVERTAKEN}/renderings/?locale=es"), "RenderingList"),
    "rendering-html": (get(f"updates/{OVERTAKEN}/renderings/html/?locale=es&fragment=1&level=3"), ""),
    **{
        f"rendering-{form}": (get(f"updates/{OVERTAKEN}/renderings/{form}/?locale=es"), "")
        for form in ("text", "markdown", "speech", "jsonld")
    },
    "list": (get("updates/?locale=en&limit=2"), "UpdateList"),
    "list-fallback": (get("updates/?locale=es&fallback=chain&fields=summary&limit=2"), "ExcerptList"),
    "find": (get("updates/find/?path=/en/research/update-1/&locale=en"), "ServedUpdateV1"),
    "check": (
        check(
            {"translation_key": str(NEWER), "locale": "en", "etag": '"of-an-earlier-day"'},
            {"translation_key": str(WITHDRAWN), "locale": "en", "etag": '"of-an-earlier-day"'},
            {"translation_key": str(NOWHERE), "locale": "en", "etag": '"of-an-earlier-day"'},
        ),
        "CheckedList",
    ),
    "feedback": (
        feedback(NEWER, block="summary", comment="What is a “lasting” change? Write to me: a@example.org"),
        "FeedbackReceived",
    ),
    "search": (get("search/?q=salt&locale=en"), "SearchResults"),
    "changes": (get("changes/?cursor=0"), "ChangeList"),
    "index": (get(""), "ApiIndex"),
    "vocabularies": (get("vocabularies/"), "VocabularyList"),
    "vocabulary": (get("vocabularies/certainty/"), "Vocabulary"),
    "vocabulary-topic": (get("vocabularies/topic/?locale=es"), "Vocabulary"),
    "glossary": (get("glossary/"), "Glossary"),
    "locales": (get("locales/"), "LocaleList"),
    "feed-atom": (get("feeds/es.atom"), ""),
    "feed-json": (get("feeds/es.json"), "JsonFeed"),
    "problems": (get("problems/"), "ProblemKindList"),
    "problem": (get("problems/unknown-parameter/"), "ProblemKind"),
}
#: Code of a problem -> the request that is answered with it.
PROBLEMS: Mapping[str, Request] = {
    "unknown-parameter": get("updates/?lang=es"),
    "invalid-parameter": get("updates/?limit=1000"),
    "repeated-parameter": get("updates/?locale=es&locale=fr"),
    "invalid-cursor": get("updates/?cursor=nowhere"),
    "cursor-ahead": get("changes/?cursor=1000000"),
    "invalid-key": get("updates/cells/"),
    "invalid-body": check("a copy"),
    "block-not-found": feedback(NEWER, block="a-part-that-was-taken-out"),
    "feedback-closed": feedback(NEWER),
    "update-not-found": get(f"updates/{NOWHERE}/"),
    "locale-not-available": get(f"updates/{FULL}/?locale=fr&fallback=none"),
    "form-not-found": get(f"updates/{OVERTAKEN}/renderings/scroll/"),
    "form-not-available": get(f"updates/{OVERTAKEN}/renderings/pdf/?locale=es"),
    "update-withdrawn": get(f"updates/{WITHDRAWN}/?locale=en"),
    "update-gone": get(f"updates/{GONE}/?locale=en"),
    "update-redirected": get(f"updates/{REDIRECTED}/?locale=en"),
    "preview-refused": get(f"updates/{NOWHERE}/?preview={TOKEN}"),
    "draft-not-servable": get(f"updates/{UNFINISHED}/?preview={TOKEN}"),
    "api-key-required": get("updates/"),
    "api-key-refused": get("updates/"),
    "scope-missing": get("updates/"),
    "too-many-requests": get("updates/"),
    "address-not-found": get("findings/"),
    "method-not-allowed": ("delete", f"{API}updates/", None),
}


#: Example that is asked for with a key -> the key.
KEYS = {"problem-api-key-refused": f"ru_00000000_{'0' * 43}", "problem-scope-missing": f"ru_a1b2c3d4_{'0' * 43}"}
#: Example that only some sites answer with -> their settings.
SITES: Mapping[str, Mapping[str, Any]] = {
    "problem-api-key-required": {"API_KEYS": "required"},
    "problem-too-many-requests": {"RATE_LIMIT": 1},
    "problem-feedback-closed": {"FEEDBACK_RATE_LIMIT": 0},
}
#: Example that a site answers with that lacks an optional package.
WITHOUT_PACKAGES = {"problem-form-not-available"}
#: Example that is asked for with a token -> the update that it opens.
OPENED = {"update-preview": DRAFT, "problem-draft-not-servable": UNFINISHED}


def with_fixed_ids(data: Any, path: str) -> Any:
    """Return stored data with ids that follow from the place of each block."""
    if isinstance(data, list):
        return [with_fixed_ids(item, f"{path}/{n}") for n, item in enumerate(data)]
    if isinstance(data, dict):
        fixed = {key: with_fixed_ids(value, f"{path}/{key}") for key, value in data.items()}
        return {**fixed, "id": str(uuid.uuid5(FULL, path))} if "type" in data and "value" in data else fixed
    return data


def make_pages() -> None:
    """Publish three updates, one a day, and a Spanish translation of the one that was overtaken."""
    Topic.objects.create(code="cells", name_en="Treatments with cells")
    Condition.objects.create(code="ms", name_en="Multiple sclerosis")
    GlossaryTerm.objects.create(code="disability", name_en="disability", definition_en="What a person cannot do.")
    newer = _published(1, NEWER, "Cells compared with salt water", [stream_data.study(), stream_data.finding()])
    later = {"relation": "contradicts", "page": newer.pk, "study_ref": "", "note": ""}
    old = stream_data.finding(later_evidence=[raw("later_evidence", later)])
    overtaken = _published(2, OVERTAKEN, "Cells by injection, two years later", [stream_data.study(), old])
    _published(
        3,
        FULL,
        "Cells, told with every kind of block",
        stream_data.full_body(term="disability"),
        topics=["cells"],
        condition="ms",
        source_document=[stream_data.promotional_source()],
        disclosures=[stream_data.sells_treatment()],
        reviewed_by=[raw("reviewer", {"name": "A. Reader", "role": "patient", "orcid": ""})],
        correction_log=[raw("correction", {"date": "2026-02-01", "what": "A number.", "why": "It was wrong."})],
    )
    with _day(4):
        translated(overtaken, "es", live=True)


def make_removed() -> None:
    """Publish three more and take them back: withdrawn with a note, deleted, and replaced by another page."""
    body = [stream_data.study(), stream_data.finding()]
    withdrawn = _published(5, WITHDRAWN, "Cells, told wrongly", body)
    gone = _published(6, GONE, "Cells, told twice", body)
    redirected = _published(7, REDIRECTED, "Cells, told in another place", body)
    with _day(8), committed():
        withdrawn.unpublish()
        gone.delete()
        redirected.unpublish()
    newer = ResearchUpdatePage.objects.get(translation_key=NEWER)
    Redirect.objects.create(old_path="/en/research/update-7", redirect_page=newer, automatically_created=False)


def make_drafts() -> None:
    """Write two drafts; the second has a finding without caveats."""
    body = [stream_data.study(), stream_data.finding()]
    _published(9, DRAFT, "Cells, not yet told", body, live=False)
    _published(10, UNFINISHED, "Cells, told without care", spoil_body(stream_data.body(), "caveats"), live=False)


def open_by_token(key: uuid.UUID) -> None:
    """Have ``TOKEN`` open an update; a token opens one alone, so the one before is opened no more."""
    PreviewToken.objects.all().delete()
    with _day(9):
        row, _token = PreviewToken.issue(key, days=14)
    prefix, _dot, secret = TOKEN.partition(".")
    digest = hashlib.sha256(secret.encode()).hexdigest()
    expires = datetime(2999, 6, 23, 12, tzinfo=UTC)
    PreviewToken.objects.filter(pk=row.pk).update(prefix=prefix, digest=digest, expires_at=expires)


def make_key() -> None:
    """Make the key that is for drafts only."""
    key = KEYS["problem-scope-missing"]
    ApiKey.objects.create(name="Drafts", prefix=key[:PREFIX], digest=digest(key), scopes=[KeyScope.PREVIEW])


def _day(day: int) -> Any:
    return mock.patch.object(timezone, "now", return_value=datetime(2026, 6, day, 12, tzinfo=UTC))


def _published(
    day: int, key: uuid.UUID, title: str, body: list[RawBlock], *, live: bool = True, **more: Any
) -> ResearchUpdatePage:
    streams: dict[str, Any] = {
        "summary": stream_data.summary(),
        "disclosures": stream_data.disclosures(),
        "body": body,
        **more,
    }
    fixed = {
        name: with_fixed_ids(data, f"{key}/{name}") if name != "topics" else data for name, data in streams.items()
    }
    with _day(day):
        page: ResearchUpdatePage = ResearchUpdateFactory.create(
            live=live, title=title, slug=f"update-{day}", translation_key=key, **fixed
        )
    return page


def answers() -> Iterator[tuple[str, Any]]:
    """Yield each example with its name. Problems come first, because the catalogue of them shows their examples."""
    asked = {f"problem-{code}": request for code, request in PROBLEMS.items()}
    asked |= {name: request for name, (request, _schema) in ANSWERS.items()}
    for name, request in asked.items():
        if key := OPENED.get(name):
            open_by_token(key)
        needs = "no_such_package" if name in WITHOUT_PACKAGES else pdf.NEEDS
        with (
            override_settings(RESEARCH_UPDATES={**settings.RESEARCH_UPDATES, **SITES.get(name, {})}),
            mock.patch.object(pdf, "NEEDS", needs),
            # Examples are those of a site without the parts that no package index has.
            mock.patch.object(liblouis, "NEEDS", "no-such-library"),
            mock.patch.object(audio, "SPEAKS", "no-such-program"),
        ):
            client = Client(headers={"Authorization": f"Bearer {KEYS[name]}"} if name in KEYS else {})
            if name in SITES:
                # Once is not too often.
                _answer(client, *request)
            body = _answer(client, *request)
        if name in ("list", "list-fallback"):
            # A cursor holds the id of a row, which is not fixed.
            body["next"] = re.sub(r"cursor=[\w%-]+", "cursor=MjAyNi0wNi0wMnw1", body["next"])
        if name == "feed-atom":
            # What names the feed follows from a key of the site, which is not fixed.
            body = re.sub(r"<id>[^<]+</id>", "<id>urn:uuid:00000000-0000-4000-8000-000000000000</id>", body, count=1)
        if name == "feedback":
            body["received_at"] = "2026-06-11T12:00:00Z"
        if name == "index":
            # A release is no change of the API.
            body["version"] = "0"
        yield name, body


def _answer(client: Client, method: str, address: str, body: Any) -> Any:
    if body is None:
        answer = getattr(client, method)(address)
        return answer.json() if answer["Content-Type"].partition(";")[0].endswith("json") else answer.content.decode()
    return getattr(client, method)(address, body, content_type="application/json").json()

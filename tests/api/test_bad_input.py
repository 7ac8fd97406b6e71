"""Malformed requests, blocks and forms: each is answered with a clear 4xx or form error, and nothing is lost."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from research.models import ResearchUpdatePage
from tests import stream_data
from tests.doors.forms import form_of
from tests.factories import STREAMS, ResearchUpdateFactory, Tree, bearer, stream, user

pytestmark = pytest.mark.django_db

KEY = "6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a10"
UPDATES = "/api/research/v1/updates/"

#: address -> status and code of the problem
REQUESTS: dict[str, tuple[int, str]] = {
    f"{UPDATES}?lang=es": (422, "unknown-parameter"),
    f"{UPDATES}?nonsense=1": (422, "unknown-parameter"),
    f"{UPDATES}?%00=1": (422, "unknown-parameter"),
    f"{UPDATES}?offset=20": (422, "unknown-parameter"),
    f"{UPDATES}?locale=": (422, "invalid-parameter"),
    f"{UPDATES}?locale=e%00": (422, "invalid-parameter"),
    f"{UPDATES}?locale=not a tag": (422, "invalid-parameter"),
    f"{UPDATES}?locale={'a' * 5000}": (422, "invalid-parameter"),
    f"{UPDATES}?locale=es&locale=fr": (422, "repeated-parameter"),
    f"{UPDATES}?limit=0": (422, "invalid-parameter"),
    f"{UPDATES}?limit=101": (422, "invalid-parameter"),
    f"{UPDATES}?limit=-1": (422, "invalid-parameter"),
    f"{UPDATES}?limit=ten": (422, "invalid-parameter"),
    f"{UPDATES}?limit=%D9%A1": (422, "invalid-parameter"),
    f"{UPDATES}?limit=1e2": (422, "invalid-parameter"),
    f"{UPDATES}?limit={'9' * 400}": (422, "invalid-parameter"),
    f"{UPDATES}?cursor=": (422, "invalid-cursor"),
    f"{UPDATES}?cursor=MjAyNi0wMS0wMVQwMDowMDowMCswMDowMHwxXzA": (422, "invalid-cursor"),
    f"{UPDATES}?cursor=***": (422, "invalid-cursor"),
    f"{UPDATES}?cursor=%F0%9F%92%89": (422, "invalid-cursor"),
    f"{UPDATES}?cursor=MDAwMS0wMS0wMVQwMDowMDowMCsyMzo1OXwx": (422, "invalid-cursor"),
    f"{UPDATES}?cursor=MjAyNi0wMS0wMXwx": (422, "invalid-cursor"),
    f"{UPDATES}?population=martians": (422, "invalid-parameter"),
    f"{UPDATES}?certainty=": (422, "invalid-parameter"),
    f"{UPDATES}?evidence=CURRENT": (422, "invalid-parameter"),
    f"{UPDATES}?topic=": (422, "invalid-parameter"),
    f"{UPDATES}?topic=%00": (422, "invalid-parameter"),
    f"{UPDATES}?topic={'x' * 151}": (422, "invalid-parameter"),
    f"{UPDATES}?{'&'.join(['topic=a'] * 51)}": (422, "invalid-parameter"),
    f"{UPDATES}not-a-key/": (422, "invalid-key"),
    f"{UPDATES}{'1' * 300}/": (422, "invalid-key"),
    f"{UPDATES}{KEY}/": (404, "update-not-found"),
    f"{UPDATES}{KEY}/?blocks=1": (422, "unknown-parameter"),
    f"{UPDATES}{KEY}/?fields=": (422, "invalid-parameter"),
    f"{UPDATES}{KEY}/?fields=body": (422, "invalid-parameter"),
    f"{UPDATES}{KEY}/?fallback=maybe": (422, "invalid-parameter"),
    f"{UPDATES}{KEY}/?locales=": (422, "invalid-parameter"),
    f"{UPDATES}{KEY}/?locales=es,,fr": (422, "invalid-parameter"),
    f"{UPDATES}{KEY}/?locale=es&locales=fr": (422, "invalid-parameter"),
    f"{UPDATES}?sort=title": (422, "invalid-parameter"),
    f"{UPDATES}?total=1": (422, "invalid-parameter"),
    f"{UPDATES}?design=magic": (422, "invalid-parameter"),
    f"{UPDATES}?published_since=yesterday": (422, "invalid-parameter"),
    f"{UPDATES}?published_since=0001-01-01T00:00:00%2B14:00": (422, "invalid-parameter"),
    f"{UPDATES}?changed_since=9999-12-31T23:59:59-14:00": (422, "invalid-parameter"),
    f"{UPDATES}?review_due_before=2026-13-01": (422, "invalid-parameter"),
    f"{UPDATES}?sort=changed&cursor=LXB1Ymxpc2hlZHwyMDI2fDE": (422, "invalid-cursor"),
    f"{UPDATES}find/": (422, "invalid-parameter"),
    f"{UPDATES}find/?path=/x/&slug=x": (422, "invalid-parameter"),
    f"{UPDATES}find/?path=": (422, "invalid-parameter"),
    f"{UPDATES}find/?path=//[": (422, "invalid-parameter"),
    f"{UPDATES}find/?slug=%00": (422, "invalid-parameter"),
    f"{UPDATES}find/?path=/en/nowhere/": (404, "update-not-found"),
    "/api/research/v1/changes/?cursor=-1": (422, "invalid-cursor"),
    "/api/research/v1/changes/?cursor=01": (422, "invalid-cursor"),
    "/api/research/v1/changes/?cursor=9999999999999999999": (422, "invalid-cursor"),
    "/api/research/v1/changes/?limit=501": (422, "invalid-parameter"),
    "/api/research/v1/changes/?since=1": (422, "unknown-parameter"),
    f"{UPDATES}{KEY}/?locale=..%2F..%2Fetc": (422, "invalid-parameter"),
    f"{UPDATES}{KEY}/blocks/": (404, "address-not-found"),
    "/api/research/v1/nothing/": (404, "address-not-found"),
    "/api/research/v1/%2e%2e/admin/": (404, "address-not-found"),
}


@pytest.mark.parametrize(("address", "expected"), REQUESTS.items(), ids=[a[:70] for a in REQUESTS])
def test_malformed_request_is_a_problem_that_says_what_to_do(address: str, expected: tuple[int, str]) -> None:
    answer = Client().get(address)

    assert (answer.status_code, answer.json()["code"]) == expected
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    assert answer.json()["detail"].endswith((".", "?"))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [UPDATES, f"{UPDATES}{KEY}/"])
def test_method_that_does_not_exist_is_a_problem_that_names_those_that_do(method: str, address: str) -> None:
    answer = getattr(Client(), method)(address, data="{", content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert "GET" in answer["Allow"]


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Return what sets one value of the posted body; ``path`` has dots and numbers."""

    def changed(body: dict[str, Any]) -> None:
        *parents, last = path.split(".")
        place: Any = body
        for name in parents:
            place = place[int(name) if name.isdigit() else name]
        place[int(last) if last.isdigit() else last] = value

    return changed


def with_finding(**fields: Any) -> Callable[[dict[str, Any]], None]:
    def changed(body: dict[str, Any]) -> None:
        body["body"][1]["value"].update(fields)

    return changed


#: what is wrong -> how the posted page becomes wrong. Sent to API v3 with the wish to publish.
BLOCKS: dict[str, Callable[[dict[str, Any]], None]] = {
    "body is a string": change("body", "nothing"),
    "body is an object": change("body", {"type": "finding"}),
    "body is null": change("body", None),
    "block is a string": change("body.0", "study"),
    "block type does not exist": change("body.0.type", "miracle"),
    "block without a type": change("body.0", {"value": {}}),
    "study is a string": change("body.0.value", "a study"),
    "study is null": change("body.0.value", None),
    "design does not exist": change("body.0.value.design", "horoscope"),
    "design is a list": change("body.0.value.design", ["rct_parallel"]),
    "number of people is a word": change("body.0.value.n_enrolled", "twenty"),
    "number of people is negative": change("body.0.value.n_enrolled", -20),
    "more stayed than began": change("body.0.value.n_completed", 21),
    "DOI is not one": change("body.0.value.identifiers.0.value", "not a doi"),
    "identifier of an unknown kind": change("body.0.value.identifiers.0.scheme", "isbn"),
    "harms are not stated": change("body.0.value.harms_reporting", ""),
    "finding without a statement": with_finding(statement=""),
    "finding without caveats": with_finding(caveats=[]),
    "caveats are a string": with_finding(caveats="be careful"),
    "caveat of an unknown kind": with_finding(caveats=[stream_data.caveat("unheard_of")]),
    "finding in nobody": with_finding(population_kind=""),
    "finding in mice without species": with_finding(population_kind="animals"),
    "finding cites another page's study": with_finding(study_refs=["somebody-2020"]),
    "more than all of them": with_finding(
        numbers=[stream_data.raw("arm", {"label": "Given cells", "with_event": 21, "out_of": 20})]
    ),
    "relative effect without counts": with_finding(effect={"measure": "rr", "value": "0.5"}, numbers=[]),
    "later evidence that is nothing": with_finding(
        later_evidence=[stream_data.raw("later_evidence", {"relation": "contradicts"})]
    ),
    "later evidence is a page that does not exist": with_finding(
        later_evidence=[stream_data.raw("later_evidence", {"relation": "contradicts", "page": 999999})]
    ),
    "certainty without a rater": with_finding(certainty="high"),
    "statement proves": with_finding(statement="This proves that cells cure MS."),
    "no key message": change("summary", []),
    "no disclosures": change("disclosures", []),
    "date that does not exist": change("evidence_current_to", "2026-02-30"),
    "title is empty": change("title", ""),
    "title is a list": change("title", ["a", "b"]),
    "type of page does not exist": change("meta.type", "research.Nothing"),
    "parent does not exist": change("meta.parent_id", 999999),
}


@pytest.fixture
def posted(tree: Tree) -> dict[str, Any]:
    page = ResearchUpdateFactory.create()
    meta = {"type": "research.ResearchUpdatePage", "parent_id": tree.index.pk, "action": "publish"}
    streams = {name: stream(page, name) for name in STREAMS}
    return deepcopy({"meta": meta, "title": "Posted over the API", "slug": "posted", **streams})


@pytest.mark.parametrize("spoil", BLOCKS.values(), ids=BLOCKS.keys())
def test_malformed_page_is_refused_by_the_write_api_and_leaves_no_trace(
    spoil: Callable[[dict[str, Any]], None], posted: dict[str, Any]
) -> None:
    before = ResearchUpdatePage.objects.count()
    spoil(posted)

    answer = Client().post(
        reverse("wagtailapi_v3:create_page"),
        data=json.dumps(posted),
        content_type="application/json",
        headers=bearer(user("root", superuser=True)),
    )

    assert 400 <= answer.status_code < 500, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert ResearchUpdatePage.objects.count() == before
    assert not ResearchUpdatePage.objects.live().exists()


def test_good_page_is_taken_by_the_write_api(posted: dict[str, Any]) -> None:
    answer = Client().post(
        reverse("wagtailapi_v3:create_page"),
        data=json.dumps(posted),
        content_type="application/json",
        headers=bearer(user("root", superuser=True)),
    )

    assert answer.status_code == 201, answer.content
    assert ResearchUpdatePage.objects.live().get().title == "Posted over the API"


@pytest.mark.parametrize("data", ["", "{", "[]", "null", '{"meta": 1}', "\x00"], ids=repr)
def test_body_that_is_no_page_is_refused(data: str, tree: Tree) -> None:
    answer = Client().post(
        reverse("wagtailapi_v3:create_page"),
        data=data,
        content_type="application/json",
        headers=bearer(user("root", superuser=True)),
    )

    assert 400 <= answer.status_code < 500


#: what is wrong -> field of the form and what is posted in it
FORMS: dict[str, tuple[str, str]] = {
    "number is a word": ("body-0-value-n_enrolled", "twenty"),
    "number is too large for the database": ("body-0-value-n_enrolled", "9" * 30),
    "code that no vocabulary has": ("body-1-value-population_kind", "martians"),
    "DOI that is none": ("body-0-value-identifiers-0-value-value", "10.1/x y"),
    "date that does not exist": ("evidence_current_to", "2026-02-30"),
    "topic that does not exist": ("topics", "nothing-of-the-kind"),
    "condition that does not exist": ("condition", "nothing-of-the-kind"),
    "title of 500 characters": ("title", "x" * 500),
    "slug with a space": ("slug", "two words"),
    "statement is empty": ("body-1-value-statement", ""),
    "year before printing": ("body-0-value-year", "1066"),
}


@pytest.mark.parametrize(("name", "value"), FORMS.values(), ids=FORMS.keys())
def test_malformed_form_is_shown_again_with_an_error_and_what_was_written(name: str, value: str, tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    before = (page.title, json.dumps(stream(page)), page.revisions.count())
    client = Client()
    client.force_login(user("root", superuser=True))
    data = {**form_of(page, **{"action-publish": "1"}), name: value, "body-1-value-what_it_does_not_mean": "Kept words"}

    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    assert answer.status_code == 200
    assert "could not be saved due to validation errors" in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    page = ResearchUpdatePage.objects.get(pk=page.pk)
    assert (page.title, json.dumps(stream(page)), page.revisions.count()) == before


def test_every_kind_of_bad_input_is_counted() -> None:
    assert len(REQUESTS) + len(BLOCKS) + len(FORMS) + 4 * 2 + 6 >= 40
    assert uuid.UUID(KEY)

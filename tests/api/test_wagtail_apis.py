"""The same page through Wagtail's own APIs: read by v2 and v3, written by v3; and what each costs beside ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from research.models import ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, Tree, bearer, stream, translated, user
from tests.translation.localize import translated_by_localize

pytestmark = pytest.mark.django_db

V2 = "/api/v2/pages/?type=research.ResearchUpdatePage&fields=*&limit=20"


def test_v2_has_the_fields_of_the_page_and_the_language_of_its_text() -> None:
    page = ResearchUpdateFactory.create(live=True)

    (item,) = Client().get(V2).json()["items"]

    assert item["title"] == page.title
    assert item["language"] == "en"
    finding = next(block for block in item["body"] if block["type"] == "finding")
    assert len(finding["value"]["caveats"]) == 3


def test_v2_leaves_out_what_is_live_but_not_served() -> None:
    page = ResearchUpdateFactory.create(without="caveat")
    ResearchUpdatePage.objects.filter(pk=page.pk).update(live=True)

    assert Client().get(V2).json()["items"] == []
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_v3_reads_the_page_and_an_anonymous_client_gets_no_draft() -> None:
    page = ResearchUpdateFactory.create(live=True)
    draft = ResearchUpdateFactory.create()

    answer = Client().get(reverse("wagtailapi_v3:detail_page", args=[page.pk]))

    assert answer.status_code == 200
    assert [block["type"] for block in answer.json()["body"]] == ["study", "finding"]
    assert Client().get(reverse("wagtailapi_v3:detail_page", args=[draft.pk])).status_code == 404


def test_write_over_v3_keeps_the_ids_of_blocks_and_caveats(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    body = stream(ResearchUpdateFactory.create())
    body[1]["value"]["statement"] = "Disability was less in 7 of 20 people. Later it was as before in 5 of them."

    answer = Client().patch(
        reverse("wagtailapi_v3:update_page", args=[page.pk]),
        json.dumps({"body": body, "meta": {"action": "publish"}}),
        content_type="application/json",
        headers=bearer(user("root", superuser=True)),
    )

    assert answer.status_code == 200, answer.content
    page = ResearchUpdatePage.objects.get(pk=page.pk)
    assert [block.id for block in page.as_update().body] == [block["id"] for block in body]
    assert [caveat.id for caveat in page.as_update().findings[0].caveats] == [
        caveat["id"] for caveat in body[1]["value"]["caveats"]
    ]


def test_page_that_is_translated_cannot_be_written_over_v3() -> None:
    _translation, spanish = translated_by_localize(ResearchUpdateFactory.create(live=True), "es")

    answer = Client().patch(
        reverse("wagtailapi_v3:update_page", args=[spanish.pk]),
        json.dumps({"title": "Otra cosa"}),
        content_type="application/json",
        headers=bearer(user("root", superuser=True)),
    )

    assert answer.status_code == 422
    assert "This page is translated from another one." in answer.content.decode()


def queries(address: str) -> int:
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def test_ours_costs_fewer_queries_than_stock_v2_and_v3_of_the_same_page(record_property: Any) -> None:
    """Measured: detail 2 beside 10 (v2) and 7 (v3); a list of 20 full items 3 beside 29 and, without fields, 5."""
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "es", live=True)
    for _ in range(19):
        ResearchUpdateFactory.create(live=True)
    v3 = reverse("wagtailapi_v3:list_pages")
    figures = {
        "detail": {
            "research": queries(f"/api/research/v1/updates/{page.translation_key}/?locale=en"),
            "v2": queries(f"/api/v2/pages/{page.pk}/"),
            "v3": queries(reverse("wagtailapi_v3:detail_page", args=[page.pk])),
        },
        "list of 20": {
            "research": queries("/api/research/v1/updates/?limit=20"),
            "v2": queries(V2),
            "v3": queries(f"{v3}?type=research.ResearchUpdatePage&limit=20"),
        },
    }
    record_property("queries", figures)

    for costs in figures.values():
        assert costs["research"] < min(costs["v2"], costs["v3"])


@pytest.mark.parametrize(
    "query",
    ["search=%00", "search=%22", "search=%22%22", "offset=99999999999999999999", "%00=1"],
)
@pytest.mark.parametrize(("api", "media_type"), [("v2", "application/json"), ("v3", "application/problem+json")])
def test_query_that_no_database_can_read_is_refused(api: str, media_type: str, query: str) -> None:
    answer = Client().get(f"/api/{api}/pages/?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (400, media_type)


def test_query_with_a_word_is_answered() -> None:
    assert Client().get("/api/v2/pages/?search=cells").status_code == 200

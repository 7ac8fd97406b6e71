"""A study is retracted in the source: its translations say so at once, in their own words, wherever they are read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from research.models import Change, ResearchUpdatePage
from research.publishing import followers
from tests.factories import ResearchUpdateFactory, publish, set_stream, stream, translated
from tests.search.asking import results

pytestmark = pytest.mark.django_db

API = "/api/research/v1/"


@pytest.fixture
def spanish(db: None) -> ResearchUpdatePage:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)
    body = stream(page)
    body[0]["value"]["publication_status"] = "retracted"
    body[0]["value"]["notices"] = [
        {
            "type": "item",
            "id": "b7e0a1f0-0000-4000-8000-000000000001",
            "value": {"kind": "retraction", "date": "2026-11-20"},
        }
    ]
    set_stream(page, "body", body)
    publish(page)
    followers.catch_up_in_process()
    return ResearchUpdatePage.objects.get(pk=spanish.pk)


def get(path: str) -> Any:
    return Client().get(f"{API}{path}").json()


def test_translation_is_retracted_and_its_finding_is_locked(spanish: ResearchUpdatePage) -> None:
    update = get(f"updates/{spanish.translation_key}/?locale=es")

    assert update["evidence"]["state"]["code"] == "retracted"
    assert update["evidence"]["notice"]["language"] == "es"
    study, finding = (next(b for b in update["blocks"] if b["type"] == kind) for kind in ("study", "finding"))
    assert study["publication_status"]["code"] == "retracted"
    assert [notice["kind"]["code"] for notice in study["notices"]] == ["retraction"]
    assert finding["locked"]
    assert finding["caveats"]
    assert update["provenance"]["outdated"]


def test_lists_search_and_feeds_say_so(spanish: ResearchUpdatePage) -> None:
    key = str(spanish.translation_key)

    assert [item["translation_key"] for item in get("updates/?locale=es&evidence=retracted")["items"]] == [key]
    assert get("updates/?locale=es&evidence=current")["items"] == []
    assert [hit["evidence"]["state"]["code"] for hit in results(spanish.title, locale="es")["items"]] == ["retracted"]
    feed = Client().get(f"{API}feeds/es.json").content.decode()
    notice = get(f"updates/{key}/?locale=es")["evidence"]["notice"]["text"]
    assert json.dumps(notice, ensure_ascii=False)[1:-1] in feed


def test_followers_of_the_translation_are_told_of_a_retraction(spanish: ResearchUpdatePage) -> None:
    change = Change.objects.get(translation_key=spanish.translation_key, locale="es", current=True)

    assert change.reason == "retracted"

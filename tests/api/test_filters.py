"""A list is narrowed by what is inside the updates, sorted, and read page by page while others publish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from research.models import Representation
from tests import stream_data
from tests.factories import ResearchUpdateFactory, publish, translated

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"


def listed(query: str = "", **asked: Any) -> list[str]:
    answer = Client().get(UPDATES + query, asked)
    assert answer.status_code == 200, answer.content
    return [item["translation_key"] for item in answer.json()["items"]]


def of_study(**fields: Any) -> str:
    page = ResearchUpdateFactory.create(live=True, body=[stream_data.study(**fields), stream_data.finding()])
    return str(page.translation_key)


def identifier(scheme: str, value: str) -> list[Any]:
    return [{"scheme": scheme, "value": value}]


@pytest.mark.parametrize(
    ("fields", "query", "other"),
    [
        ({"design": "cohort"}, {"design": "cohort"}, {"design": "rct_crossover"}),
        ({"phase": "phase2"}, {"phase": "phase2"}, {"phase": "phase3"}),
        ({"identifiers": identifier("nct", "NCT01895439")}, {"nct": "nct01895439"}, {"nct": "NCT00000000"}),
        (
            {"identifiers": identifier("doi", "10.1186/S13287-024-03765-6")},
            {"doi": "10.1186/s13287-024-03765-6"},
            {"doi": "10.1/x"},
        ),
        ({"identifiers": identifier("pmid", "38409158")}, {"pmid": "38409158"}, {"pmid": "1"}),
    ],
)
def test_study_is_found_by_its_design_phase_and_identifiers(
    fields: dict[str, Any], query: dict[str, str], other: dict[str, str]
) -> None:
    key = of_study(**fields)

    assert listed(**query) == [key]
    assert listed(**other) == []


def test_values_of_one_filter_are_alternatives_and_filters_narrow_each_other() -> None:
    first, second = of_study(design="case_series"), of_study(design="cohort")

    assert set(listed("?design=case_series&design=cohort")) == {first, second}
    assert listed("?design=case_series&evidence=retracted") == []


def test_dates_narrow_a_list() -> None:
    old, new = (
        ResearchUpdateFactory.create(live=True),
        ResearchUpdateFactory.create(live=True, next_review_due="2027-01-01"),
    )
    then = timezone.now() - timedelta(days=10)
    Representation.objects.filter(pk=old.pk).update(published_at=then, changed_at=then)
    day = (timezone.now() - timedelta(days=5)).date().isoformat()

    assert listed(published_since=day) == [str(new.translation_key)]
    assert listed(published_before=day) == [str(old.translation_key)]
    assert listed(changed_since=day) == [str(new.translation_key)]
    assert listed(review_due_before="2027-01-02") == [str(new.translation_key)]


@pytest.mark.parametrize("order", ["published", "changed", "review_due"])
def test_list_is_sorted_both_ways_and_pages_hold_everything_once(order: str) -> None:
    pages = [ResearchUpdateFactory.create(live=True, next_review_due=f"29{n:02}-01-01") for n in range(5)]
    keys = [str(page.translation_key) for page in pages]

    assert _walk(f"{UPDATES}?sort={order}&limit=2") == keys
    assert _walk(f"{UPDATES}?sort=-{order}&limit=2") == keys[::-1]


def _walk(address: str) -> list[str]:
    found = []
    following: str | None = address
    while following:
        body = Client().get(following).json()
        found += [item["translation_key"] for item in body["items"]]
        following = body["next"]
    return found


def test_update_that_is_published_again_while_somebody_reads_is_missed_by_nobody() -> None:
    pages = [ResearchUpdateFactory.create(live=True) for _ in range(4)]
    first = Client().get(f"{UPDATES}?sort=published&limit=2").json()
    publish(pages[0])

    rest = _walk(first["next"])

    assert {str(page.translation_key) for page in pages} <= {
        *(item["translation_key"] for item in first["items"]),
        *rest,
    }


def test_total_counts_all_pages_and_costs_one_query_more() -> None:
    for _ in range(3):
        translated(ResearchUpdateFactory.create(live=True), "es", live=True)
    Client().get(f"{UPDATES}?limit=2&total=true&locale=es")

    with CaptureQueriesContext(connection) as queries:
        body = Client().get(f"{UPDATES}?limit=2&total=true&locale=es").json()

    assert (body["total"], len(body["items"]), len(queries)) == (3, 2, 2)


def test_excerpts_hold_what_was_asked_for_and_what_must_be_known() -> None:
    ResearchUpdateFactory.create(live=True)

    (item,) = Client().get(f"{UPDATES}?fields=topics").json()["items"]

    assert "blocks" not in item
    assert {"title", "evidence", "conflict_of_interest", "topics"} <= set(item)


def test_excerpt_with_easy_words_says_that_nobody_has_tested_them() -> None:
    ResearchUpdateFactory.create(live=True, body=stream_data.easy_body(), **stream_data.EASY)

    (item,) = Client().get(f"{UPDATES}?fields=blocks").json()["items"]

    assert any(block.get("easy_read") for block in item["blocks"])
    assert item["easy_read"]["tested_by"] is None
    assert item["easy_read"]["notice"]["text"]

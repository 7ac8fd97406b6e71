"""One update and the list of updates, as a developer of another site reads them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import Topic
from research.models import Representation, ResearchUpdatePage
from tests import stream_data
from tests.factories import ResearchUpdateFactory, committed, parents_in, publish, set_stream, stream, translated

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"


def get(path: str = "", **headers: str) -> Any:
    return Client().get(f"{UPDATES}{path}", headers=headers)


def keys(answer: Any) -> list[str]:
    return [item["translation_key"] for item in answer.json()["items"]]


def test_update_holds_identity_language_blocks_evidence_provenance_and_alternates() -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "es", live=True)

    body = get(f"{page.translation_key}/?locale=en").json()

    assert body["translation_key"] == str(page.translation_key)
    assert (body["locale"], body["language"], body["direction"]) == ("en", "en", "ltr")
    assert [block["type"] for block in body["blocks"]] == ["study", "finding"]
    assert body["evidence"]["state"]["code"] == "current"
    assert body["provenance"]["source_locale"] == "en"
    assert [alternate["locale"] for alternate in body["alternates"]] == ["es"]
    assert body["alternates"][0]["name"] == "español"
    assert [caveat["kind"]["code"] for caveat in body["blocks"][1]["caveats"]] == [
        "no_control_group",
        "small_sample",
        "not_blinded",
    ]


def test_labels_are_in_the_language_of_the_page_whatever_the_reader_prefers() -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "es", live=True)

    body = get(f"{page.translation_key}/?locale=es", **{"accept-language": "fr"}).json()

    label = body["blocks"][1]["caveats"][0]["kind"]["label"]
    assert (label["language"], label["origin"]) == ("es", "machine_unreviewed")
    assert label["text"] != "No comparison group"


def test_content_language_is_that_of_the_body() -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "ar", live=True)

    assert get(f"{page.translation_key}/?locale=ar", **{"accept-language": "en"})["Content-Language"] == "ar"
    assert set(get()["Content-Language"].split(", ")) == {"ar", "en"}
    assert "Content-Language" not in get("?locale=de")


def test_update_without_a_locale_is_the_source() -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "de", live=True)

    assert get(f"{page.translation_key}/").json()["locale"] == "en"


def test_locale_that_does_not_exist_is_refused_and_the_others_are_named() -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = get(f"{page.translation_key}/?locale=fr&fallback=none")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "locale-not-available"
    assert "It is available in: en." in answer.json()["detail"]
    assert answer.json()["available_locales"] == ["en"]


@pytest.mark.parametrize("query", ["topic=nope", "condition=nope", "locale=xx"])
def test_value_that_this_site_does_not_have_is_refused(query: str) -> None:
    ResearchUpdateFactory.create(live=True)

    answer = get(f"?{query}")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")
    assert answer.json()["errors"][0]["loc"] == ["query", query.partition("=")[0]]


def test_same_answer_has_the_same_tag_and_is_not_sent_twice() -> None:
    page = ResearchUpdateFactory.create(live=True)
    first = get(f"{page.translation_key}/?locale=en")

    again = get(f"{page.translation_key}/?locale=en", **{"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_head_has_the_headers_of_get() -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = Client().head(f"{UPDATES}{page.translation_key}/?locale=en")

    assert (answer.status_code, answer["Content-Language"]) == (200, "en")


def test_list_can_be_filtered_by_locale_topic_population_certainty_and_evidence() -> None:
    Topic.objects.create(code="exercise", name_en="Exercise")
    people = ResearchUpdateFactory.create(live=True, topics=["exercise"])
    mice = ResearchUpdateFactory.create()
    set_stream(mice, "body", [stream_data.study(), stream_data.animal_finding()])
    mice = publish(mice)
    translated(people, "es", live=True)

    assert keys(get("?locale=es")) == [str(people.translation_key)]
    assert keys(get("?population=animals")) == [str(mice.translation_key)]
    assert keys(get("?topic=exercise&locale=en")) == [str(people.translation_key)]
    Topic.objects.create(code="nothing", name_en="Nothing yet")
    assert keys(get("?topic=nothing")) == []
    assert len(keys(get("?population=animals&population=people&locale=en"))) == 2
    assert len(keys(get("?certainty=not_rated&locale=en"))) == 2
    assert keys(get("?certainty=high")) == []
    assert len(keys(get("?evidence=current&locale=en"))) == 2


def test_label_of_a_topic_changes_in_what_is_served_when_its_row_does(
    django_capture_on_commit_callbacks: Any,
) -> None:
    topic = Topic.objects.create(code="exercise", name_en="Exercise")
    page = ResearchUpdateFactory.create(live=True, topics=["exercise"])

    with django_capture_on_commit_callbacks(execute=True):
        topic.name_en = "Moving"
        topic.save()

    (shown,) = get(f"{page.translation_key}/").json()["topics"]
    assert (shown["code"], shown["label"]["text"]) == ("exercise", "Moving")


def test_pages_of_a_list_hold_everything_once_while_somebody_publishes() -> None:
    pages = [ResearchUpdateFactory.create(live=True) for _ in range(5)]
    first = get("?limit=2").json()

    newer = ResearchUpdateFactory.create(live=True)
    seen = [item["translation_key"] for item in first["items"]]
    address = first["next"]
    while address:
        answer = Client().get(address.removeprefix("http://testserver")).json()
        seen += [item["translation_key"] for item in answer["items"]]
        address = answer["next"]

    assert sorted(seen) == sorted(str(page.translation_key) for page in pages)
    assert str(newer.translation_key) not in seen


def test_last_page_has_no_next_and_an_empty_list_is_a_list() -> None:
    assert get().json() == {"items": [], "next": None, "total": None}
    ResearchUpdateFactory.create(live=True)
    assert get("?limit=1").json()["next"] is None


def test_overdue_review_is_told() -> None:
    page = ResearchUpdateFactory.create(live=True, last_reviewed="2020-01-01", next_review_due="2021-01-01")

    assert get(f"{page.translation_key}/").json()["review_overdue"] is True


def test_later_evidence_makes_the_update_overtaken_and_names_the_newer_one() -> None:
    newer = ResearchUpdateFactory.create(live=True)
    older = ResearchUpdateFactory.create()
    body = stream(older)
    later = {"relation": "contradicts", "page": newer.pk, "study_ref": "", "note": "It found no difference."}
    body[1]["value"]["later_evidence"] = [stream_data.raw("later_evidence", later)]
    set_stream(older, "body", body)
    older = publish(older)

    answer = get(f"{older.translation_key}/").json()

    assert answer["evidence"]["state"]["code"] == "overtaken"
    assert answer["evidence"]["superseded_by"] == [str(newer.translation_key)]
    assert answer["blocks"][1]["later_evidence"][0]["update"] == str(newer.translation_key)


def test_draft_that_holds_later_evidence_is_not_named_until_it_is_published() -> None:
    newer = ResearchUpdateFactory.create()
    older = ResearchUpdateFactory.create()
    body = stream(older)
    later = {"relation": "contradicts", "page": newer.pk, "study_ref": "", "note": "No difference."}
    body[1]["value"]["later_evidence"] = [stream_data.raw("later_evidence", later)]
    set_stream(older, "body", body)
    older = publish(older)
    german = translated(older, "de", live=True)

    before = get(f"{older.translation_key}/?locale=en").content.decode()
    publish(newer)
    after = get(f"{older.translation_key}/?locale=en").json()

    assert str(newer.translation_key) not in before
    assert "No difference." in before
    assert after["evidence"]["superseded_by"] == [str(newer.translation_key)]
    assert after["blocks"][1]["later_evidence"][0]["update"] == str(newer.translation_key)
    in_german = get(f"{german.translation_key}/?locale=de").json()
    assert in_german["evidence"]["superseded_by"] == [str(newer.translation_key)]


def test_promotional_source_brings_the_conflict_of_interest() -> None:
    source = {"kind": "clinic_post", "promotional": True, "url": "https://example.org/", "publisher": "A clinic"}
    page = ResearchUpdateFactory.create(live=True, source_document=[stream_data.raw("source_document", source)])

    body = get(f"{page.translation_key}/").json()

    assert body["conflict_of_interest"]["notice"]["text"]
    assert body["conflict_of_interest"]["sources"][0]["publisher"] == "A clinic"


def test_alias_in_another_locale_says_the_language_that_its_text_is_in() -> None:
    page = ResearchUpdateFactory.create(live=True)
    with committed():
        alias = page.create_alias(
            parent=parents_in("fr"), update_locale=parents_in("fr").locale, reset_translation_key=False
        )
        ResearchUpdatePage.objects.get(pk=page.pk).save_revision().publish()

    answer = get(f"{page.translation_key}/?locale=fr")

    assert alias.locale.language_code == "fr"
    assert answer["Content-Language"] == "en"
    assert (answer.json()["language"], answer.json()["title"]["origin"]) == ("en", "fallback")
    assert answer.json()["provenance"]["review_notice"]["language"] == "fr"


def count(path: str) -> int:
    get(path)
    with CaptureQueriesContext(connection) as queries:
        assert get(path).status_code == 200
    return len(queries)


def test_detail_costs_the_same_queries_for_1_and_50_updates_and_findings() -> None:
    page = ResearchUpdateFactory.create(live=True)
    one = count(f"{page.translation_key}/?locale=en")
    for _ in range(49):
        ResearchUpdateFactory.create(live=True)
    large = ResearchUpdateFactory.create()
    set_stream(large, "body", [stream_data.study(), *(stream_data.finding() for _ in range(50))])
    large = publish(large)

    assert count(f"{page.translation_key}/?locale=en") == one == 1
    assert count(f"{large.translation_key}/?locale=en") == one


def test_list_costs_the_same_queries_for_1_and_50_updates() -> None:
    ResearchUpdateFactory.create(live=True)
    one = count("?limit=50")
    for _ in range(49):
        ResearchUpdateFactory.create(live=True)

    assert count("?limit=50") == one == 1
    assert Representation.objects.count() == 50


def test_unknown_key_and_key_of_a_draft_cannot_be_told_apart() -> None:
    draft = ResearchUpdateFactory.create()

    unknown, hidden = get(f"{uuid.uuid4()}/"), get(f"{draft.translation_key}/")

    assert unknown.status_code == hidden.status_code == 404
    assert unknown.content == hidden.content

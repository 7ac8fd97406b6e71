"""Other sites follow the journal, and ask what became of the copies that they keep."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.test_visibility import of_another_site
from tests.factories import ResearchUpdateFactory, Tree, committed, publish, translated

pytestmark = pytest.mark.django_db

API = "/api/research/v1/"
CHECK = f"{API}updates/check/"


def changes(query: str = "") -> Any:
    return Client().get(f"{API}changes/{query}")


def test_empty_journal_has_no_changes_and_says_where_to_ask_again() -> None:
    answer = changes()

    assert answer.json()["items"] == []
    assert answer.json()["next"] is None
    assert answer.json()["resume"].endswith("/changes/?cursor=0")
    assert answer["Retry-After"] == "30"


def test_journal_is_read_page_by_page_and_resumed() -> None:
    pages = [ResearchUpdateFactory.create(live=True) for _ in range(3)]

    first = changes("?limit=2")
    rest = Client().get(first.json()["next"])
    pages[0].title = "Another title"
    publish(pages[0])
    later = Client().get(rest.json()["resume"]).json()

    assert [item["sequence"] for item in first.json()["items"]] == [1, 2]
    assert "Retry-After" not in first
    assert [item["sequence"] for item in rest.json()["items"]] == [3]
    assert [(item["sequence"], item["reason"]) for item in later["items"]] == [(4, "updated")]


def test_who_only_wants_to_hear_of_what_is_to_come_begins_at_the_end() -> None:
    assert changes("?cursor=end").json()["resume"].endswith("cursor=0")
    first, _second = (ResearchUpdateFactory.create(live=True) for _ in range(2))

    with CaptureQueriesContext(connection) as asked:
        now = changes("?cursor=end&locale=en").json()
    queries = len(asked)
    first.title = "Another title"
    publish(first)
    later = Client().get(now["resume"]).json()

    assert (now["items"], now["next"]) == ([], None)
    assert now["resume"].endswith("cursor=2&locale=en")
    assert [item["sequence"] for item in later["items"]] == [3]
    assert queries == 2


def test_place_that_the_journal_has_not_come_to_is_refused_and_says_when_to_ask_again() -> None:
    ResearchUpdateFactory.create(live=True)

    there, beyond = changes("?cursor=1"), changes("?cursor=2")

    assert (there.status_code, there.json()["items"]) == (200, [])
    assert (beyond.status_code, beyond.json()["code"], beyond["Retry-After"]) == (409, "cursor-ahead", "30")


def test_removed_update_is_a_tombstone_without_its_words() -> None:
    page = ResearchUpdateFactory.create(live=True)
    with committed():
        page.unpublish()

    answer = changes("?cursor=1")

    (item,) = answer.json()["items"]
    assert (item["reason"], item["removed"], item["state"], item["etag"]) == ("withdrawn", True, "withdrawn", None)
    assert page.title not in answer.content.decode()


def test_changes_of_one_locale_alone() -> None:
    translated(ResearchUpdateFactory.create(live=True), "es", live=True)

    assert {item["locale"] for item in changes("?locale=es").json()["items"]} == {"es"}
    assert {item["locale"] for item in changes().json()["items"]} == {"en", "es"}


def test_site_is_not_told_of_the_updates_of_another(tree: Tree) -> None:
    page = of_another_site(tree)

    here = changes().json()["items"]
    there = Client().get(f"{API}changes/", headers={"host": "other.example.org"}).json()["items"]

    assert here == []
    assert [item["translation_key"] for item in there] == [str(page.translation_key)]


def test_tag_in_the_journal_is_how_the_tag_of_the_answer_begins() -> None:
    page = ResearchUpdateFactory.create(live=True)
    (item,) = changes().json()["items"]

    answer = Client().get(f"{API}{item['path']}")

    assert answer["ETag"].startswith(item["etag"][:-1])
    assert answer.json()["translation_key"] == str(page.translation_key)


def check(copies: Any) -> Any:
    return Client().post(CHECK, json.dumps({"copies": copies}), content_type="application/json")


def copy_of(page: Any, locale: str = "en") -> dict[str, str]:
    answer = Client().get(f"{API}updates/{page.translation_key}/?locale={locale}")
    return {"translation_key": str(page.translation_key), "locale": locale, "etag": answer["ETag"]}


def test_copies_are_current_stale_to_be_removed_or_unknown() -> None:
    current, stale, withdrawn, gone = (ResearchUpdateFactory.create(live=True) for _ in range(4))
    copies = [copy_of(page) for page in (current, stale, withdrawn, gone)]
    draft = ResearchUpdateFactory.create()
    copies.append({"translation_key": str(draft.translation_key), "locale": "en", "etag": '"x"'})
    copies.append({"translation_key": str(uuid.uuid4()), "locale": "en", "etag": '"x"'})
    stale.title = "Another title"
    publish(stale)
    with committed():
        withdrawn.unpublish()
        gone.delete()

    items = check(copies).json()["items"]

    assert [item["state"] for item in items] == ["current", "stale", "withdrawn", "gone", "unknown", "unknown"]
    assert Client().get(items[1]["url"]).status_code == 200


def test_copy_stays_current_when_another_locale_appears() -> None:
    page = ResearchUpdateFactory.create(live=True)
    copy = copy_of(page)
    translated(page, "es", live=True)

    assert check([copy]).json()["items"][0]["state"] == "current"


def test_check_costs_the_same_for_1_and_100_copies() -> None:
    copies = [copy_of(ResearchUpdateFactory.create(live=True)) for _ in range(3)]
    copies += [{"translation_key": str(uuid.uuid4()), "locale": "en", "etag": "x"} for _ in range(97)]

    with CaptureQueriesContext(connection) as one:
        check(copies[:1])
    with CaptureQueriesContext(connection) as hundred:
        check(copies)

    assert len(one) == len(hundred)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"null",
        b'{"copies": {}}',
        b'{"copies": [{}]}',
        b'{"copies": [{"translation_key": "x", "locale": "en", "etag": ""}]}',
        b'{"copies": [], "more": 1}',
        b"[" * 100_000,
        b'{"copies": [' + b",".join([b"1"] * 1001) + b"]}",
        b" " * 600_000,
    ],
)
def test_body_that_cannot_be_read_is_refused_with_its_place(body: bytes) -> None:
    answer = Client().post(CHECK, body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body")
    assert answer.json()["errors"][0]["loc"][0] == "body"

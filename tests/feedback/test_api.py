"""Answers of readers of other sites: what is kept of them, and what is refused and how."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from research.api.problems import CONTENT_TYPE
from research.feedback import receive
from research.models import Feedback, FeedbackState, Representation
from tests import stream_data
from tests.access.asking import bearer
from tests.access.asking import key as api_key
from tests.factories import ResearchUpdateFactory, committed, publish, translated
from tests.feedback.asking import API, answer, api_address, read_only, send, send_raw, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    return ResearchUpdateFactory.create(live=True)


def finding_of(page: Any) -> dict[str, Any]:
    """Return the finding of ``page`` as the API serves it."""
    blocks = json.loads(Representation.objects.get(pk=page.pk).body)["blocks"]
    return next(block for block in blocks if block["type"] == "finding")


def test_answer_is_kept_and_told_as_it_is_kept(page: Any) -> None:
    block = finding_of(page)["id"]

    told = send(page.translation_key, block=block, comment="  Which cells?\r\nTell anna@example.org  ")

    row = Feedback.objects.get()
    assert (told.status_code, told["Cache-Control"]) == (201, "no-store")
    body = told.json()
    assert body == {
        "translation_key": str(page.translation_key),
        "locale": "en",
        "language": "en",
        "block": block,
        "clear": False,
        "comment": "Which cells?\nTell […]",
        "current": True,
        "received_at": body["received_at"],
    }
    assert (row.page_id, row.block, row.clear, row.comment) == (page.pk, block, False, "Which cells?\nTell […]")
    assert (row.state, row.root) == (FeedbackState.NEW, page.get_site().root_page.translation_key)
    assert (row.etag, len(row.passage)) == (Representation.objects.get().etag, 32)


def test_no_column_holds_who_answered(page: Any) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77", headers={"User-Agent": "Browser of Anna", "Cookie": "anna=1"})

    send(page.translation_key, client)

    kept = json.dumps(list(Feedback.objects.values()), default=str)
    assert "192.0.2" not in kept
    assert "nna" not in kept


@pytest.mark.parametrize("part", ["whole", "summary", "key message", "block", "caveat"])
def test_each_part_can_be_spoken_of(page: Any, part: str) -> None:
    update = json.loads(Representation.objects.get().body)
    finding = finding_of(page)
    block = {
        "whole": None,
        "summary": "summary",
        "key message": update["summary"][0]["id"],
        "block": update["blocks"][0]["id"],
        "caveat": finding["caveats"][0]["id"],
    }[part]

    told = send(page.translation_key, block=block, clear=True).json()

    assert (told["block"], told["clear"], told["comment"]) == (block, True, None)


def test_answer_about_a_translation_is_of_its_language(page: Any) -> None:
    translated(page, "es", live=True)

    told = send(page.translation_key, locale="ES").json()

    assert (told["locale"], told["language"]) == ("es", "es")


BAD: dict[str, tuple[Any, list[str]]] = {
    "not JSON": ("{", ["body"]),
    "not UTF-8": (b"\xff\xfe", ["body"]),
    "empty": ("", ["body"]),
    "a list": ([], ["body"]),
    "nested too deeply": ("[" * 5000, ["body"]),
    "half a character": ('{"locale": "en", "clear": true, "comment": "\\ud800"}', ["body"]),
    "no locale": ({"clear": True}, ["body", "locale"]),
    "locale is no tag": ({"locale": "not a tag", "clear": True}, ["body", "locale"]),
    "locale is null": ({"locale": None, "clear": True}, ["body", "locale"]),
    "not said": ({"locale": "en"}, ["body", "clear"]),
    "said in words": ({"locale": "en", "clear": "yes"}, ["body", "clear"]),
    "said as a number": ({"locale": "en", "clear": 1}, ["body", "clear"]),
    "unknown field": ({"locale": "en", "clear": True, "email": "a@example.org"}, ["body", "email"]),
    "block is a number": ({"locale": "en", "clear": True, "block": 7}, ["body", "block"]),
    "block is too long": ({"locale": "en", "clear": True, "block": "x" * 101}, ["body", "block"]),
    "comment is too long": ({"locale": "en", "clear": True, "comment": "x" * 501}, ["body", "comment"]),
    "comment is a list": ({"locale": "en", "clear": True, "comment": ["x"]}, ["body", "comment"]),
    "tag is too long": ({"locale": "en", "clear": True, "etag": "x" * 201}, ["body", "etag"]),
    "body is too long": ("x" * 20_000, ["body"]),
    "body is longer than Django reads": ("x" * 3_000_000, ["body"]),
}


def test_bad_bodies_are_refused_at_their_place(page: Any) -> None:
    found = {name: send_raw(page.translation_key, body) for name, (body, _loc) in BAD.items()}

    refused = {name: (told.status_code, told["Content-Type"], told.json()["code"]) for name, told in found.items()}
    assert refused == dict.fromkeys(BAD, (422, CONTENT_TYPE, "invalid-body"))
    assert {name: a.json()["errors"][0]["loc"] for name, a in found.items()} == {
        name: loc for name, (_body, loc) in BAD.items()
    }
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("block", ["nothing", "\x00", "SUMMARY", "2513a26f-3fc9-414d-84d8-e9156dd0aabd"])
def test_part_that_the_update_does_not_have_is_refused(page: Any, block: str) -> None:
    told = send(page.translation_key, block=block)

    assert (told.status_code, told.json()["code"]) == (422, "block-not-found")
    assert told.json()["errors"][0]["loc"] == ["body", "block"]


def test_control_characters_do_not_reach_the_database(page: Any) -> None:
    assert send(page.translation_key, comment="a\x00b\u202ec").json()["comment"] == "abc"


def test_what_is_not_public_cannot_be_told_from_nothing(page: Any) -> None:
    draft = ResearchUpdateFactory.create()
    restricted = ResearchUpdateFactory.create()
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    publish(restricted)
    keys = [draft.translation_key, restricted.translation_key, page.get_parent().translation_key, uuid.uuid4()]

    told = [send(key) for key in keys]

    assert {answer.status_code for answer in told} == {404}
    assert {answer.content for answer in told} == {told[-1].content}
    assert told[-1].json()["code"] == "update-not-found"


def test_update_that_was_taken_back_is_gone(page: Any) -> None:
    with committed():
        page.unpublish()

    told = send(page.translation_key)

    assert (told.status_code, told.json()["code"]) == (410, "update-withdrawn")


def test_locale_that_the_update_is_not_in_is_refused_and_the_others_are_named(page: Any) -> None:
    told = send(page.translation_key, locale="fr")

    assert (told.status_code, told.json()["code"]) == (404, "locale-not-available")
    assert told.json()["available_locales"] == ["en"]
    assert told.json()["errors"][0]["loc"] == ["body", "locale"]


def test_key_that_is_none_a_parameter_and_another_method_are_refused(page: Any) -> None:
    url = api_address(page.translation_key)
    good = {"locale": "en", "clear": True}

    assert Client().post(f"{API}updates/x/feedback/", good, content_type="application/json").json()["code"] == (
        "invalid-key"
    )
    assert Client().post(f"{url}?x=1", good, content_type="application/json").json()["code"] == "unknown-parameter"
    refused = Client().get(url)
    assert (refused.status_code, refused["Allow"]) == (405, "POST")


def test_text_that_was_read_is_told_from_the_one_that_is_served(page: Any) -> None:
    served = Client().get(f"{API}updates/{page.translation_key}/?locale=en")["ETag"]
    stored = Representation.objects.get().etag
    assert send(page.translation_key, etag=served).json()["current"]
    assert send(page.translation_key, etag=stored, clear=True).json()["current"]
    page.body = json.dumps([stream_data.study(), stream_data.finding(statement="Told anew.")])
    publish(page)

    older = send(page.translation_key, etag=served, comment="older").json()
    strange = send(page.translation_key, etag="of another day", comment="strange").json()
    now = send(page.translation_key, comment="now").json()

    assert [older["current"], strange["current"], now["current"]] == [False, False, True]
    row = Feedback.objects.get(comment="strange")
    assert (row.etag, row.passage) == ("", "")


def test_queries_do_not_grow_with_the_update(page: Any) -> None:
    translated(page, "es", live=True)
    long = ResearchUpdateFactory.create(live=True, body=stream_data.full_body())
    counts = []
    for key in (page.translation_key, long.translation_key):
        send(key, comment="first")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            send(key, comment="What is this?")
        counts.append([q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]])

    assert [len(found) for found in counts] == [4, 4], counts


def test_double_click_is_one_answer(page: Any) -> None:
    told = [send(page.translation_key, comment=comment) for comment in ("", "", "Why?", "Why?")]

    assert [answer.status_code for answer in told] == [201] * 4
    assert sorted(Feedback.objects.values_list("comment", flat=True)) == ["", "Why?"]


def test_two_readers_who_say_the_same_are_two(page: Any) -> None:
    for number in (1, 2):
        send(page.translation_key, Client(REMOTE_ADDR=f"192.0.2.{number}"))

    assert Feedback.objects.count() == 2


def test_same_words_again_are_one_answer_wherever_they_come_from(page: Any) -> None:
    for number in (1, 2):
        send(page.translation_key, Client(REMOTE_ADDR=f"192.0.2.{number}"), comment="Which cells were these?")

    assert Feedback.objects.count() == 1


def test_too_many_answers_of_one_address_are_refused_for_a_while(page: Any) -> None:
    with site(FEEDBACK_RATE_LIMIT=2):
        told = [send(page.translation_key, comment=f"No. {number}") for number in range(3)]
        other = send(page.translation_key, Client(REMOTE_ADDR="192.0.2.2"))
        wrong = send_raw(page.translation_key, "{")

    assert [answer.status_code for answer in told] == [201, 201, 429]
    assert (told[2].json()["code"], told[2]["RateLimit-Policy"]) == ("too-many-requests", '"feedback";q=2;w=60')
    assert 1 <= int(told[2]["Retry-After"]) <= 60
    assert (other.status_code, wrong.status_code) == (201, 429)
    assert Feedback.objects.count() == 3


def test_limit_of_answers_stands_beside_that_of_requests(page: Any) -> None:
    with site(FEEDBACK_RATE_LIMIT=1, RATE_LIMIT=100):
        client = Client()
        told = [send(page.translation_key, client, comment=f"No. {number}") for number in range(2)][-1]

    assert told["RateLimit-Policy"] == '"feedback";q=1;w=60, "address";q=100;w=60'


def test_site_with_a_key_sends_answers_of_many_readers(page: Any) -> None:
    _row, secret = api_key()
    with site(FEEDBACK_RATE_LIMIT=1):
        told = [send(page.translation_key, headers=bearer(secret)) for _time in range(3)]

    assert [answer.status_code for answer in told] == [201, 201, 201]
    assert Feedback.objects.count() == 3


def test_site_that_takes_no_answers_says_so(page: Any) -> None:
    with site(FEEDBACK_RATE_LIMIT=0):
        told = send(page.translation_key)

    assert (told.status_code, told.json()["code"]) == (403, "feedback-closed")


def test_process_that_only_reads_says_so(page: Any) -> None:
    with read_only():
        told = send(page.translation_key)

    assert (told.status_code, told.json()["code"]) == (403, "feedback-closed")
    assert "only reads" in told.json()["detail"]


def test_answer_that_was_counted_and_not_kept_is_kept_when_it_is_sent_again(page: Any) -> None:
    assert send(page.translation_key).status_code == 201
    # As after a crash between counting and keeping.
    Feedback.objects.all().delete()

    again = [send(page.translation_key).status_code for _ in range(2)]

    assert again == [201, 201]
    assert Feedback.objects.count() == 1


def test_browser_on_another_site_may_send_an_answer(page: Any) -> None:
    asks = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }

    may = Client().options(api_address(page.translation_key), headers=asks)
    told = send(page.translation_key, headers={"Origin": "https://example.org"})
    other = Client().options("/api/v3/pages/", headers=asks)

    assert "POST" in may["Access-Control-Allow-Methods"]
    assert "content-type" in may["Access-Control-Allow-Headers"]
    assert (told.status_code, told["Access-Control-Allow-Origin"]) == (201, "*")
    assert "POST" not in other["Access-Control-Allow-Methods"]


def test_answers_go_with_their_update(page: Any) -> None:
    send(page.translation_key)
    with committed():
        page.delete()

    assert not Feedback.objects.exists()


def test_old_answers_are_removed_every_night(page: Any) -> None:
    old = answer(page, received_at=timezone.now() - timedelta(days=31), comment="old")
    new = answer(page, received_at=timezone.now() - timedelta(days=29), comment="new")
    with site(FEEDBACK_KEEP_DAYS=30):
        call_command("reconcile", verbosity=0)
        assert receive.prune() == 0

    assert [row.pk for row in Feedback.objects.all()] == [new.pk]
    assert not Feedback.objects.filter(pk=old.pk).exists()

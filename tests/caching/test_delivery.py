"""What the delivery cache keeps, for whom, and when it says nothing: one process, looked at from within."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from research.caching import signs, watch
from research.caching.delivery import DeliveryCacheMiddleware
from research.caching.kept import OVERHEAD, Answers, Kept
from research.models import OutboxRow, Representation, Scope
from tests.factories import ResearchUpdateFactory, publish

MIDDLEWARE = "research.caching.delivery.DeliveryCacheMiddleware"


@pytest.fixture
def page(real_commits: None) -> Any:
    return ResearchUpdateFactory.create(live=True)


@pytest.fixture
def reader() -> Iterator[Client]:
    """A reader of a process that keeps its answers."""
    with override_settings(
        RESEARCH_UPDATES={**settings.RESEARCH_UPDATES, "DELIVERY_CACHE": True},
        MIDDLEWARE=[MIDDLEWARE, *settings.MIDDLEWARE],
    ):
        yield Client()


def address(page: Any, query: str = "?locale=en") -> str:
    return f"/api/research/v1/updates/{page.translation_key}/{query}"


def kept(tags: str = "research-1") -> Kept:
    return Kept(b"0123456789", {}, '"tag"', frozenset(tags.split()), read_at=0.0)


def is_kept(answer: Any) -> bool:
    return "Cache-Status" in answer


def test_it_is_off_unless_the_site_turns_it_on() -> None:
    with pytest.raises(MiddlewareNotUsed):
        DeliveryCacheMiddleware(lambda request: HttpResponse())


def test_second_answer_is_the_first_one_without_a_query(page: Any, reader: Client) -> None:
    first = reader.get(address(page))

    with CaptureQueriesContext(connection) as queries:
        second = reader.get(address(page))

    assert not is_kept(first)
    assert is_kept(second)
    assert second.content == first.content
    assert {**second.headers, "Cache-Status": ""} == {**first.headers, "Cache-Status": ""}
    assert len(queries) == 0


def test_reader_who_has_it_gets_304_from_the_kept_answer(page: Any, reader: Client) -> None:
    tag = reader.get(address(page))["ETag"]

    again = reader.get(address(page), headers={"If-None-Match": f'"other", W/{tag}'})
    other = reader.get(address(page), headers={"If-None-Match": '"other"'})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert is_kept(again)
    assert "Content-Length" not in again
    assert again["Surrogate-Key"] == f"research-{page.translation_key}"
    assert (other.status_code, is_kept(other)) == (200, True)


def test_negotiated_answer_is_kept_for_each_accept_language(page: Any, reader: Client) -> None:
    answers = {}
    for language in ("en", "fr"):
        reader.get(address(page, ""), headers={"Accept-Language": language})
        answers[language] = reader.get(address(page, ""), headers={"Accept-Language": language})

    assert all(map(is_kept, answers.values()))
    assert answers["en"].json()["served"]["asked"] == ["en"]
    assert answers["fr"].json()["served"]["asked"] == ["fr"]


def test_explicit_locale_is_kept_whatever_the_accept_language(page: Any, reader: Client) -> None:
    reader.get(address(page), headers={"Accept-Language": "en"})

    assert is_kept(reader.get(address(page), headers={"Accept-Language": "fr"}))


def test_browser_of_another_site_gets_its_cors_header(page: Any, reader: Client) -> None:
    reader.get(address(page))

    for _time in range(2):
        answer = reader.get(address(page), headers={"Origin": "https://example.org"})
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert is_kept(answer)


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer x"}, {"X-Api-Key": "x"}, {"Surrogate-Capability": "varnish=Surrogate/1.0"}],
    ids=lambda headers: next(iter(headers)),
)
def test_who_asks_for_something_of_their_own_gets_nothing_kept(page: Any, reader: Client, headers: Any) -> None:
    reader.get(address(page))

    assert not is_kept(reader.get(address(page), headers=headers))


def test_preview_is_neither_kept_nor_answered_from_what_is_kept(page: Any, reader: Client) -> None:
    for _time in range(2):
        assert not is_kept(reader.get(address(page, "?locale=en&preview=token")))


@pytest.mark.parametrize("query", ["?locale=xx&fallback=none", "?unknown=1"])
def test_refusal_is_not_kept(page: Any, reader: Client, query: str) -> None:
    for _time in range(2):
        answer = reader.get(address(page, query))
        assert answer.status_code != 200
        assert not is_kept(answer)


def test_pages_and_other_apis_are_not_kept(page: Any, reader: Client) -> None:
    for path in (page.get_url(), f"/api/v2/pages/{page.pk}/"):
        for _time in range(2):
            assert not is_kept(reader.get(path))


def test_changed_update_is_dropped_and_another_one_stays(page: Any, reader: Client) -> None:
    other = ResearchUpdateFactory.create(live=True)
    addresses = (address(page), address(other), "/api/research/v1/updates/")
    # Publishing may take longer than the age from which no answer is served.
    with mock.patch.object(watch, "LONGEST", 60):
        for path in addresses:
            reader.get(path)
        page.title = "Cells by injection, corrected"
        publish(page)
        time.sleep(watch.EVERY)

        answers = [reader.get(path) for path in addresses]

    assert answers[0].json()["title"]["text"] == "Cells by injection, corrected"
    assert list(map(is_kept, answers)) == [False, True, False]


def test_work_that_waits_for_many_updates_drops_everything(page: Any, reader: Client) -> None:
    before = signs.look()
    OutboxRow.objects.create(scope=Scope.ALL)

    assert signs.look().told != before.told
    assert signs.changed_since(before) is None


def test_what_nobody_tells_of_is_not_served_after_a_second(page: Any, reader: Client) -> None:
    reader.get(address(page))
    Representation.objects.filter(pk=page.pk).update(etag='"rewritten"')
    time.sleep(watch.LONGEST)

    answer = reader.get(address(page))

    assert not is_kept(answer)
    assert answer["ETag"].startswith('"rewritten')


def test_answer_outlives_a_second_while_nothing_is_written_at_all(page: Any, reader: Client) -> None:
    before = signs.look().version
    reader.get(address(page))
    time.sleep(watch.LONGEST)

    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(address(page))

    # PostgreSQL counts the writes of all databases of a server, and others may be in use.
    assert (is_kept(answer), len(queries)) == (True, 1) or signs.look().version != before


def test_answer_does_not_outlive_the_day(real_commits: None, reader: Client) -> None:
    """An update is overdue for review from midnight on, and no row says so."""
    today = timezone.localdate()
    page = ResearchUpdateFactory.create(live=True, next_review_due=today)
    assert reader.get(address(page)).json()["review_overdue"] is False
    time.sleep(watch.LONGEST)

    with mock.patch.object(timezone, "localdate", return_value=today + timedelta(days=1)):
        assert reader.get(address(page)).json()["review_overdue"] is True


def test_process_that_cannot_ask_serves_nothing_kept(page: Any, reader: Client, caplog: Any) -> None:
    reader.get(address(page))
    time.sleep(watch.EVERY)

    with mock.patch.object(watch, "look", side_effect=OperationalError("gone away")):
        answers = [reader.get(address(page)) for _time in range(2)]

    assert not any(map(is_kept, answers))
    assert "could not ask the database" in caplog.text
    assert is_kept([reader.get(address(page)) for _time in range(2)][-1])


def test_look_that_takes_long_is_not_trusted(page: Any, reader: Client) -> None:
    def slow() -> signs.Signs:
        time.sleep(watch.TRUSTED)
        return signs.look()

    reader.get(address(page))
    time.sleep(watch.EVERY)
    with mock.patch.object(watch, "look", slow):
        assert not is_kept(reader.get(address(page)))


def test_other_threads_go_on_while_one_looks(page: Any, reader: Client) -> None:
    looking, go_on = threading.Event(), threading.Event()

    def waiting() -> signs.Signs:
        looking.set()
        go_on.wait(5)
        return signs.look()

    def ask() -> None:
        reader.get(address(page))
        connection.close()

    reader.get(address(page))
    time.sleep(watch.EVERY)
    with mock.patch.object(watch, "look", waiting):
        thread = threading.Thread(target=ask)
        thread.start()
        assert looking.wait(5)
        answer = reader.get(address(page))
        go_on.set()
        thread.join()
    assert is_kept(answer)


def test_answer_that_was_read_before_a_change_was_seen_is_not_kept() -> None:
    answers = Answers(10**6)
    generation = answers.generation
    answers.drop(["research-1"])

    answers.put({"address": kept()}, generation)

    assert answers.get("address") is None


def test_longest_unused_answers_make_room() -> None:
    answers = Answers(3 * (OVERHEAD + 10))
    for key in "abc":
        answers.put({key: kept()}, answers.generation)
    answers.get("a")

    answers.put({"d": kept()}, answers.generation)

    assert [key for key in "abcd" if answers.get(key)] == ["a", "c", "d"]
    assert answers.bytes == answers.most_bytes


def test_answer_that_is_larger_than_the_room_is_not_kept() -> None:
    answers = Answers(10)

    answers.put({"address": kept()}, answers.generation)

    assert (len(answers), answers.bytes) == (0, 0)


def test_answer_without_a_tag_is_dropped_with_any_change() -> None:
    answers = Answers(10**6)
    answers.put({"a": kept(""), "b": kept("research-2")}, answers.generation)

    answers.drop(["research-1"])

    assert [key for key in "ab" if answers.get(key)] == ["b"]


def test_process_that_is_forked_begins_anew() -> None:
    with override_settings(RESEARCH_UPDATES={"DELIVERY_CACHE": True}):
        middleware = DeliveryCacheMiddleware(lambda request: HttpResponse())
    middleware.answers.put({"a": kept()}, middleware.answers.generation)

    middleware.forget()

    assert len(middleware.answers) == 0
    assert not middleware.watch.holds(kept())


def test_head_is_answered_from_what_was_kept_for_get(page: Any, reader: Client) -> None:
    reader.get(address(page))

    answer = reader.head(address(page))

    assert is_kept(answer)
    assert answer.status_code == 200

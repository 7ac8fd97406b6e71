"""Limits for each address and each key: who counts as one, what they are told, and what happens without a store."""

from __future__ import annotations

import logging
import time
from typing import Any

import http_sf
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, override_settings

from research.access.middleware import ApiAccessMiddleware
from research.counting import limits as limits_module
from research.counting.addresses import client as client_of
from research.counting.limits import Limiter
from research.counting.stores import MemoryStore, store
from research.models import KeyScope
from tests.access.asking import API, UPDATES, bearer, key, site
from tests.factories import ResearchUpdateFactory

pytestmark = pytest.mark.django_db

URL = f"{API}problems/"


def fields(answer: Any) -> tuple[Any, Any]:
    """Return the two fields as a parser of structured fields reads them."""
    return tuple(http_sf.parse(answer[name].encode(), tltype="list") for name in ("RateLimit-Policy", "RateLimit"))


def statuses(client: Client, times: int, **more: Any) -> list[int]:
    return [client.get(URL, **more).status_code for _time in range(times)]


def test_answers_count_down_and_the_first_too_many_is_429() -> None:
    with site(RATE_LIMIT=3) as client:
        answers = [client.get(URL) for _time in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    for left, answer in zip([2, 1, 0, 0], answers, strict=True):
        policy, limit = fields(answer)
        assert policy == [("address", {"q": 3, "w": 60})]
        [(name, told)] = limit
        assert (name, told["r"]) == ("address", left)
        assert 1 <= told["t"] <= 60
    refused = answers[-1]
    assert refused.json()["code"] == "too-many-requests"
    assert refused["Content-Type"] == "application/problem+json"
    assert int(refused["Retry-After"]) == fields(refused)[1][0][1]["t"]
    assert refused["Cache-Control"] == "private, no-store"
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert "RateLimit" in refused["Access-Control-Expose-Headers"]


def test_fields_are_written_as_the_draft_writes_them() -> None:
    with site(RATE_LIMIT=600) as client:
        answer = client.get(URL, headers={"Origin": "https://example.org"})

    assert answer["RateLimit-Policy"] == '"address";q=600;w=60'
    assert answer["RateLimit"].startswith('"address";r=599;t=')
    assert {"RateLimit", "RateLimit-Policy"} <= set(answer["Access-Control-Expose-Headers"].split(", "))


def test_whoever_waited_as_long_as_was_said_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    with site(RATE_LIMIT=1) as client:
        wait = int([client.get(URL) for _time in range(2)][-1]["Retry-After"])
        later = time.time() + wait
        monkeypatch.setattr(limits_module, "time", lambda: later)
        assert statuses(client, 2) == [200, 429]


def test_each_address_has_its_own_limit() -> None:
    with site(RATE_LIMIT=1) as client:
        assert statuses(client, 2, REMOTE_ADDR="192.0.2.1") == [200, 429]
        assert statuses(client, 2, REMOTE_ADDR="192.0.2.2") == [200, 429]


def test_network_of_ipv6_counts_as_one() -> None:
    with site(RATE_LIMIT=2) as client:
        found = [
            statuses(client, 1, REMOTE_ADDR=address)
            for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:0db8:1:2::A", "2001:db8:1:3::1")
        ]

    assert found == [[200], [200], [429], [200]]


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "counted"),
    [
        (0, "192.0.2.1", None, "192.0.2.1"),
        (0, "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (1, "10.0.0.1", "192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1", "nonsense, 203.0.113.9,192.0.2.1", "192.0.2.1"),
        (2, "10.0.0.1", "203.0.113.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "10.0.0.1", "192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "unknown", "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "192.0.2.1:4711", "192.0.2.1"),
        (1, "10.0.0.1", "[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        (1, "", "2001:db8:1:2::9", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.1", None, "192.0.2.1"),
        (0, "", None, ""),
    ],
)
def test_client_is_whom_the_trusted_proxies_name(proxies: int, peer: str, forwarded: str | None, counted: str) -> None:
    meta = {"REMOTE_ADDR": peer} | ({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})

    assert client_of(meta, proxies) == counted


def test_nobody_escapes_by_naming_other_addresses() -> None:
    for proxies, peer in ((0, "192.0.2.1"), (1, "10.0.0.1")):
        with site(RATE_LIMIT=1, TRUSTED_PROXIES=proxies) as client:
            real = "" if proxies == 0 else ", 192.0.2.1"
            found = [
                statuses(client, 1, REMOTE_ADDR=peer, headers={"X-Forwarded-For": f"203.0.113.{n}{real}"})[0]
                for n in range(3)
            ]
        assert found == [200, 429, 429]


def test_proxy_that_nobody_has_told_of_is_named_in_the_log_once(caplog: pytest.LogCaptureFixture) -> None:
    with site(RATE_LIMIT=9) as client:
        statuses(client, 1, REMOTE_ADDR="9.9.9.9", headers={"X-Forwarded-For": "192.0.2.1"})
        assert "TRUSTED_PROXIES" not in caplog.text
        statuses(client, 2, REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "192.0.2.1"})

    assert caplog.text.count("TRUSTED_PROXIES") == 1


def test_key_has_a_higher_limit_or_its_own_and_address_does_not_count() -> None:
    common, own = key()[1], key(limit=1)[1]
    with site(RATE_LIMIT=1, RATE_LIMIT_KEY=3) as client:
        assert statuses(client, 2) == [200, 429]
        assert statuses(client, 4, headers=bearer(common)) == [200, 200, 200, 429]
        assert statuses(client, 2, headers=bearer(own)) == [200, 429]
        told = client.get(URL, headers=bearer(own))

    assert told["RateLimit-Policy"] == '"key";q=1;w=60'


def test_key_counts_wherever_it_is_used() -> None:
    secret = key()[1]
    with site(RATE_LIMIT_KEY=1) as client:
        found = [statuses(client, 1, REMOTE_ADDR=f"192.0.2.{n}", headers=bearer(secret)) for n in range(2)]

    assert found == [[200], [429]]


def test_key_with_its_own_limit_is_limited_where_nobody_else_is() -> None:
    secret = key(limit=1)[1]
    with site(RATE_LIMIT=0, RATE_LIMIT_KEY=0) as client:
        assert statuses(client, 3) == [200, 200, 200]
        assert statuses(client, 2, headers=bearer(secret)) == [200, 429]


def test_wrong_keys_count_for_the_address() -> None:
    with site(RATE_LIMIT=2) as client:
        assert statuses(client, 3, headers=bearer("ru_wrong")) == [401, 401, 429]
        assert statuses(client, 1) == [429]


def test_missing_scope_counts_for_the_key() -> None:
    secret = key(KeyScope.PREVIEW)[1]
    with site(RATE_LIMIT_KEY=1) as client:
        assert [client.get(UPDATES, headers=bearer(secret)).status_code for _time in range(2)] == [403, 429]


def test_nothing_but_the_api_is_limited() -> None:
    with site(RATE_LIMIT=1) as client:
        for path in ("/robots.txt", "/api/v2/pages/", "/admin/login/"):
            answers = [client.get(path) for _time in range(3)]
            assert {answer.status_code for answer in answers} == {200}
            assert "RateLimit" not in answers[0]


def test_browser_that_asks_whether_it_may_ask_is_not_counted() -> None:
    with site(RATE_LIMIT=1) as client:
        asks = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
        assert {client.options(URL, headers=asks).status_code for _time in range(3)} == {200}
        assert statuses(client, 1) == [200]


@pytest.mark.parametrize(
    "between", [{"Via": "1.1 cache"}, {"Surrogate-Capability": "varnish=Surrogate/1.0"}, {"CDN-Loop": "cdn"}]
)
def test_answer_that_others_may_be_given_does_not_say_what_one_client_has_left(between: dict[str, str]) -> None:
    page = ResearchUpdateFactory.create(live=True)
    url = f"{UPDATES}{page.translation_key}/?locale=en"
    secret = key()[1]
    with site(RATE_LIMIT=5, RATE_LIMIT_KEY=9) as client:
        shared, not_modified = client.get(url, headers=between), None
        not_modified = client.get(url, headers={**between, "If-None-Match": shared["ETag"]})
        missing = client.get(f"{UPDATES}00000000-0000-4000-8000-000000000000/", headers=between)
        own = client.get(url, headers={**between, **bearer(secret)})
        direct = client.get(url)

    assert [answer.status_code for answer in (shared, not_modified)] == [200, 304]
    assert "RateLimit" not in shared
    assert "RateLimit-Policy" not in shared
    assert "RateLimit" not in not_modified
    # Nobody keeps these.
    assert fields(missing)[1][0][1]["r"] == 2
    assert fields(own)[1][0] == ("key", {"r": 8, "t": fields(own)[1][0][1]["t"]})
    assert fields(direct)[1][0][1]["r"] == 1


def test_limits_do_not_vary_what_caches_keep() -> None:
    with site(RATE_LIMIT=0) as free, site(RATE_LIMIT=9) as client:
        assert client.get(URL).get("Vary") == free.get(URL).get("Vary")


class Down:
    def __init__(self) -> None:
        self.asked = 0

    def incr(self, key: str, expiry: int) -> int:
        self.asked += 1
        raise ConnectionError("gone")


def test_store_that_is_down_lets_everybody_through_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing listens at this port."""
    with site(RATE_LIMIT=1, RATE_LIMIT_STORE="redis://127.0.0.1:1/0") as client:
        answers = [client.get(URL) for _time in range(5)]

    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit" not in answers[0]
    assert caplog.text.count("cannot be counted") == 1


def test_store_that_is_down_is_left_alone_for_a_while_and_used_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.WARNING)
    down, now = Down(), time.monotonic()
    limiter = Limiter(down)
    monkeypatch.setattr(limits_module, "monotonic", lambda: now)
    assert [limiter.count("address", "a", 1) for _time in range(9)] == [None] * 9
    assert down.asked == 1

    now += limits_module.REST
    limiter.count("address", "a", 1)
    now += limits_module.REST
    limiter._store = MemoryStore()
    standing = limiter.count("address", "a", 1)

    assert down.asked == 2
    assert standing is not None
    assert (standing.remaining, standing.over) == (0, False)
    assert caplog.text.count("cannot be counted") == 1
    assert caplog.text.count("are counted again") == 1


def test_clients_do_not_all_begin_anew_in_the_same_second() -> None:
    limiter = Limiter(MemoryStore())

    resets = {limiter.count("address", f"192.0.2.{n}", 9).reset for n in range(200)}  # type: ignore[union-attr] # counted

    assert len(resets) > 30


def test_memory_is_bounded_and_the_oldest_counters_make_room() -> None:
    counters = MemoryStore(most=3)
    for name in "abcd":
        counters.incr(name, 60)

    assert len(counters) == 3
    assert [counters.incr(name, 60) for name in "bcd"] == [2, 2, 2]
    assert counters.incr("a", 60) == 1


def test_store_that_cannot_be_stops_the_start_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="It cannot count in nonsense"):
        store("nonsense://secret@host")
    with (
        override_settings(RESEARCH_UPDATES={"RATE_LIMIT_STORE": "nonsense://pw@host"}),
        pytest.raises(ImproperlyConfigured, match="RATE_LIMIT_STORE") as told,
    ):
        ApiAccessMiddleware(lambda request: HttpResponse())
    assert "pw" not in str(told.value)

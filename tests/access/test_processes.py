"""Keys and limits where they matter: in delivery processes that only read, and behind the caches of ``deploy/``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import http_sf
import httpx
import pytest
import redis

from research.counting.limits import Limiter
from research.counting.stores import store
from research.models import KeyScope
from tests.access.asking import API, UPDATES, bearer, key
from tests.caching.fronts import nginx, varnish
from tests.caching.processes import HOST, delivery
from tests.factories import ResearchUpdateFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_commits")]

REDIS = "redis://127.0.0.1:6379/13"
URL = f"{API}problems/"


@contextmanager
def served(folder: Path, **env: str) -> Iterator[httpx.Client]:
    with delivery(folder, **env) as port, httpx.Client(base_url=f"http://{HOST}:{port}", timeout=20) as client:
        yield client


@pytest.fixture
def counters() -> Iterator[str]:
    """The address of a Redis; what is counted in it during the test is removed."""
    with redis.Redis.from_url(REDIS) as client:
        before = set(client.scan_iter("LIMITS:*"))
        yield REDIS
        if made := set(client.scan_iter("LIMITS:*")) - before:
            client.delete(*made)


@pytest.mark.once
def test_two_processes_count_together_in_redis(tmp_path: Path, counters: str) -> None:
    secret = key()[1]
    env = {"RATE_LIMIT": "1000", "RATE_LIMIT_KEY": "6", "RATE_LIMIT_STORE": counters}
    with served(tmp_path, **env) as first, served(tmp_path, **env) as second:
        answers = [api.get(URL, headers=bearer(secret)) for _time in range(4) for api in (first, second)]
        by_address = [api.get(URL) for api in (first, second)]

    assert [answer.status_code for answer in answers] == [200] * 6 + [429] * 2
    left = [http_sf.parse(a.headers["RateLimit"].encode(), tltype="list")[0][1]["r"] for a in answers + by_address]
    assert left == [5, 4, 3, 2, 1, 0, 0, 0, 999, 998]


@pytest.mark.once
def test_counter_in_redis_ends_with_its_minute(counters: str) -> None:
    who = f"test-{uuid4()}"
    Limiter(store(counters)).count("address", who, 9)

    with redis.Redis.from_url(REDIS) as client:
        [name] = client.scan_iter(f"LIMITS:research/address/{who}/*")
        assert 0 < client.ttl(name) <= 60


@pytest.mark.once
def test_each_process_counts_for_itself_without_a_store(tmp_path: Path) -> None:
    with served(tmp_path, RATE_LIMIT="1") as first, served(tmp_path, RATE_LIMIT="1") as second:
        assert [api.get(URL).status_code for api in (first, first, second)] == [200, 429, 200]


def test_delivery_process_reads_keys_limits_what_it_keeps_and_writes_nothing(tmp_path: Path) -> None:
    page, draft = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create()
    detail = f"{UPDATES}{page.translation_key}/?locale=en"
    reader, reviewer = key(), key(KeyScope.PREVIEW)
    with served(tmp_path, RATE_LIMIT="4", RATE_LIMIT_KEY="50") as api:
        anonymous = [api.get(detail) for _time in range(5)]
        assert [answer.status_code for answer in anonymous] == [200, 200, 200, 200, 429]
        # From what is kept, too; and each of them says what is left now.
        assert "Cache-Status" in anonymous[3].headers
        left = [http_sf.parse(a.headers["RateLimit"].encode(), tltype="list")[0][1]["r"] for a in anonymous]
        assert left == [3, 2, 1, 0, 0]

        own = api.get(detail, headers=bearer(reader[1]))
        assert (own.status_code, own.headers["RateLimit-Policy"]) == (200, '"key";q=50;w=60')
        assert "private" in own.headers["Cache-Control"]
        opened = api.get(f"{UPDATES}{draft.translation_key}/?preview=key", headers=bearer(reviewer[1]))
        assert opened.json()["preview"]["expires_at"] is None
        assert api.get(detail, headers=bearer(reviewer[1])).json()["code"] == "scope-missing"
        browser = api.get(detail, headers={**bearer(reader[1]), "Origin": "https://example.org"})
        assert browser.headers["Access-Control-Allow-Origin"] == "*"
        assert "RateLimit" in browser.headers["Access-Control-Expose-Headers"]


def test_key_is_refused_in_every_process_within_a_second(tmp_path: Path) -> None:
    row, secret = key()
    env = {"RATE_LIMIT": "0"}
    with served(tmp_path, **env) as first, served(tmp_path, **env) as second:
        assert [api.get(URL, headers=bearer(secret)).status_code for api in (first, second)] == [200, 200]

        row.revoke()
        until = time.monotonic() + 1
        while time.monotonic() < until:
            for api in (first, second):
                api.get(URL, headers=bearer(secret))

        assert [api.get(URL, headers=bearer(secret)).status_code for api in (first, second)] == [401, 401]


def test_nobody_without_a_key_is_told_what_is_kept_for_those_who_have_one(tmp_path: Path) -> None:
    page = ResearchUpdateFactory.create(live=True)
    detail = f"{UPDATES}{page.translation_key}/?locale=en"
    secret = key()[1]
    with served(tmp_path, API_KEYS="required") as api:
        for _time in range(3):
            good = api.get(detail, headers=bearer(secret))
            refused = api.get(detail)
            assert (good.status_code, refused.status_code) == (200, 401)
            assert "Cache-Status" not in good.headers
            assert good.headers["Cache-Control"].startswith("private")


def test_store_that_is_gone_brings_no_process_down(tmp_path: Path) -> None:
    with served(tmp_path, RATE_LIMIT="1", RATE_LIMIT_STORE="redis://127.0.0.1:1/0") as api:
        answers = [api.get(URL) for _time in range(5)]

    assert {answer.status_code for answer in answers} == {200}
    [log] = tmp_path.glob("delivery-*.log")
    assert log.read_text().count("cannot be counted") == 1


def behind(front: Any, folder: Path, **env: str) -> Any:
    @contextmanager
    def clients() -> Iterator[httpx.Client]:
        with (
            delivery(folder, **{"RATE_LIMIT": "500", "RATE_LIMIT_KEY": "900", "TRUSTED_PROXIES": "1", **env}) as port,
            front(folder, port) as own,
            httpx.Client(base_url=f"http://{HOST}:{own}", timeout=20) as client,
        ):
            yield client

    return clients()


FRONTS = [
    pytest.param(varnish, marks=[pytest.mark.once, pytest.mark.requires_varnish], id="varnish"),
    pytest.param(nginx, marks=[pytest.mark.once, pytest.mark.requires_nginx], id="nginx"),
]


@pytest.mark.parametrize("front", FRONTS)
def test_shared_cache_never_tells_what_another_client_has_left(front: Any, tmp_path: Path) -> None:
    page = ResearchUpdateFactory.create(live=True)
    detail = f"{UPDATES}{page.translation_key}/?locale=en"
    secret = key()[1]
    with behind(front, tmp_path) as client:
        first, own, second = client.get(detail), client.get(detail, headers=bearer(secret)), client.get(detail)
        missing = client.get(f"{UPDATES}{uuid4()}/")

    assert second.headers["X-Cache"] == "HIT"
    # The site hears which host was asked.
    assert first.json()["links"]["self"].startswith(str(client.base_url))
    for answer in (first, second):
        assert "RateLimit" not in answer.headers
        assert "Authorization" not in answer.headers.get("Vary", "")
    assert own.headers["RateLimit-Policy"].startswith('"key"')
    assert own.headers["X-Cache"] != "HIT"
    assert missing.headers["RateLimit-Policy"].startswith('"address";q=500')


@pytest.mark.parametrize("front", FRONTS)
def test_shared_cache_keeps_nothing_that_needs_a_key(front: Any, tmp_path: Path) -> None:
    page = ResearchUpdateFactory.create(live=True)
    detail = f"{UPDATES}{page.translation_key}/?locale=en"
    secret = key()[1]
    with behind(front, tmp_path, API_KEYS="required") as client:
        found = [client.get(detail, headers=headers) for headers in (bearer(secret), {}, bearer(secret), {})]

    assert [answer.status_code for answer in found] == [200, 401, 200, 401]
    assert not [answer for answer in found if answer.headers["X-Cache"] == "HIT"]


@pytest.mark.parametrize("front", FRONTS)
def test_client_behind_the_front_counts_by_its_own_address(front: Any, tmp_path: Path) -> None:
    with behind(front, tmp_path, RATE_LIMIT="2") as client:
        # What the client writes itself stands before what the front adds, and is not believed.
        found = [
            client.get(f"{UPDATES}{uuid4()}/", headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
            for n in range(3)
        ]

    assert found == [404, 404, 429]

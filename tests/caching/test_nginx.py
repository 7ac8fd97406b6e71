"""The site behind nginx with ``deploy/nginx.conf``: kept for as long as the site says, stale while a new one comes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.caching.fronts import nginx
from tests.caching.processes import HOST, delivery
from tests.factories import ResearchUpdateFactory, translated

pytestmark = [pytest.mark.once, pytest.mark.requires_nginx, pytest.mark.usefixtures("real_commits")]

#: Seconds that the site allows a shared cache, and how many more while a new answer is fetched.
SHARED, STALE = 2, 4
#: nginx counts in whole seconds.
WHOLE = 1.2


@pytest.fixture(scope="module")
def front(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("nginx")
    ages = {"SHARED_MAX_AGE_SECONDS": str(SHARED), "STALE_SECONDS": str(STALE)}
    with delivery(folder, **ages) as behind, nginx(folder, behind) as port:
        yield f"http://{HOST}:{port}"


@pytest.fixture
def client(front: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=front, timeout=20) as opened:
        yield opened


def address(page: Any, query: str = "?locale=en") -> str:
    return f"/api/research/v1/updates/{page.translation_key}/{query}"


def state(answer: httpx.Response) -> str:
    return answer.headers["X-Cache"]


def test_answer_is_kept_for_as_long_as_the_site_says_and_then_renewed_behind_it(client: httpx.Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    assert [state(client.get(address(page))) for _time in range(2)] == ["MISS", "HIT"]

    time.sleep(SHARED + WHOLE)
    stale = client.get(address(page))
    time.sleep(0.5)

    assert (stale.status_code, state(stale)) == (200, "STALE")
    assert state(client.get(address(page))) == "HIT"


def test_withdrawn_update_is_gone_after_both_times_that_the_site_allows(client: httpx.Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    client.get(address(page))
    page.unpublish()
    time.sleep(SHARED + STALE + WHOLE)

    assert client.get(address(page)).status_code == 410


def test_reader_who_has_it_gets_304_from_the_cache(client: httpx.Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    tag = client.get(address(page)).headers["ETag"]

    answer = client.get(address(page), headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content, state(answer)) == (304, b"", "HIT")


def test_answer_is_compressed_for_those_who_can_read_it(client: httpx.Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    found = [client.get(address(page), headers={"Accept-Encoding": wanted}) for wanted in ("gzip", "identity")]

    assert [answer.headers.get("Content-Encoding") for answer in found] == ["gzip", None]
    assert found[0].json() == found[1].json()


def test_negotiated_address_has_one_answer_for_each_accept_language(client: httpx.Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "es", live=True)
    for language in ("es", "en"):
        found = [client.get(address(page, ""), headers={"Accept-Language": language}) for _time in range(2)]
        assert [answer.json()["locale"] for answer in found] == [language, language]
        assert state(found[1]) == "HIT"


@pytest.mark.parametrize("own", [{"Authorization": "Bearer x"}, {"X-Api-Key": "x"}], ids=lambda own: next(iter(own)))
def test_who_asks_for_something_of_their_own_is_not_answered_from_the_cache(client: httpx.Client, own: Any) -> None:
    page = ResearchUpdateFactory.create(live=True)
    for _time in range(2):
        client.get(address(page))

    assert state(client.get(address(page), headers=own)) == "BYPASS"


def test_pages_and_posts_pass(client: httpx.Client) -> None:
    page = ResearchUpdateFactory.create(live=True)

    assert "X-Cache" not in client.get(page.url, follow_redirects=True).headers
    for _time in range(2):
        assert client.post("/api/research/v1/updates/check/", json={}).headers.get("X-Cache") != "HIT"


@pytest.mark.parametrize("path", ["/", "/api/research/v1/updates/"])
@pytest.mark.parametrize("method", ["BAN", "PURGE"])
def test_purges_are_not_passed_on(client: httpx.Client, method: str, path: str) -> None:
    assert client.request(method, path, headers={"Surrogate-Key": "*"}).status_code == 405

"""API keys: who may read what with which key, and that a key is never taken for none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from research.access import keys as keys_module
from research.access.middleware import ApiAccessMiddleware
from research.models import ApiKey, KeyScope, PreviewToken
from tests.access.asking import API, UPDATES, bearer, key, past, site
from tests.factories import ResearchUpdateFactory, translated

pytestmark = pytest.mark.django_db

PREVIEW, READ = KeyScope.PREVIEW, KeyScope.READ


@pytest.fixture
def client() -> Iterator[Client]:
    with site() as found:
        yield found


@pytest.fixture
def required() -> Iterator[Client]:
    with site(API_KEYS="required") as found:
        yield found


@pytest.fixture
def addresses() -> dict[str, str]:
    public, draft = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create()
    return {
        "list": UPDATES,
        "detail": f"{UPDATES}{public.translation_key}/?locale=en",
        "changes": f"{API}changes/",
        "preview": f"{UPDATES}{draft.translation_key}/?preview=key",
    }


def headers(who: str) -> dict[str, str]:
    """Return the headers of a request by ``who``."""
    good = key(READ)[1]
    return {
        "anonymous": {},
        "read": bearer(good),
        "lower case": {"Authorization": f"bearer  {good}"},
        "preview": bearer(key(PREVIEW)[1]),
        "both": bearer(key(READ, PREVIEW)[1]),
        "expired": bearer(key(READ, PREVIEW, expires_at=past())[1]),
        "revoked": bearer(key(READ, PREVIEW, revoked_at=past())[1]),
        "wrong": bearer(good[:-1] + ("x" if good[-1] != "x" else "y")),
        "unknown": bearer(f"ru_00000000_{'0' * 43}"),
        "malformed": bearer("ru_"),
        "empty": {"Authorization": "Bearer"},
        "without scheme": {"Authorization": good},
        "other scheme": {"Authorization": f"Token {good}"},
        "NUL": bearer(f"ru_00000000_{'0' * 42}\x00"),
        "password of a server in front": {"Authorization": "Basic cmVhZGVyOnB3"},
    }[who]


ALL, NOTHING = (200, 200, 200), (401, 401, 401)
#: Who -> the status of list, detail and changes, and of a preview.
MATRIX = {
    "anonymous": (*ALL, 403),
    "read": (*ALL, 403),
    "lower case": (*ALL, 403),
    "preview": (403, 403, 403, 200),
    "both": (*ALL, 200),
    "expired": (*NOTHING, 401),
    "revoked": (*NOTHING, 401),
    "wrong": (*NOTHING, 401),
    "unknown": (*NOTHING, 401),
    "malformed": (*NOTHING, 401),
    "empty": (*NOTHING, 401),
    "without scheme": (*NOTHING, 401),
    "other scheme": (*NOTHING, 401),
    "NUL": (*NOTHING, 401),
    "password of a server in front": (*ALL, 403),
}
CODES = {401: "api-key-refused", 403: "scope-missing"}


@pytest.mark.parametrize("who", MATRIX)
def test_who_may_read_what(who: str, client: Client, addresses: dict[str, str]) -> None:
    sent = headers(who)

    answers = {name: client.get(url, headers=sent) for name, url in addresses.items()}

    assert tuple(answer.status_code for answer in answers.values()) == MATRIX[who]
    for name, answer in answers.items():
        if answer.status_code in CODES:
            # Without a key, `preview=key` is a token that opens nothing.
            open_ = name == "preview" and who in ("anonymous", "password of a server in front")
            assert answer.json()["code"] == ("preview-refused" if open_ else CODES[answer.status_code])
            assert answer["WWW-Authenticate"].startswith("Bearer ") if not open_ else True
            assert "no-store" in answer["Cache-Control"]
            assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("who", MATRIX)
def test_who_may_read_what_where_a_key_is_required(who: str, required: Client, addresses: dict[str, str]) -> None:
    sent, without = headers(who), who in ("anonymous", "password of a server in front")

    # Whoever has a key has asked before, so that anything that is kept would be there.
    for url in addresses.values():
        required.get(url, headers=headers("both"))
    answers = [required.get(url, headers=sent) for url in addresses.values()]

    assert tuple(answer.status_code for answer in answers) == ((*NOTHING, 401) if without else MATRIX[who])
    if without:
        assert {answer.json()["code"] for answer in answers} == {"api-key-required"}
        assert all(answer["WWW-Authenticate"] == 'Bearer realm="research"' for answer in answers)
    assert not any("public" in answer["Cache-Control"] for answer in answers)


@pytest.mark.parametrize("path", ["docs/", "openapi.json", "problems/", "problems/api-key-required/"])
def test_how_to_ask_can_be_read_without_a_key(path: str, required: Client) -> None:
    assert required.get(f"{API}{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["", "nothing/", "feeds/en.atom", "docs", "problems", "..%2Fproblems/", "updates/%64ocs/"]
)
def test_nothing_else_can(path: str, required: Client) -> None:
    assert required.get(f"{API}{path}").status_code == 401


def test_document_says_whether_a_key_is_required(client: Client) -> None:
    with_key = {"ApiKey": []}

    assert client.get(f"{API}openapi.json").json()["security"] == [{}, with_key]
    with site(API_KEYS="required") as strict:
        assert strict.get(f"{API}openapi.json").json()["security"] == [with_key]


def test_browser_may_ask_whether_it_may_send_a_key(required: Client) -> None:
    asks = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}

    answer = required.options(UPDATES, headers={**asks, "Access-Control-Request-Headers": "authorization"})

    assert answer.status_code == 200
    assert "authorization" in answer["Access-Control-Allow-Headers"]


def test_browser_of_another_site_can_read_a_refusal(client: Client) -> None:
    answer = client.get(UPDATES, headers={**bearer("ru_"), "Origin": "https://example.org"})

    assert answer.status_code == 401
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "WWW-Authenticate" in answer["Access-Control-Expose-Headers"]


def test_answer_to_a_key_is_for_that_client_alone(client: Client, addresses: dict[str, str]) -> None:
    secret = key(READ, PREVIEW)[1]

    found = {name: client.get(url, headers=bearer(secret)) for name, url in addresses.items()}

    assert found["detail"]["Cache-Control"] == "private, max-age=60"
    assert found["preview"]["Cache-Control"] == "private, no-store"
    for answer in found.values():
        assert "public" not in answer["Cache-Control"]
        assert "s-maxage" not in answer["Cache-Control"]
        assert "Authorization" in answer["Vary"]
        assert "Cache-Status" not in answer
    anonymous = client.get(addresses["detail"])
    assert "public" in anonymous["Cache-Control"]
    assert "Authorization" not in anonymous.get("Vary", "")


def test_kept_answer_is_not_given_to_a_key_that_is_refused(client: Client, addresses: dict[str, str]) -> None:
    for _time in range(2):
        kept = client.get(addresses["detail"])

    # In a test without commits the cache of the process may be in doubt; in either case the key is looked at.
    assert kept.status_code == 200
    assert client.get(addresses["detail"], headers=bearer("ru_x")).status_code == 401


def test_preview_key_opens_the_draft_of_any_update_in_any_locale(client: Client) -> None:
    draft = ResearchUpdateFactory.create()
    translated(draft, "ar")
    end = timezone.now() + timedelta(days=3)
    sent = bearer(key(PREVIEW, expires_at=end)[1])

    first = client.get(f"{UPDATES}{draft.translation_key}/?preview=key", headers=sent)
    arabic = client.get(f"{UPDATES}{draft.translation_key}/?preview=key&locale=ar", headers=sent)
    missing = client.get(f"{UPDATES}{draft.translation_key}/?preview=key&locale=fr", headers=sent)

    assert first.json()["title"]["text"] == draft.title
    assert first.json()["preview"]["expires_at"].startswith(end.isoformat()[:19])
    assert first["X-Robots-Tag"] == "noindex"
    assert arabic.json()["direction"] == "rtl"
    assert missing.json()["code"] == "preview-refused"
    without_end = client.get(f"{UPDATES}{draft.translation_key}/?preview=key", headers=bearer(key(PREVIEW)[1]))
    assert without_end.json()["preview"]["expires_at"] is None


def test_token_goes_on_opening_its_draft_beside_a_key(client: Client) -> None:
    draft = ResearchUpdateFactory.create()
    token = PreviewToken.issue(draft.translation_key, days=1)[1]
    url = f"{UPDATES}{draft.translation_key}/?preview={token}"

    assert client.get(url).status_code == 200
    assert client.get(url, headers=bearer(key(PREVIEW)[1])).status_code == 200


@pytest.mark.parametrize("method", ["get", "head", "post", "delete"])
def test_wrong_key_is_refused_whatever_is_asked(method: str, client: Client) -> None:
    assert getattr(client, method)(f"{UPDATES}check/", headers=bearer("ru_wrong")).status_code == 401


def test_key_is_asked_of_the_database_once_a_second_at_most_by_one_query(client: Client) -> None:
    sent = bearer(key()[1])
    url = f"{API}problems/"
    with CaptureQueriesContext(connection) as first:
        client.get(url, headers=sent)
    with CaptureQueriesContext(connection) as second:
        client.get(url, headers=sent)
    with CaptureQueriesContext(connection) as malformed:
        client.get(url, headers=bearer("ru_' OR 1=1"))

    assert (len(first), len(second), len(malformed)) == (1, 0, 0)
    # The digest is compared here, so nobody learns by how long it takes in an index.
    assert "digest" not in first[0]["sql"].partition("WHERE")[2]


def test_revoked_key_is_refused_within_a_second(client: Client) -> None:
    row, secret = key()
    assert client.get(UPDATES, headers=bearer(secret)).status_code == 200

    assert row.revoke()
    time.sleep(keys_module.KNOWN)

    assert client.get(UPDATES, headers=bearer(secret)).status_code == 401
    assert not row.revoke()


def test_key_ends_to_the_moment_also_while_it_is_known(client: Client) -> None:
    secret = key(expires_at=timezone.now() + timedelta(seconds=0.4))[1]
    assert client.get(UPDATES, headers=bearer(secret)).status_code == 200
    time.sleep(0.45)

    assert client.get(UPDATES, headers=bearer(secret)).status_code == 401


def test_process_knows_a_bounded_number_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_module, "MOST", 10)
    known = keys_module.Keys()

    for number in range(50):
        known.caller(f"ru_{number:08x}_{'0' * 43}")

    assert len(known._known) <= 10


def test_key_itself_is_not_kept() -> None:
    row, secret = key()

    stored = " ".join(str(value) for value in ApiKey.objects.filter(pk=row.pk).values_list()[0])
    assert secret.rpartition("_")[2] not in stored
    assert row.prefix == secret[:11]


def test_it_is_off_where_nothing_is_read_or_limited() -> None:
    with override_settings(RESEARCH_UPDATES={"API_KEYS": "off", "RATE_LIMIT": 0}), pytest.raises(MiddlewareNotUsed):
        ApiAccessMiddleware(lambda request: HttpResponse())


def test_no_key_is_read_where_keys_are_off(addresses: dict[str, str]) -> None:
    with site(API_KEYS="off") as client:
        assert client.get(UPDATES, headers=bearer("ru_wrong")).status_code == 200
        assert client.get(addresses["preview"], headers=bearer(key(PREVIEW)[1])).status_code == 403


def test_other_addresses_of_the_site_know_no_key(required: Client) -> None:
    for path in ("/api/v2/pages/", "/admin/login/", "/robots.txt"):
        assert required.get(path, headers=bearer("ru_wrong")).status_code == 200


def test_client_cannot_say_itself_who_it_is() -> None:
    """What a key opened stands in the request of this process, where no header can put it."""
    seen: list[Any] = []

    def view(request: Any) -> HttpResponse:
        seen.append(request.__dict__.get("_research_caller"))
        return HttpResponse()

    ApiAccessMiddleware(view)(RequestFactory().get(UPDATES, headers={"X-Research-Caller": "preview"}))

    assert seen == [None]

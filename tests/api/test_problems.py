"""``type`` of a problem is an address that can be opened: by people as a page, by programs as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from research.api.problems import KINDS

pytestmark = pytest.mark.django_db

API = "/api/research/v1/"
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def get(path: str, **headers: str) -> Any:
    return Client().get(path, headers=headers)


def test_type_of_a_problem_leads_to_its_entry_in_the_catalogue() -> None:
    problem = get(f"{API}updates/?lang=es").json()

    entry = get(problem["type"])

    assert problem["type"] == f"{API}problems/unknown-parameter/"
    assert entry["Content-Type"] == "application/json; charset=utf-8"
    assert (entry.json()["code"], entry.json()["type"]) == ("unknown-parameter", problem["type"])
    assert entry.json()["example"]["code"] == "unknown-parameter"


@pytest.mark.parametrize("code", KINDS)
def test_entry_is_a_page_for_a_browser_with_meaning_remedy_and_example(code: str) -> None:
    page = get(f"{API}problems/{code}/", **PAGE)

    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert "Accept" in page["Vary"]
    for part in (KINDS[code].title, "What it means", "What to do", "An example"):
        assert part in page.content.decode()


def test_catalogue_lists_every_code_once_as_page_and_as_json() -> None:
    listed = [item["code"] for item in get(f"{API}problems/").json()["items"]]
    page = get(f"{API}problems/", **PAGE).content.decode()

    assert listed == list(KINDS)
    assert all(page.count(f'href="{API}problems/{code}/"') == 1 for code in KINDS)


def test_page_and_json_have_tags_of_their_own() -> None:
    page, data = get(f"{API}problems/", **PAGE), get(f"{API}problems/")

    assert page["ETag"] != data["ETag"]
    assert get(f"{API}problems/", **PAGE, **{"if-none-match": page["ETag"]}).status_code == 304
    assert get(f"{API}problems/", **{"if-none-match": page["ETag"]}).status_code == 200


@pytest.mark.parametrize("code", ["no-such-code", "UNKNOWN-PARAMETER", "%00", "a" * 300])
def test_code_that_does_not_exist_is_a_problem_itself(code: str) -> None:
    answer = get(f"{API}problems/{code}/", **PAGE)

    assert (answer.status_code, answer.json()["code"]) == (404, "address-not-found")


def test_address_without_its_last_slash_is_sent_on() -> None:
    assert get(f"{API}problems/invalid-key")["Location"] == f"{API}problems/invalid-key/"

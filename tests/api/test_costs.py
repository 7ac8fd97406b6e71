"""What an answer costs beside Wagtail's own APIs, for the same page in the same database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import stream_data
from tests.factories import ResearchUpdateFactory

pytestmark = pytest.mark.django_db

TYPE = "type=research.ResearchUpdatePage"
LISTS = {
    "ours": "/api/research/v1/updates/?limit=50",
    "v2": f"/api/v2/pages/?{TYPE}&fields=*&limit=50",
    "v3": f"/api/v3/pages/?{TYPE}&limit=50",
}


def details(page: Any) -> dict[str, str]:
    return {
        "ours": f"/api/research/v1/updates/{page.translation_key}/?locale=en",
        "v2": f"/api/v2/pages/{page.pk}/?fields=*",
        "v3": f"/api/v3/pages/{page.pk}/",
    }


def cost(address: str) -> int:
    """Return the queries of one request, with content types and sites already known to the process."""
    assert Client().get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        Client().get(address)
    return len(queries)


def costs(addresses: dict[str, str], capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    found = {name: cost(address) for name, address in addresses.items()}
    with capsys.disabled():
        print(f"\n  queries: {found}")  # noqa: T201 - the figures are what a person runs this for
    return found


@pytest.mark.parametrize("findings", [1, 50])
def test_update_costs_no_more_than_wagtail_asks_for_the_same_page(
    findings: int, capsys: pytest.CaptureFixture[str]
) -> None:
    body = [stream_data.study(), *(stream_data.finding() for _ in range(findings))]
    page = ResearchUpdateFactory.create(live=True, body=body)

    found = costs(details(page), capsys)

    assert found["ours"] == 1
    assert found["ours"] <= min(found["v2"], found["v3"])


@pytest.mark.parametrize("updates", [1, 50])
def test_list_of_whole_updates_costs_no_more_than_wagtails_lists(
    updates: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ours brings every update with its blocks; v3's list has no blocks at all."""
    for _ in range(updates):
        ResearchUpdateFactory.create(live=True)

    found = costs(LISTS, capsys)

    assert found["ours"] == 1
    assert found["ours"] <= min(found["v2"], found["v3"])


def test_update_that_the_reader_has_costs_no_more_than_one_that_is_new() -> None:
    page = ResearchUpdateFactory.create(live=True)
    address = details(page)["ours"]
    tag = Client().get(address)["ETag"]

    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address, headers={"if-none-match": tag}).status_code == 304

    assert len(queries) == 1

"""Easy read at an address of its own: for links, for bookmarks, and without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from research.caching.addresses import addresses
from research.models import ResearchUpdatePage
from research.publishing.rebuild import build_again
from tests import stream_data
from tests.api.test_visibility import SEEN
from tests.factories import ResearchUpdateFactory, Tree, publish, set_stream, translated
from tests.site.conftest import Open


def easy_update() -> ResearchUpdatePage:
    page: ResearchUpdatePage = ResearchUpdateFactory.create(live=True, body=stream_data.easy_body(), **stream_data.EASY)
    return page


def easy(page: ResearchUpdatePage) -> str:
    return f"{page.get_url()}easy-read/"


def test_update_leads_to_its_easy_version_and_back(tree: Tree, read: Open) -> None:
    page = easy_update()

    link = read(page.get_url()).select_one(".easy-read-link a")
    assert link is not None
    soup = read(str(link["href"]))

    assert [heading.get_text() for heading in soup.select("main h1")] == ["Cells by injection"]
    assert soup.title is not None
    assert soup.title.get_text() == "Cells by injection"
    assert page.full_url in {str(link["href"]).replace("testserver", "localhost") for link in soup.select("main a")}


def test_each_finding_stands_with_its_caveats(tree: Tree, read: Open) -> None:
    (finding,) = read(easy(easy_update())).select("article.finding")
    told = " ".join(finding.get_text(" ").split())

    assert told.index("7 of 20 people could move better.") < told.index("Be careful")
    assert len(finding.select(".caveat")) == 3
    assert "Only 20 people took part" in told
    assert "All 20 people came from one clinic." in told


def test_update_without_a_complete_version_has_no_such_address(tree: Tree, client: Client, read: Open) -> None:
    page = easy_update()
    set_stream(page, "body", stream_data.body())
    page = publish(page)

    assert client.get(easy(page)).status_code == 404
    assert read(page.get_url()).select_one(".easy-read-link") is None


@pytest.mark.parametrize("state", [state for state, seen in SEEN.items() if not seen], ids=lambda state: state.__name__)
def test_what_nobody_may_see_has_no_easy_version_either(
    state: Callable[[Tree], ResearchUpdatePage], tree: Tree, client: Client
) -> None:
    page = state(tree)

    answer = client.get(easy(page))

    assert answer.status_code != 200
    assert page.title not in answer.content.decode()


def test_other_addresses_below_an_update_are_nothing(tree: Tree, client: Client) -> None:
    page = easy_update()

    for below in ("easy-read/more/", "easy/", "easy-read/easy-read/"):
        assert client.get(f"{page.get_url()}{below}").status_code == 404


def test_languages_are_those_that_it_is_written_in_and_lead_to_it(tree: Tree, read: Open) -> None:
    page = easy_update()
    translated(page, "es", live=True)
    german = translated(page, "de", live=True)
    set_stream(german, "body", [])
    ResearchUpdatePage.objects.filter(pk=german.pk).update(easy_title="")
    list(build_again([page.translation_key]))

    soup = read(easy(page))
    links = {str(link["lang"]): str(link["href"]) for link in soup.select("nav.languages a")}

    assert set(links) == {"en", "es"}
    spanish: BeautifulSoup = read(links["es"].replace("http://testserver", ""))
    assert spanish.html is not None
    assert spanish.html["lang"] == "es"
    assert spanish.select_one("main h1").get_text() == "Células por inyección"  # type: ignore[union-attr]
    canonical = soup.select_one('link[rel="canonical"]')
    assert canonical is not None
    assert str(canonical["href"]).endswith("/easy-read/")


def test_it_costs_as_many_queries_for_twenty_findings_as_for_one(tree: Tree, client: Client) -> None:
    costs = set()
    for number in (1, 20):
        page = easy_update()
        set_stream(page, "body", stream_data.easy_body(*(stream_data.finding() for _ in range(number))))
        page = publish(page)
        client.get(easy(page))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(easy(page)).status_code == 200
        costs.add(len(queries))
    assert len(costs) == 1


def test_caches_are_told_of_its_address(tree: Tree) -> None:
    page = easy_update()

    told = addresses([page.translation_key])

    assert f"{page.full_url}easy-read/" in told
    assert any(address.endswith("/renderings/easy/?locale=en") for address in told)

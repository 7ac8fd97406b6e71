"""Lists of updates: newest first, one language, never with a finding."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from research.models import Representation
from research.reader import listing
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree, parents_in, translated
from tests.site.conftest import Open

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_newest_update_comes_first(tree: Tree, read: Open) -> None:
    for day, title in enumerate(("Old", "New", "Newest")):
        page = ResearchUpdateFactory.create(live=True, title=title)
        Representation.objects.filter(pk=page.pk).update(published_at=NOON + datetime.timedelta(days=day))

    titles = [heading.get_text(strip=True) for heading in read(tree.index.get_url()).select(".update-entry h2")]

    assert titles == ["Newest", "New", "Old"]


def test_list_holds_no_finding_and_no_key_message(tree: Tree, read: Open) -> None:
    ResearchUpdateFactory.create(live=True)

    for url in (tree.index.get_url(), "/en/"):
        shown = read(url).get_text()
        assert "Cells by injection" in shown
        assert "7 of 20" not in shown
        assert "some people moved better" not in shown


def test_overtaken_update_says_so_before_its_title_in_the_list(tree: Tree, read: Open) -> None:
    later = stream_data.raw("later_evidence", {"relation": "supersedes", "study_ref": "harris-2021", "note": "Newer."})
    ResearchUpdateFactory.create(
        live=True, body=stream_data.body(stream_data.study(), stream_data.finding(later_evidence=[later]))
    )

    entry = read(tree.index.get_url()).select_one(".update-entry")

    assert entry is not None
    assert entry.get_text(" ", strip=True).startswith("Overtaken by newer evidence")


def test_empty_list_names_what_other_languages_have(tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True)
    arabic = parents_in("ar")

    soup = read(arabic.get_url())

    assert soup.select(".update-entry") == []
    link = soup.select_one(".elsewhere a")
    assert link is not None
    assert (link["href"], link["hreflang"]) == (page.get_url(), "en")
    heading = soup.select_one(".elsewhere h2 span")
    assert heading is not None
    assert (heading["lang"], heading.get_text()) == ("en", "English")


def test_list_is_of_one_language(tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True)
    arabic = translated(page, "ar", live=True)

    for one in (page, arabic):
        links = read(one.get_parent().get_url()).select(".update-entry a")
        assert [link["href"] for link in links] == [one.get_url()]


def test_long_list_is_read_page_by_page(tree: Tree, read: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    for _ in range(3):
        ResearchUpdateFactory.create(live=True)

    first, second = read(tree.index.get_url()), read(f"{tree.index.get_url()}?page=2")

    assert [len(soup.select(".update-entry")) for soup in (first, second)] == [2, 1]
    assert first.select_one("a[rel=next]") is not None
    assert second.select_one("a[rel=prev]") is not None
    canonical = second.select_one("link[rel=canonical]")
    assert canonical is not None
    assert str(canonical["href"]).endswith("?page=2")


@pytest.mark.parametrize("number", ["0", "9", "x", "-1", "1e9", "٢٢"])
def test_page_of_the_list_that_does_not_exist_answers_404(tree: Tree, client: Client, number: str) -> None:
    ResearchUpdateFactory.create(live=True)

    assert client.get(tree.index.get_url(), {"page": number}).status_code == 404


def test_list_of_twenty_costs_as_many_queries_as_a_list_of_one(tree: Tree, client: Client) -> None:
    ResearchUpdateFactory.create(live=True)
    one = [queries(client, url) for url in (tree.index.get_url(), "/en/")]
    for _ in range(19):
        ResearchUpdateFactory.create(live=True)

    assert [queries(client, url) for url in (tree.index.get_url(), "/en/")] == one
    assert len(client.get(tree.index.get_url()).content.split(b'class="update-entry"')) == 21


def test_update_costs_as_many_queries_with_twenty_findings_as_with_one(tree: Tree, client: Client) -> None:
    small = ResearchUpdateFactory.create(live=True)
    body = [stream_data.study(), *(stream_data.finding(statement=f"Finding {n}.") for n in range(20))]
    large = ResearchUpdateFactory.create(live=True, body=body)

    assert queries(client, large.get_url()) == queries(client, small.get_url())


def test_update_costs_as_many_queries_with_translations_as_without(tree: Tree, client: Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    alone = queries(client, page.get_url())
    for language in ("es", "fr", "de", "ar"):
        translated(page, language, live=True)

    assert queries(client, page.get_url()) == alone

"""The sitemap: every page that an update is read at on this host, with its other languages, and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from research.api import sitemap_rows
from research.models import Representation
from tests.api.test_visibility import SEEN
from tests.factories import ResearchUpdateFactory, Tree, committed, translated

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def find(node: Any, path: str) -> list[Any]:
    return list(node.xpath(path, namespaces=NAMES))


def read(address: str, **headers: str) -> Any:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def parts(**headers: str) -> list[str]:
    return [loc.text for loc in find(read("/sitemap.xml", **headers), "s:sitemap/s:loc")]


def urls(**headers: str) -> dict[str, Any]:
    found = [url for address in parts(**headers) for url in find(read(address, **headers), "s:url")]
    return {find(url, "s:loc")[0].text: url for url in found}


def languages(url: Any) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in find(url, "x:link[@rel='alternate']")}


def test_page_is_listed_with_its_other_languages_and_one_for_all_others(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    arabic = translated(page, "ar", live=True)

    found = urls()

    english, other = f"http://testserver{page.get_url()}", f"http://testserver{arabic.get_url()}"
    assert set(found) == {english, other}
    for url in found.values():
        assert languages(url) == {"en": english, "ar": other, "x-default": english}
    changed = Representation.objects.get(pk=page.pk).changed_at
    assert find(found[english], "s:lastmod")[0].text == f"{changed:%Y-%m-%dT%H:%M:%S}Z"


def test_every_address_that_is_listed_can_be_opened(tree: Tree) -> None:
    translated(ResearchUpdateFactory.create(live=True, slug="زيت-و-خلايا"), "ar", live=True)

    assert [Client().get(address).status_code for address in urls()] == [200, 200]


def test_page_in_one_language_has_no_other_addresses(tree: Tree) -> None:
    ResearchUpdateFactory.create(live=True)

    (url,) = urls().values()

    assert languages(url) == {}


@pytest.mark.parametrize(("state", "seen"), SEEN.items(), ids=[state.__name__ for state in SEEN])
def test_only_what_is_public_is_listed(state: Any, seen: bool, tree: Tree) -> None:
    state(tree)

    assert bool(urls()) is seen


def test_page_of_another_site_is_listed_there(tree: Tree) -> None:
    page = next(state for state in SEEN if state.__name__ == "of_another_site")(tree)

    (address,) = urls(host="other.example.org")

    assert address == f"http://other.example.org/en/other/{page.slug}/"


def test_untranslated_copy_is_left_to_its_original(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(ResearchUpdateFactory.create(live=True), "fr", live=True)
    with committed():
        page.copy_for_translation(tree.locales["fr"], alias=True)
        page.save_revision().publish()

    found = urls()

    assert languages(found[f"http://testserver{page.get_url()}"]) == {}
    assert [address for address in found if "/fr/" in address and page.slug in address] == []


def test_long_sitemap_is_cut_into_parts_that_keep_the_languages_together(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap_rows, "PART", 2)
    query = sitemap_rows.Prepared(sitemap_rows._parts_query, [sitemap_rows.HOST, sitemap_rows.PORT])
    monkeypatch.setattr(sitemap_rows, "_parts", query)
    pages = [ResearchUpdateFactory.create(live=True) for _ in range(4)]
    for page in pages:
        translated(page, "es", live=True)

    found = urls()

    assert len(parts()) >= 4
    assert all(len(find(read(address), "s:url")) <= 2 for address in parts())
    assert len(found) == 8
    assert {tuple(languages(url)) for url in found.values()} == {("en", "es", "x-default")}


def test_sitemap_costs_one_query_however_long_it_is(tree: Tree) -> None:
    for number in (1, 5):
        for _ in range(number):
            translated(ResearchUpdateFactory.create(live=True), "es", live=True)
        for address in ("/sitemap.xml", parts()[0]):
            with CaptureQueriesContext(connection) as queries:
                Client().get(address)
            assert len(queries) == 1


def test_sitemap_is_not_sent_again_to_somebody_who_has_it(tree: Tree) -> None:
    ResearchUpdateFactory.create(live=True)
    for address in ("/sitemap.xml", parts()[0]):
        answer = Client().get(address)

        again = Client().get(address, headers={"if-none-match": answer["ETag"]})

        assert (again.status_code, again.content) == (304, b"")
        assert answer["Content-Type"] == "application/xml; charset=utf-8"
        assert answer["Surrogate-Key"] == "research-lists"
        # It is the same for every reader.
        assert "Accept-Language" not in answer.get("Vary", "")
        assert "Content-Language" not in answer


@pytest.mark.parametrize("address", ["/sitemap-7.xml", f"/sitemap-{'9' * 40}.xml", "/sitemap--1.xml", "/sitemap-x.xml"])
def test_part_that_there_is_not_is_not_found(address: str, tree: Tree) -> None:
    assert Client().get(address).status_code == 404


def test_sitemap_cannot_be_written_to(tree: Tree) -> None:
    assert Client().post("/sitemap.xml").status_code == 405


@pytest.mark.parametrize("urlconf", ["cms.urls", "cms.delivery_urls"])
def test_robots_are_told_of_the_sitemap(urlconf: str, tree: Tree, settings: Any) -> None:
    settings.ROOT_URLCONF = urlconf

    answer = Client().get("/robots.txt")
    (address,) = re.findall(r"^Sitemap: (\S+)$", answer.content.decode(), re.M)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert Client().get(address).status_code == 200

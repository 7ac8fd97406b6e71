"""A program that is given the address of a page finds the feed in the page's language."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import ResearchUpdateFactory, Tree, parents_in, translated
from tests.site.conftest import Open

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ar"])
def test_home_page_and_list_name_the_feeds_of_their_language(language: str, tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True)
    if language != "en":
        page = translated(page, language, live=True)

    for url in (f"/{language}/", parents_in(language).get_url()):
        links = read(url).select("head link[rel=alternate][type]")
        assert [(link["type"], link["hreflang"]) for link in links] == [
            ("application/atom+xml", language),
            ("application/feed+json", language),
        ]
        for link in links:
            assert link["title"]
            assert page.title in Client().get(str(link["href"])).content.decode()

"""The preview of a draft: built on the spot, in the draft's language."""

from __future__ import annotations

from bs4 import BeautifulSoup

from research.models import ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, Tree, translated


def preview(page: ResearchUpdatePage) -> BeautifulSoup:
    answer = page.make_preview_request()
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_draft_is_previewed_as_readers_would_see_it(tree: Tree) -> None:
    soup = preview(ResearchUpdateFactory.create(title="Not yet public"))

    assert soup.h1 is not None
    assert soup.h1.get_text() == "Not yet public"
    assert len(soup.select("article.finding .caveat")) == 3
    assert soup.select_one(".preview") is not None


def test_preview_of_a_live_page_shows_what_was_typed_since(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    page.title = "Typed since"

    assert preview(page).h1.get_text() == "Typed since"  # type: ignore[union-attr]


def test_arabic_draft_is_previewed_in_arabic(tree: Tree) -> None:
    soup = preview(translated(ResearchUpdateFactory.create(live=True), "ar"))

    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert "كانت الإعاقة أقل" in soup.get_text()


def test_preview_of_a_finding_without_caveats_says_what_is_missing_and_not_the_finding(tree: Tree) -> None:
    soup = preview(ResearchUpdateFactory.create(without="caveat"))

    assert soup.select_one("article.finding") is None
    assert "has no caveat" in soup.get_text()


def test_preview_of_an_empty_page_is_shown(tree: Tree) -> None:
    """What an editor sees who opens the preview before typing anything."""
    page = ResearchUpdatePage(title="", slug="new", locale=tree.locales["en"])
    page.set_url_path(tree.index)
    page.path = f"{tree.index.path}9999"
    page.depth = tree.index.depth + 1

    assert preview(page).select_one("main") is not None

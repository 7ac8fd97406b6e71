"""Each page in its own language, every text under the language that it is in."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Locale

from research.publishing.store import store_groups
from tests.factories import ResearchUpdateFactory, Tree, committed, parents_in, translated
from tests.site.conftest import Open


def language_of(element: Tag) -> tuple[str, str]:
    """Return the language and direction that hold for ``element``."""
    named = element if element.has_attr("lang") else element.find_parent(lang=True)
    assert isinstance(named, Tag)
    return str(named["lang"]), str(named["dir"])


def element_with(soup: BeautifulSoup | Tag, words: str) -> Tag:
    """Return the innermost element that holds ``words``."""
    found = soup.find(string=lambda string: bool(string) and words in string)
    assert found is not None, f"“{words}” is not on the page."
    assert isinstance(found.parent, Tag)
    return found.parent


def test_arabic_page_is_arabic_from_right_to_left(tree: Tree, read: Open) -> None:
    page = translated(ResearchUpdateFactory.create(live=True), "ar", live=True)
    soup = read(page.get_url())
    assert soup.html is not None

    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert language_of(element_with(soup.main or soup, "كانت الإعاقة أقل")) == ("ar", "rtl")


def test_text_that_nobody_has_translated_says_its_language(tree: Tree, read: Open) -> None:
    """The title of a paper keeps its own language on every page."""
    page = ResearchUpdateFactory.create(live=True)
    arabic = translated(page, "ar", live=True)
    body = [dict(block) for block in arabic.body.raw_data]
    body[0]["value"] = {**body[0]["value"], "title_original": "Two-year follow-up", "title_original_language": "en"}
    source = [dict(block) for block in page.body.raw_data]
    source[0]["value"] = {**source[0]["value"], "title_original": "Two-year follow-up", "title_original_language": "en"}
    for changed, blocks in ((page, source), (arabic, body)):
        changed.body = changed.body.stream_block.to_python(blocks)
        with committed():
            changed.save_revision().publish()

    shown = element_with(read(arabic.get_url()), "Two-year follow-up")

    assert language_of(shown) == ("en", "ltr")


def test_languages_name_themselves_and_the_one_being_read_is_marked(tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "ar", live=True)

    links = read(page.get_url()).select("nav.languages a")

    assert [(a["lang"], a["hreflang"], a["dir"], a.get_text()) for a in links] == [
        ("ar", "ar", "rtl", "العربية"),
        ("en", "en", "ltr", "English"),
    ]
    assert [a.get("aria-current") for a in links] == [None, "page"]


def test_head_names_every_translation_and_itself(tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True)
    arabic = translated(page, "ar", live=True)

    for one in (page, arabic):
        soup = read(one.get_url())
        alternates = {a["hreflang"]: a["href"] for a in soup.select("link[rel=alternate]")}
        assert alternates == {"en": f"http://testserver{page.get_url()}", "ar": f"http://testserver{arabic.get_url()}"}
        canonical = soup.select_one("link[rel=canonical]")
        assert canonical is not None
        assert canonical["href"] == f"http://testserver{one.get_url()}"


def test_translation_that_is_still_a_draft_is_not_offered(tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "ar")

    soup = read(page.get_url())

    assert soup.select("nav.languages a") == []
    assert soup.select("link[rel=alternate]") == []


def test_copy_of_an_untranslated_update_says_so_and_names_its_original(tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True)
    parents_in("ar")
    with committed():
        alias = page.copy_for_translation(tree.locales["ar"], alias=True)
    store_groups([alias.translation_key])

    soup = read(alias.get_url())

    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    for words in ("Disability was less in 7 of 20", "All 20 people came", "Cells by injection, two years later"):
        assert language_of(element_with(soup.main or soup, words)) == ("en", "ltr")
    assert soup.select_one("h1 .language-mark") is not None
    assert soup.select_one(".review-line .unreviewed") is not None
    assert len(soup.select("section.forms .language-mark")) == len(soup.select("section.forms a")) > 0
    canonical = soup.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == f"http://testserver{page.get_url()}"
    assert [a["hreflang"] for a in soup.select("link[rel=alternate]")] == ["en"]


def test_page_that_does_not_exist_is_told_in_the_reader_s_language(tree: Tree, client: Client) -> None:
    parents_in("ar")

    answer = client.get("/ar/nothing/")
    soup = BeautifulSoup(answer.content, "html.parser")

    assert answer.status_code == 404
    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert soup.select_one("main a[href='/ar/']") is not None
    assert [a["lang"] for a in soup.select("nav.languages a")] == ["ar", "en"]


def test_machine_translation_is_told_once_in_the_review_line(tree: Tree, read: Open) -> None:
    page = translated(ResearchUpdateFactory.create(live=True), "ar")
    page.translation_method = "machine"
    with committed():
        page.save_revision().publish()

    soup = read(page.get_url())

    assert len(soup.select(".unreviewed")) == 1
    assert soup.select_one(".update-head .unreviewed") is not None


def test_words_that_nobody_has_translated_say_that_they_are_english(tree: Tree) -> None:
    """Welsh has no catalogue here: the words around the content are English, and the content says that it is Welsh."""
    page = ResearchUpdateFactory.create(title="Gwell symud")
    page.locale = Locale.objects.create(language_code="cy")

    soup = BeautifulSoup(page.make_preview_request().content, "lxml")

    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert language_of(element_with(soup.main or soup, "Gwell symud")) == ("cy", "ltr")
    assert language_of(element_with(soup, "The study")) == ("en", "ltr")

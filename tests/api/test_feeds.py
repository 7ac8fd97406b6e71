"""Feeds: what a subscriber of a locale gets, in which words, and how they hear that something was taken back."""

from __future__ import annotations

import uuid
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction, Site

from home.models import SiteSettings, Topic
from research.models import Change, Representation, ResearchUpdatePage
from tests import stream_data
from tests.api.feeds import LANG, ROOT, ask_atom, atom, entries, entry_of, find, html_words, json_feed, words
from tests.api.test_visibility import SEEN
from tests.factories import ResearchUpdateFactory, Tree, committed, publish, set_stream, translated

pytestmark = pytest.mark.django_db


def removed(feed: Any) -> list[str]:
    return [item.get("ref") for item in find(feed, "at:deleted-entry")]


def id_of(entry: Any) -> str:
    return str(find(entry, "a:id")[0].text)


def unpublish(page: Any, note: str = "") -> None:
    with committed():
        if note:
            page.withdrawal_note = note
            page.save_revision()
        page.unpublish()


def test_feed_has_the_update_with_its_addresses_and_times(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "es", live=True)

    (entry,) = entries(atom("en"))

    links = {
        (link.get("rel"), link.get("type"), link.get("hreflang")): link.get("href") for link in find(entry, "a:link")
    }
    assert links == {
        ("alternate", "text/html", "en"): f"http://testserver{page.get_url()}",
        ("alternate", "text/html", "es"): "http://testserver/es/research/" + page.slug + "/",
        ("alternate", "application/json", "en"): f"http://testserver{ROOT}updates/{page.translation_key}/?locale=en",
    }
    row = Representation.objects.get(pk=page.pk)
    assert find(entry, "a:updated")[0].text == row.changed_at.isoformat().replace("+00:00", "Z")
    assert find(entry, "a:published")[0].text == page.first_published_at.isoformat().replace("+00:00", "Z")
    assert find(entry, "a:title")[0].text == page.title


def test_entry_keeps_its_id_and_has_another_one_in_another_language(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "es", live=True)
    (before,) = entries(atom("en"))

    page.title = "Another title"
    publish(page)

    (after,), (spanish,) = entries(atom("en")), entries(atom("es"))
    assert id_of(after) == id_of(before) == uuid.uuid5(page.translation_key, "en").urn
    assert id_of(spanish) == uuid.uuid5(page.translation_key, "es").urn
    assert find(after, "a:updated")[0].text > find(before, "a:updated")[0].text
    assert json_feed("en")["items"][0]["id"] == id_of(after)


def test_entry_tells_key_messages_and_no_finding(tree: Tree) -> None:
    ResearchUpdateFactory.create(live=True, summary=stream_data.summary("Some people moved better."))
    statement = stream_data.finding()["value"]["statement"]

    answer = ask_atom("en")
    feed = json_feed("en")

    assert "Some people moved better." in answer.content.decode()
    assert statement not in answer.content.decode()
    assert statement not in str(feed)
    assert [text for _lang, _dir, text in html_words(feed["items"][0])][-1] == "Some people moved better."


def test_retraction_and_who_may_gain_are_told_before_anything_else(tree: Tree) -> None:
    retracted = stream_data.study(
        publication_status="retracted",
        notices=[{"kind": "retraction", "date": "2025-02-03", "doi": "10.1212/NXI.0000000000000928"}],
    )
    ResearchUpdateFactory.create(
        live=True,
        body=[retracted, stream_data.finding()],
        disclosures=[stream_data.sells_treatment()],
        summary=stream_data.summary("Some people moved better."),
    )

    (entry,) = entries(atom("en"))
    (item,) = json_feed("en")["items"]

    said = words(entry)
    assert "taken back" in said[0] or "retracted" in said[0].lower()
    assert "sells" in said[1] or "gain" in said[1] or "interest" in said[1]
    assert said[-1] == "Some people moved better."
    assert [text for _lang, _dir, text in html_words(item)] == said
    assert item["_research_updates"]["evidence"] == "retracted"
    (category,) = find(entry, "a:category[contains(@scheme, '/evidence/')]")
    assert category.get("term") == "retracted"


def test_old_update_that_is_corrected_comes_first_again(tree: Tree) -> None:
    old = ResearchUpdateFactory.create(live=True, title="Old")
    ResearchUpdateFactory.create(live=True, title="New")
    assert [find(entry, "a:title")[0].text for entry in entries(atom("en"))] == ["New", "Old"]

    set_stream(old, "correction_log", [stream_data.raw("correction", {"date": "2026-02-01", "what": "x.", "why": ""})])
    publish(old)

    assert [find(entry, "a:title")[0].text for entry in entries(atom("en"))] == ["Old", "New"]


def test_update_that_is_taken_back_becomes_a_deleted_entry_with_the_reason(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    (entry,) = entries(atom("en"))

    unpublish(page, "A number was wrong.")

    feed = atom("en")
    assert entries(feed) == []
    assert removed(feed) == [id_of(entry)]
    (comment,) = find(feed, "at:deleted-entry/at:comment")
    assert (comment.text, comment.get(LANG)) == ("A number was wrong.", "en")
    (item,) = json_feed("en")["_research_updates"]["removed"]
    assert (item["id"], item["state"], item["note"]["text"]) == (id_of(entry), "withdrawn", "A number was wrong.")


def test_update_that_is_public_again_is_not_deleted_any_more(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    unpublish(page)

    publish(page)

    feed = atom("en")
    assert len(entries(feed)) == 1
    assert removed(feed) == []


def test_update_that_can_be_read_is_not_called_deleted_while_the_journal_lags(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    Change.objects.filter(translation_key=page.translation_key).update(removed=True, state="withdrawn")

    feed = atom("en")

    assert len(entries(feed)) == 1
    assert removed(feed) == []


def test_deleted_entry_is_told_to_followers_of_its_own_locale_only(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)

    unpublish(spanish)

    assert removed(atom("en")) == []
    assert len(removed(atom("es"))) == 1


@pytest.mark.parametrize(("state", "seen"), SEEN.items(), ids=[state.__name__ for state in SEEN])
def test_feed_holds_only_what_is_public(state: Any, seen: bool, tree: Tree) -> None:
    page = state(tree)

    answer, feed = ask_atom("en"), json_feed("en")

    assert bool(feed["items"]) is seen
    assert (page.title in answer.content.decode()) is seen
    assert (page.title in str(feed)) is seen


def test_update_that_never_was_public_leaves_no_trace(tree: Tree) -> None:
    ResearchUpdateFactory.create()
    page = ResearchUpdateFactory.create(live=True)
    Change.objects.all().delete()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    feed = atom("en")

    assert entries(feed) == []
    assert removed(feed) == []


def test_feed_of_another_site_has_its_own_updates_and_its_own_id(tree: Tree) -> None:
    other = next(state for state in SEEN if state.__name__ == "of_another_site")(tree)

    here, there = atom("en"), atom("en", host="other.example.org")

    assert entries(here) == []
    assert entry_of(there, other) is not None
    assert id_of(here) != id_of(there)


def test_arabic_title_that_begins_with_latin_letters_is_still_read_from_the_right(tree: Tree) -> None:
    page = translated(ResearchUpdateFactory.create(live=True), "ar")
    page.title = "MS: خلايا بالحقن"
    publish(page)

    (entry,), (item,) = entries(atom("ar")), json_feed("ar")["items"]

    assert find(entry, "a:title")[0].text == item["title"] == "\u200fMS: خلايا بالحقن"
    assert {(lang, way) for lang, way, _text in html_words(item)} == {("ar", "rtl")}
    assert item["_research_updates"]["direction"] == "rtl"
    assert {part.get("dir") for part in find(entry, "a:summary//x:*[@dir]")} == {"rtl"}


def test_untranslated_copy_says_that_it_is_in_another_language(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(ResearchUpdateFactory.create(live=True), "fr", live=True)
    with committed():
        page.copy_for_translation(tree.locales["fr"], alias=True)
        page.save_revision().publish()

    feed = atom("fr")
    entry = entry_of(feed, page)
    item = next(
        i for i in json_feed("fr")["items"] if i["_research_updates"]["translation_key"] == str(page.translation_key)
    )

    assert feed.get(LANG) == "fr"
    assert entry.get(LANG) == find(entry, "a:title")[0].get(LANG) == item["language"] == "en"
    assert item["_research_updates"]["origin"] == "fallback"
    # A reader of French is told first, in French.
    assert html_words(item)[0][0] == "fr"
    assert [link.get("hreflang") for link in find(entry, "a:link[@type='text/html']")] == ["en"]


def test_locale_without_a_catalogue_has_a_feed_with_the_languages_own_name(tree: Tree) -> None:
    Locale.objects.create(language_code="cy")

    assert find(atom("cy"), "a:title")[0].text == "Cymraeg"
    assert json_feed("cy")["title"] == "Cymraeg"


def test_publisher_and_licence_go_with_each_entry(tree: Tree) -> None:
    SiteSettings.objects.create(
        site=Site.objects.get(),
        publisher_name_en="A charity",
        url="https://charity.example",
        licence_name="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
    )
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "es", live=True)

    feed = atom("es")
    (entry,) = entries(feed)
    (item,) = json_feed("es")["items"]

    for node in (feed, entry):
        assert find(node, "a:author/a:name")[0].text == "A charity"
        assert find(node, "a:author")[0].get(LANG) == "en"
        assert find(node, "a:rights")[0].text == "CC BY 4.0"
        assert find(node, "a:link[@rel='license']")[0].get("href") == "https://creativecommons.org/licenses/by/4.0/"
    # An author of a JSON Feed cannot say that its name is English: the name stands in the extension.
    assert item["authors"] == [{"url": "https://charity.example"}]
    assert item["_research_updates"]["publisher"]["language"] == "en"
    assert item["_research_updates"]["licence_name"] == "CC BY 4.0"


def test_topic_narrows_the_feed_and_makes_it_another_one(tree: Tree) -> None:
    Topic.objects.create(code="cells", name_en="Cells")
    Topic.objects.create(code="diet", name_en="Food")
    page = ResearchUpdateFactory.create(live=True, topics=["cells"])
    ResearchUpdateFactory.create(live=True)

    every, cells, diet = atom("en"), atom("en", "?topic=cells"), atom("en", "?topic=diet")

    assert (len(entries(every)), len(entries(cells)), len(entries(diet))) == (2, 1, 0)
    assert len({id_of(every), id_of(cells), id_of(diet)}) == 3
    (category,) = find(entry_of(cells, page), "a:category[@term='cells']")
    assert (category.get("label"), category.get(LANG)) == ("Cells", "en")
    assert json_feed("en", "?topic=cells")["items"][0]["tags"] == ["cells"]


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(tree: Tree) -> None:
    title = "Cells \x0b\x1f & <b>two</b> \ufffe years"
    page = ResearchUpdateFactory.create(live=True)
    row = Representation.objects.get(pk=page.pk)
    row.body = row.body.replace(page.title, title.replace("\x0b", "\\u000b").replace("\x1f", "\\u001f"))
    row.save()

    (entry,) = entries(atom("en"))

    assert find(entry, "a:title")[0].text == "Cells  & <b>two</b>  years"


def test_feed_is_read_by_a_feed_reader(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True, summary=stream_data.summary("Some people moved better."))

    read = feedparser.parse(ask_atom("en").content)

    assert not read.bozo
    assert (read.version, read.feed.language) == ("atom10", "en")
    (entry,) = read.entries
    assert entry.id == uuid.uuid5(page.translation_key, "en").urn
    assert entry.link == f"http://testserver/en/research/{page.slug}/"
    assert "Some people moved better." in entry.summary


def test_answer_is_not_sent_again_to_somebody_who_has_it(tree: Tree) -> None:
    ResearchUpdateFactory.create(live=True)
    for form, media_type in (("atom", "application/atom+xml; charset=utf-8"), ("json", "application/feed+json")):
        address = f"{ROOT}feeds/en.{form}"
        answer = Client().get(address)

        again = Client().get(address, headers={"if-none-match": answer["ETag"]})

        assert answer["Content-Type"] == media_type
        assert (again.status_code, again.content) == (304, b"")
        for found in (answer, again):
            assert found["Surrogate-Key"] == "research-lists"
            assert found["Content-Language"] == "en"
            assert found["Cache-Control"].startswith("public, max-age=60")


@pytest.mark.parametrize("form", ["atom", "json"])
def test_feed_costs_the_same_however_long_it_is(form: str, tree: Tree) -> None:
    costs = []
    for number in (1, 6):
        for _ in range(number):
            unpublish(ResearchUpdateFactory.create(live=True))
            translated(ResearchUpdateFactory.create(live=True), "es", live=True)
        Client().get(f"{ROOT}feeds/en.{form}")
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"{ROOT}feeds/en.{form}")
        costs.append(len(queries))

    assert costs == [5, 5]


def test_feed_holds_as_many_as_were_asked_for(tree: Tree) -> None:
    for _ in range(3):
        ResearchUpdateFactory.create(live=True)

    assert len(entries(atom("en", "?limit=2"))) == len(json_feed("en", "?limit=2")["items"]) == 2


@pytest.mark.parametrize("form", ["atom", "json"])
@pytest.mark.parametrize(
    ("place", "status", "code"),
    [
        ("xx.{}", 404, "address-not-found"),
        ("%00.{}", 404, "address-not-found"),
        (".{}", 404, "address-not-found"),
        ("en.{}?lang=es", 422, "unknown-parameter"),
        ("en.{}?locale=es", 422, "unknown-parameter"),
        ("en.{}?cursor=x", 422, "unknown-parameter"),
        ("en.{}?limit=0", 422, "invalid-parameter"),
        ("en.{}?limit=101", 422, "invalid-parameter"),
        ("en.{}?limit=5&limit=5", 422, "repeated-parameter"),
        ("en.{}?topic=nothing", 422, "invalid-parameter"),
        ("en.{}?topic=%00", 422, "invalid-parameter"),
        ("en.{}?certainty=sure", 422, "invalid-parameter"),
    ],
)
def test_bad_request_is_refused(form: str, place: str, status: int, code: str, tree: Tree) -> None:
    answer = Client().get(f"{ROOT}feeds/{place.format(form)}")

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_stored_representation_of_another_version_is_left_out(tree: Tree) -> None:
    good, old = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create(live=True)
    Representation.objects.filter(pk=old.pk).update(body='{"schema_version":"0"}')

    assert [entry_of(atom("en"), good) is not None, len(entries(atom("en")))] == [True, 1]
    assert ResearchUpdatePage.objects.filter(pk=old.pk).exists()

"""Promises 1 and 2 in feeds: a finding is not there without its caveats, and every text says its language."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from research.domain.locales import direction
from research.models import Representation
from tests.api.feeds import LANG, atom, entries, entry_of, find, html_words, item_of, json_feed, words
from tests.factories import Tree, committed, publish, translated
from tests.promises.conftest import example, few, page_of
from tests.promises.strategies import Made, languages, updates
from tests.promises.test_texts_say_their_language import sentences_of
from tests.promises.texts import into, marked, texts_in


def told(page: Any) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """Return what both feeds say of a page, and its representation as other tests know it to be whole."""
    locale = page.locale.language_code
    item = item_of(json_feed(locale), page)
    stored = Representation.objects.get(pk=page.pk)
    return entry_of(atom(locale), page), item, json.loads(stored.body)


def assert_tells_nothing_but_notices_and_key_messages(page: Any) -> None:
    """Notices come first, key messages next, and not one word of a finding: its caveats are not here."""
    entry, item, update = told(page)
    conflict, about = update["conflict_of_interest"], update["provenance"]
    first = [update["evidence"]["notice"], conflict and conflict["notice"]]
    first += [about["outdated_notice"], about["review_notice"]]
    expected = [text for text in (*first, *(m["message"] for m in update["summary"])) if text]

    assert [_spaced(said) for said in words(entry)] == [_spaced(text["text"]) for text in expected]
    assert [(language, way, _spaced(said)) for language, way, said in html_words(item)] == [
        (text["language"], text["direction"], _spaced(text["text"])) for text in expected
    ]
    everything = {_spaced(text) for text in entry.itertext() if text.strip()}
    allowed = {_spaced(text["text"]) for text in expected}
    rest = everything - allowed
    apart = {_spaced(node.text) for node in find(entry, "a:id|a:title|a:updated|a:published|a:author/a:*|a:rights")}
    assert rest <= apart


def _spaced(text: str) -> str:
    return " ".join(text.split())


def assert_texts_say_their_language(page: Any) -> None:
    entry, item, update = told(page)
    locale = update["locale"]
    for node in entry.iter():
        if node.text and (found := marked(node.text)):
            around = next(a.get(LANG) for a in (node, *node.iterancestors()) if a.get(LANG))
            assert found == {around}
        if node.get("dir"):
            assert node.get("dir") == direction(node.get("lang"))
            assert node.get("lang") == node.get(LANG)
        if node.get("label") and (found := marked(node.get("label"))):
            assert found == {node.get(LANG)}
    assert marked(item["title"]) == {item["language"]}
    for language, way, said in html_words(item):
        assert way == direction(language)
        if found := marked(said):
            assert found == {language}
        elif language == locale != "en":
            assert sentences_of(locale).fullmatch(said)
        else:
            assert language == "en"
    for text in texts_in(item["_research_updates"]):
        assert text["direction"] == direction(text["language"])


@few
@given(made=updates())
def test_update_in_a_feed_keeps_both_promises(tree: Tree, made: Made) -> None:
    with example():
        page = page_of(made)
        assert_tells_nothing_but_notices_and_key_messages(page)
        assert_texts_say_their_language(page)


@few
@given(made=updates(), other=languages)
def test_translation_and_alias_in_a_feed_keep_both_promises(tree: Tree, made: Made, other: str) -> None:
    if other == made.language:
        return
    with example():
        page = page_of(made)
        copy = translated(page, other, live=True, translate=into(made.language, other))
        assert_tells_nothing_but_notices_and_key_messages(copy)
        assert_texts_say_their_language(copy)
    with example():
        page = page_of(made)
        with committed():
            alias = page.copy_for_translation(tree.locales[other], alias=True)
            page.save_revision().publish()
        alias.refresh_from_db()
        assert_tells_nothing_but_notices_and_key_messages(alias)
        assert_texts_say_their_language(alias)


@few
@given(made=updates())
def test_draft_is_in_no_feed_and_what_is_unpublished_leaves_it(tree: Tree, made: Made) -> None:
    with example():
        page = page_of(made, live=False)
        assert entries(atom(made.language)) == json_feed(made.language)["items"] == []
        page = publish(page)
        assert len(entries(atom(made.language))) == 1
        with committed():
            page.unpublish()
        feed = atom(made.language)
        assert entries(feed) == json_feed(made.language)["items"] == []
        assert len(find(feed, "at:deleted-entry")) == 1
        assert made.title not in str(json_feed(made.language))

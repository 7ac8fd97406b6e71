"""Promise 3: what a translation changes, drops or leaves undone stops its publication."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.problems import Problem, errors
from research.models import ResearchUpdatePage
from research.models.gate import PublishBlocked
from tests.factories import Tree, publish, set_stream, stream, translated
from tests.promises.conftest import example, few, page_of
from tests.promises.outputs import assert_served_nowhere
from tests.promises.strategies import Made, languages, updates
from tests.promises.texts import SENTENCES, into, sentence
from tests.stream_data import RawBlock

pairs = st.tuples(languages, languages).filter(lambda pair: pair[0] != pair[1])


def places(value: Any, language: str, at: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], str]]:
    """Return the place and text of every text in stored data that holds a sentence of ``language``."""
    if isinstance(value, dict):
        return [found for key, child in value.items() for found in places(child, language, (*at, key))]
    if isinstance(value, list):
        return [found for number, child in enumerate(value) for found in places(child, language, (*at, number))]
    if isinstance(value, str) and SENTENCES[language].split("{n}")[0] in value:
        return [(at, value)]
    return []


def put(value: Any, at: tuple[Any, ...], text: str) -> None:
    for key in at[:-1]:
        value = value[key]
    value[at[-1]] = text


def all_texts(page: Any, language: str) -> list[tuple[str, tuple[Any, ...], str]]:
    found = [("title", (), page.title)]
    for name in ("summary", "body"):
        found += [(name, at, text) for at, text in places(stream(page, name), language)]
    return found


def write(page: Any, name: str, at: tuple[Any, ...], text: str) -> None:
    if name == "title":
        page.title = text
        return
    data = stream(page, name)
    put(data, at, text)
    set_stream(page, name, data)


def draft_of(made: Made, language: str) -> Any:
    """Make the source live and return its right and complete translation, not published yet."""
    page = translated(page_of(made), language, translate=into(made.language, language))
    assert errors(page.publication_problems()) == [], "The translation is right before it is spoilt."
    return page


def assert_stopped(page: Any) -> list[Problem]:
    found = errors(page.publication_problems())
    assert found
    with pytest.raises(PublishBlocked):
        publish(page)
    assert not ResearchUpdatePage.objects.get(pk=page.pk).live
    assert_served_nowhere(page, page.title)
    return found


@few
@given(pair=pairs, data=st.data())
def test_complete_translation_is_published(tree: Tree, pair: tuple[str, str], data: st.DataObject) -> None:
    with example():
        made = data.draw(updates(pair[0]))
        assert publish(draft_of(made, pair[1])).live


@few
@given(pair=pairs, data=st.data())
def test_changed_digit_stops_a_translation(tree: Tree, pair: tuple[str, str], data: st.DataObject) -> None:
    with example():
        page = draft_of(data.draw(updates(pair[0])), pair[1])
        name, at, text = data.draw(st.sampled_from(all_texts(page, pair[1])))
        digit = data.draw(st.sampled_from([found.start() for found in re.finditer(r"\d", text)]))
        other = data.draw(st.sampled_from([d for d in "123456789" if d != text[digit]]))
        write(page, name, at, text[:digit] + other + text[digit + 1 :])
        assert "number" in " ".join(problem.code for problem in assert_stopped(page))


@few
@given(pair=pairs, data=st.data())
def test_text_left_in_the_source_language_stops_a_translation(
    tree: Tree, pair: tuple[str, str], data: st.DataObject
) -> None:
    with example():
        page = draft_of(data.draw(updates(pair[0])), pair[1])
        name, at, text = data.draw(st.sampled_from(all_texts(page, pair[1])))
        write(page, name, at, into(pair[1], pair[0])(text) or "")
        assert "segment-untranslated" in {problem.code for problem in assert_stopped(page)}


@few
@given(pair=pairs, data=st.data())
def test_dropped_caveat_stops_a_translation(tree: Tree, pair: tuple[str, str], data: st.DataObject) -> None:
    with example():
        made = data.draw(updates(pair[0]).filter(lambda u: any(f["value"]["caveats"] for f in u.findings)))
        page = draft_of(made, pair[1])
        body = stream(page)
        finding = data.draw(st.sampled_from([b for b in body if b["type"] == "finding" and b["value"]["caveats"]]))
        _drop_one(finding["value"]["caveats"], data)
        set_stream(page, "body", body)
        assert "caveat-missing" in {problem.code for problem in assert_stopped(page)}


@few
@given(pair=pairs, data=st.data())
def test_dropped_block_or_key_message_stops_a_translation(
    tree: Tree, pair: tuple[str, str], data: st.DataObject
) -> None:
    with example():
        page = draft_of(data.draw(updates(pair[0])), pair[1])
        name = data.draw(st.sampled_from(["summary", "body"]))
        blocks = stream(page, name)
        _drop_one(blocks, data)
        set_stream(page, name, blocks)
        assert "block-missing" in {problem.code for problem in assert_stopped(page)}


@few
@given(pair=pairs, data=st.data())
def test_changed_digit_stops_the_next_version_of_a_live_translation(
    tree: Tree, pair: tuple[str, str], data: st.DataObject
) -> None:
    with example():
        page = publish(draft_of(data.draw(updates(pair[0])), pair[1]))
        served = page.title
        page.title = sentence(pair[1], 1001)
        with pytest.raises(PublishBlocked):
            publish(page)
        assert ResearchUpdatePage.objects.get(pk=page.pk).title == served


def _drop_one(blocks: list[RawBlock], data: st.DataObject) -> None:
    blocks.remove(data.draw(st.sampled_from(blocks)))

"""No snippet shows a finding without its caveats, whatever was asked for."""

from __future__ import annotations

import html
import json
from typing import Any

import jsonschema
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from research.models import Representation, SearchEntry
from research.representations.schema_v1 import SearchResults
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree
from tests.promises.conftest import example, few, page_of, tree
from tests.promises.strategies import Made, updates
from tests.search.asking import SEARCH, results

__all__ = ["tree"]

pytestmark = pytest.mark.django_db


def text_of(excerpt: dict[str, Any]) -> str:
    return html.unescape(excerpt["html"].replace("<mark>", "").replace("</mark>", ""))


def texts_in(value: Any) -> set[str]:
    """Return every text of a part of a representation."""
    if isinstance(value, dict):
        own = {" ".join(value["text"].split())} if isinstance(value.get("text"), str) else set()
        return own.union(*(texts_in(child) for child in value.values()))
    return set().union(*(texts_in(child) for child in value)) if isinstance(value, list) else set()


def assert_whole(hit: dict[str, Any], body: dict[str, Any]) -> None:
    """Each snippet of a finding tells what is told with it, and no text of a finding is in any other."""
    findings = {block["id"]: block for block in body["blocks"] if block["type"] == "finding"}
    general = [block for block in body["blocks"] if block["type"] == "caveat"]
    elsewhere = json.dumps([block for block in body["blocks"] if block["type"] != "finding"], ensure_ascii=False)
    elsewhere += json.dumps({name: value for name, value in body.items() if name != "blocks"}, ensure_ascii=False)
    for snippet in hit["snippets"]:
        excerpt = text_of(snippet["excerpt"])
        assert "<mark>" in snippet["excerpt"]["html"]
        if snippet["type"] == "finding":
            finding = findings[snippet["id"]]
            assert excerpt in texts_in(finding)
            for name in ("before_statement", "statement", "after_statement", "no_caveat_reason", "locked"):
                assert snippet[name] == finding[name], name
            told = [(c["id"], c["kind"]["code"], c["severity"]["code"], c["sentence"]) for c in snippet["caveats"]]
            own = [(c["id"], c["kind"]["code"], c["severity"]["code"], c["sentence"]) for c in finding["caveats"]]
            assert told[: len(own)] == own
            assert {c[0] for c in told[len(own) :]} <= {c["id"] for c in general}
            assert told or snippet["no_caveat_reason"]["text"]
        elif snippet["place"] != "key_message":
            statements = {" ".join(finding["statement"]["text"].split()) for finding in findings.values()}
            # By chance a table may say what a finding states.
            assert excerpt not in statements or json.dumps(excerpt, ensure_ascii=False)[1:-1] in elsewhere
    kinds = {c["kind"]["code"] for block in [*findings.values()] for c in block["caveats"]}
    assert kinds | {c["kind"]["code"] for c in general} == {c["kind"]["code"] for c in hit["caveats"]}


@few
@given(made=updates(), data=st.data())
def test_every_snippet_of_a_finding_has_its_caveats_whatever_is_asked(
    tree: Tree, made: Made, data: st.DataObject
) -> None:
    with example():
        page = page_of(made)
        body = json.loads(Representation.objects.get(pk=page.pk).body)
        stems = SearchEntry.objects.get(representation=page.pk).stems.split()
        words = sorted({stem.rpartition(":")[2] for stem in stems})
        said = [word for text in sorted(texts_in(body)) for word in text.split()]
        for _ in range(12):
            query = " ".join(data.draw(st.lists(st.sampled_from([*words, *said]), min_size=1, max_size=3)))
            query = f"{query[:190]}{data.draw(st.sampled_from(['', '*']))}"
            answer = _asked(query, made.language)
            for hit in answer:
                assert_whole(hit, body)


def _asked(query: str, locale: str) -> list[dict[str, Any]]:
    answer = Client().get(SEARCH, {"q": query, "locale": locale})
    # A word may be of signs alone, and a beginning too short.
    assert answer.status_code in (200, 422)
    items: list[dict[str, Any]] = answer.json().get("items", [])
    return items


def test_finding_is_shown_whole_and_with_what_is_told_before_it() -> None:
    body = [stream_data.study(), stream_data.animal_finding()]
    ResearchUpdateFactory.create(live=True, body=body)

    (hit,) = results("substance")["items"]
    (snippet,) = hit["snippets"]

    assert snippet["type"] == "finding"
    assert snippet["place"] == "statement"
    assert snippet["excerpt"]["html"] == "Mice that were given the <mark>substance</mark> fell ill later."
    assert snippet["before_statement"]
    assert snippet["caveats"][0]["kind"]["code"] == "animal_only"


def test_caveat_of_the_whole_update_is_told_with_each_finding() -> None:
    general = stream_data.caveat("single_site")
    body = [stream_data.study(), stream_data.finding(), general]
    ResearchUpdateFactory.create(live=True, body=body)

    (hit,) = results("disability did not last")["items"]

    snippet = next(snippet for snippet in hit["snippets"] if snippet["type"] == "finding")
    assert "single_site" in [caveat["kind"]["code"] for caveat in snippet["caveats"]]
    assert "single_site" in [caveat["kind"]["code"] for caveat in hit["caveats"]]


def test_rich_text_is_cut_at_sentences_only_and_escaped() -> None:
    rich = stream_data.raw(
        "rich_text", "<p>Nobody was cured. It is <b>not</b> true that x &lt; y helped a kestrel. The end.</p>"
    )
    ResearchUpdateFactory.create(live=True, body=[*stream_data.body(), rich])

    (hit,) = results("kestrel")["items"]

    (snippet,) = hit["snippets"]
    assert snippet["place"] == "rich_text"
    assert snippet["excerpt"]["html"] == "It is not true that x &lt; y helped a <mark>kestrel</mark>."


def test_every_part_of_an_answer_is_what_the_document_promises() -> None:
    body = [*stream_data.easy_body(), stream_data.caveat_block(detail="A clinic sells the cells."), stream_data.rich()]
    ResearchUpdateFactory.create(live=True, body=body, **stream_data.EASY)
    schema = SearchResults.model_json_schema(mode="serialization")

    for query in ("disability", "clinic", "years", "cells"):
        answer = Client().get(SEARCH, {"q": query}).json()
        assert answer["items"], query
        jsonschema.validate(answer, schema)

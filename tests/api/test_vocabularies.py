"""Vocabularies, glossary and locales: every label says which language it is in, every number is of what is public."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from home.models import GlossaryTerm, Topic
from research.api.params import CLOSED, FACETS
from research.domain.codes import Certainty, Origin
from research.domain.locales import direction
from research.vocabularies import CLOSED_VOCABULARIES, LABELS
from tests import stream_data
from tests.api.test_visibility import of_another_site
from tests.factories import LANGUAGES, ResearchUpdateFactory, Tree, committed, publish, translated
from tests.promises.texts import texts_in

pytestmark = pytest.mark.django_db

ROOT = "/api/research/v1/"


def get(path: str, **headers: str) -> Any:
    answer = Client().get(f"{ROOT}{path}", headers=headers)
    assert answer.status_code == 200
    return answer.json()


def code(vocabulary: str, name: str, query: str = "", **headers: str) -> Any:
    (found,) = [item for item in get(f"vocabularies/{vocabulary}/{query}", **headers)["items"] if item["code"] == name]
    return found


def locale(name: str, **headers: str) -> Any:
    (found,) = [item for item in get("locales/", **headers)["items"] if item["code"] == name]
    return found


def test_every_vocabulary_with_labels_has_a_name() -> None:
    assert set(CLOSED_VOCABULARIES.values()) == set(LABELS)
    assert len(set(CLOSED_VOCABULARIES.values())) == len(CLOSED_VOCABULARIES)


def test_filter_of_the_list_has_the_name_of_its_vocabulary() -> None:
    assert {name: CLOSED_VOCABULARIES[name] for name in CLOSED} == CLOSED
    filters = [item["name"] for item in get("vocabularies/")["items"] if item["filter"]]
    assert set(filters) == {"topic", "condition", *CLOSED} == set(FACETS) - {"doi", "nct", "pmid", "form"}


def test_every_vocabulary_that_is_listed_can_be_read(tree: Tree) -> None:
    for item in get("vocabularies/")["items"]:
        found = Client().get(item["url"]).json()
        assert (found["name"], found["open"], found["filter"]) == (item["name"], item["open"], item["filter"])
        assert len(found["items"]) == item["codes"]


def test_closed_vocabulary_has_a_label_for_every_locale(tree: Tree) -> None:
    low = code("certainty", "low")

    assert [label["locale"] for label in low["labels"]] == sorted(LANGUAGES)
    spanish = next(label["text"] for label in low["labels"] if label["locale"] == "es")
    assert (spanish["language"], spanish["direction"]) == ("es", "ltr")
    assert spanish["text"] != "Low certainty"
    assert [item["code"] for item in get("vocabularies/certainty/")["items"]] == [c.value for c in Certainty]


def test_every_label_says_its_language_direction_and_origin(tree: Tree) -> None:
    Locale.objects.create(language_code="cy")
    Topic.objects.create(code="cells", name_en="Cells", name_ar="خلايا", definition_en="What is alive.")

    for item in get("vocabularies/")["items"]:
        for text in texts_in(Client().get(item["url"]).json()):
            assert text["direction"] == direction(text["language"])
            assert text["origin"] in set(Origin)
    welsh = [label["text"] for label in code("topic", "cells", "?locale=cy")["labels"]]
    assert [(text["language"], text["origin"]) for text in welsh] == [("en", "fallback")]
    arabic = [label["text"] for label in code("topic", "cells", "?locale=ar")["labels"]]
    assert [(text["text"], text["direction"]) for text in arabic] == [("خلايا", "rtl")]


def test_topic_says_how_many_public_updates_have_it_in_each_locale(tree: Tree) -> None:
    Topic.objects.create(code="cells", name_en="Cells")
    for _ in range(2):
        page = ResearchUpdateFactory.create(live=True, topics=["cells"])
    translated(page, "es", live=True)
    ResearchUpdateFactory.create(topics=["cells"])
    assert code("topic", "cells")["updates"] == [{"locale": "en", "updates": 2}, {"locale": "es", "updates": 1}]
    assert code("topic", "cells", "?locale=es")["updates"] == [{"locale": "es", "updates": 1}]

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert code("topic", "cells")["updates"] == [{"locale": "en", "updates": 1}, {"locale": "es", "updates": 1}]
    assert code("topic", "cells", host="testserver")["updates"] != []


def test_updates_of_another_site_are_not_counted(tree: Tree) -> None:
    of_another_site(tree)

    assert code("population", "people")["updates"] == []
    assert code("population", "people", host="other.example.org")["updates"] == [{"locale": "en", "updates": 1}]
    assert locale("en")["updates"] == 0
    assert locale("en", host="other.example.org")["updates"] == 1


def test_retired_term_is_there_and_says_so(tree: Tree) -> None:
    Topic.objects.create(code="old", name_en="Old", retired=True, identifiers="mesh: D009103")

    old = code("topic", "old")

    assert old["retired"] is True
    assert old["identifiers"] == [{"scheme": "mesh", "value": "D009103"}]


def test_glossary_has_terms_definitions_and_other_spellings_in_each_language(tree: Tree) -> None:
    GlossaryTerm.objects.create(
        code="placebo",
        name_en="placebo",
        definition_en="A treatment without an active part.",
        forms_en="sham\nplacebos",
        name_es="placebo",
        definition_es="Un tratamiento sin parte activa.",
        reviewed_languages=["en"],
    )

    (entry,) = get("glossary/")["items"]
    (spanish,) = get("glossary/?locale=es")["items"]

    by_locale = {text["locale"]: text for text in entry["texts"]}
    assert set(by_locale) == set(LANGUAGES)
    assert by_locale["en"]["forms"] == ["sham", "placebos"]
    assert by_locale["en"]["term"]["origin"] == "human"
    assert by_locale["de"]["term"]["origin"] == by_locale["de"]["definition"]["origin"] == "fallback"
    assert spanish["texts"] == [by_locale["es"]]
    assert (by_locale["es"]["definition"]["language"], by_locale["es"]["forms"]) == ("es", [])


def test_locale_says_what_it_is_and_what_stands_in_for_it(tree: Tree) -> None:
    arabic = locale("ar")

    assert (arabic["name"], arabic["direction"], arabic["fallbacks"]) == ("العربية", "rtl", ["en"])
    assert Client().get(arabic["feeds"]["atom"]).status_code == 200
    assert Client().get(arabic["feeds"]["json_feed"]).status_code == 200


def test_completeness_counts_what_is_translated_repeated_missing_outdated_and_unreviewed(tree: Tree) -> None:
    reviewer = [stream_data.raw("reviewer", {"name": "R. Reader", "role": "patient"})]
    first, second, third = (ResearchUpdateFactory.create(live=True, reviewed_by=reviewer) for _ in range(3))
    lags = translated(first, "es", live=True)
    machine = translated(second, "es")
    machine.translation_method = "machine"
    publish(machine)
    with committed():
        third.copy_for_translation(tree.locales["es"], alias=True)
        third.save_revision().publish()
    first.title = "Another title"
    set_source = lags.source_revision_id
    publish(first)

    spanish, french = locale("es"), locale("fr")

    assert set_source is not None
    assert spanish["updates"] == 3
    assert spanish["completeness"] == {
        "of": 3,
        "translated": 2,
        "repeated": 1,
        "missing": 0,
        "outdated": 1,
        "unreviewed": 1,
    }
    assert french["completeness"] == {
        "of": 3,
        "translated": 0,
        "repeated": 0,
        "missing": 3,
        "outdated": 0,
        "unreviewed": 0,
    }


def test_labels_of_a_locale_are_counted(tree: Tree) -> None:
    Locale.objects.create(language_code="cy")
    Topic.objects.create(code="cells", name_en="Cells", name_es="Células", reviewed_languages=["es"])
    Topic.objects.create(code="old", name_en="Old", retired=True)
    closed = sum(bool(member.value) for enum in CLOSED_VOCABULARIES.values() for member in enum)

    labels = {item["code"]: item["labels"] for item in get("locales/")["items"]}

    assert {found["of"] for found in labels.values()} == {closed + 1}
    assert labels["en"] == {"of": closed + 1, "translated": closed + 1, "unreviewed": 1}
    assert labels["es"] == {"of": closed + 1, "translated": closed + 1, "unreviewed": closed}
    assert labels["de"]["translated"] == closed
    assert labels["cy"]["translated"] == 0


COSTS = {"vocabularies/": 2, "vocabularies/topic/": 4, "vocabularies/design/": 3, "glossary/": 2, "locales/": 7}


@pytest.mark.parametrize(("path", "cost"), COSTS.items())
def test_answer_costs_the_same_however_much_there_is(path: str, cost: int, tree: Tree) -> None:
    found = []
    for number in (1, 5):
        for each in range(number):
            Topic.objects.create(code=f"t{number}_{each}", name_en="A topic")
            translated(ResearchUpdateFactory.create(live=True, topics=[f"t{number}_{each}"]), "es", live=True)
        get(path)
        with CaptureQueriesContext(connection) as queries:
            get(path)
        found.append(len(queries))

    assert found == [cost, cost]


@pytest.mark.parametrize("path", ["", *COSTS])
def test_answer_is_not_sent_again_to_somebody_who_has_it(path: str, tree: Tree) -> None:
    answer = Client().get(f"{ROOT}{path}")

    again = Client().get(f"{ROOT}{path}", headers={"if-none-match": answer["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert answer["Cache-Control"] == again["Cache-Control"]
    assert answer["Cache-Control"].startswith("public, max-age=60")
    if path:
        assert answer["Surrogate-Key"] == again["Surrogate-Key"] == "research-lists research-vocabularies"


@pytest.mark.parametrize(
    ("path", "status", "problem"),
    [
        ("?x=1", 422, "unknown-parameter"),
        ("vocabularies/?locale=es", 422, "unknown-parameter"),
        ("vocabularies/nothing/", 404, "address-not-found"),
        ("vocabularies/glossary/", 404, "address-not-found"),
        ("vocabularies/image/", 404, "address-not-found"),
        ("vocabularies/%00/", 404, "address-not-found"),
        ("vocabularies/topic/?lang=es", 422, "unknown-parameter"),
        ("vocabularies/topic/?locale=xx", 422, "invalid-parameter"),
        ("vocabularies/topic/?locale=no tag", 422, "invalid-parameter"),
        ("vocabularies/topic/?locale=es&locale=fr", 422, "repeated-parameter"),
        ("glossary/?locale=xx", 422, "invalid-parameter"),
        ("glossary/?limit=1", 422, "unknown-parameter"),
        ("locales/?locale=es", 422, "unknown-parameter"),
    ],
)
def test_bad_request_is_refused(path: str, status: int, problem: str, tree: Tree) -> None:
    answer = Client().get(f"{ROOT}{path}")

    assert (answer.status_code, answer.json()["code"]) == (status, problem)


@pytest.mark.parametrize("path", ["vocabularies", "vocabularies/topic", "glossary", "locales"])
def test_address_without_its_last_slash_is_redirected(path: str) -> None:
    assert Client().get(f"{ROOT}{path}")["Location"] == f"{ROOT}{path}/"


def test_address_of_the_api_lists_every_operation_of_its_document(tree: Tree) -> None:
    index = get("")
    document = Client().get(index["openapi"]).json()

    told = {(item["method"], item["url"], item["id"]) for item in index["operations"]}

    assert told == {
        (method.upper(), f"http://testserver{path}", operation["operationId"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert Client().get(index["documentation"]).status_code == 200
    for item in index["operations"]:
        if item["method"] == "GET" and "{" not in item["url"] and item["id"] not in ("findUpdate", "searchUpdates"):
            assert Client().get(item["url"]).status_code == 200


def test_address_of_the_api_says_where_it_is_described() -> None:
    link = Client().get(ROOT)["Link"]

    assert f'<http://testserver{ROOT}openapi.json>; rel="service-desc"' in link
    assert f'<http://testserver{ROOT}docs/>; rel="service-doc"' in link


def test_document_says_in_which_form_feeds_are() -> None:
    paths = get("openapi.json")["paths"]

    def forms(path: str) -> list[str]:
        return list(paths[f"{ROOT}{path}"]["get"]["responses"]["200"]["content"])

    assert forms("feeds/{locale}.atom") == ["application/atom+xml"]
    assert forms("feeds/{locale}.json") == ["application/feed+json"]

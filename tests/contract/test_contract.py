"""What other sites rely on: the OpenAPI document and an example of every kind of answer.

A difference is a change of the API. A field that goes or changes its meaning needs a new version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from research.api.document import OPERATIONS
from research.api.problems import KINDS
from tests.contract import story
from tests.contract.files import EXAMPLES, HOW_TO_RENEW, OPENAPI, agrees, forget_examples_except, read

NAMES = [*story.ANSWERS, *(f"problem-{code}" for code in story.PROBLEMS)]
SCHEMAS = {name: schema for name, (_request, schema) in story.ANSWERS.items()}
#: Answers that hold an update, with everything that it says.
WITH_TEXTS = [name for name, schema in SCHEMAS.items() if schema in ("ServedUpdateV1", "UpdateInLocales", "UpdateList")]


@pytest.fixture
def document(db: None) -> Any:
    return Client().get("/api/research/v1/openapi.json").json()


@pytest.mark.django_db
def test_answers_are_those_that_were_promised() -> None:
    story.make_pages()
    story.make_removed()
    story.make_drafts()
    story.make_key()
    forget_examples_except(set(NAMES))

    changed = [name for name, body in story.answers() if not agrees(EXAMPLES / f"{name}.json", body)]

    assert changed == [], HOW_TO_RENEW
    assert sorted(path.stem for path in EXAMPLES.glob("*.json")) == sorted(NAMES)


def test_document_is_the_one_that_was_promised(document: Any) -> None:
    # The version of the plugin is in it; a release is no change of the API.
    document["info"]["version"] = "0"
    # Examples are files of their own.
    for at, value in list(places(document["paths"])):
        if re.search(r"/application/((problem|feed|ld)\+)?json$|/application/(atom|ssml)\+xml$|/content/text/\w+$", at):
            value.pop("examples", None)

    assert agrees(OPENAPI, document), HOW_TO_RENEW


def test_every_problem_has_an_example_with_its_own_code() -> None:
    assert set(story.PROBLEMS) == set(KINDS)
    assert {code: read(EXAMPLES / f"problem-{code}.json")["code"] for code in KINDS} == {code: code for code in KINDS}


@pytest.mark.parametrize("name", [name for name in NAMES if SCHEMAS.get(name, "ProblemDetail")])
def test_example_is_valid_by_the_document(name: str, document: Any) -> None:
    schema = {
        "$ref": f"#/components/schemas/{SCHEMAS.get(name, 'ProblemDetail')}",
        "components": document["components"],
    }

    errors = Draft202012Validator(schema).iter_errors(read(EXAMPLES / f"{name}.json"))

    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def places(value: Any, at: str = "#") -> Iterator[tuple[str, Any]]:
    yield at, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, f"{at}/{key}")


def test_nothing_in_the_document_is_untyped(document: Any) -> None:
    untyped = [
        at
        for at, value in places(document)
        if (at.endswith(("/items", "/schema", "/additionalProperties")) and value in ({}, True))
        or (isinstance(value, dict) and value.get("type") == "object" and not value.get("properties"))
        or (isinstance(value, dict) and value.get("type") == "array" and not value.get("items"))
    ]

    assert untyped == []


def test_object_of_the_document_takes_no_field_that_is_not_listed(document: Any) -> None:
    open_ended = [
        name
        for name, schema in document["components"]["schemas"].items()
        if schema.get("type") == "object" and schema.get("additionalProperties") is not False
    ]

    assert open_ended == []


def test_every_reference_of_the_document_leads_somewhere(document: Any) -> None:
    known = {f"#/components/{kind}/{name}" for kind, parts in document["components"].items() for name in parts}
    named = {value for at, value in places(document) if at.endswith("/$ref")}

    assert named <= known


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_example_shows_every_text_with_its_language(name: str) -> None:
    found = [value for at, value in places(read(EXAMPLES / f"{name}.json")) if not at.endswith("/links")]
    texts = [v for v in found if isinstance(v, dict) and isinstance(v.get("text", v.get("html")), str)]

    assert texts
    assert all(text["language"] and text["direction"] and text["origin"] for text in texts)


def test_example_of_an_update_has_a_block_of_every_kind_that_needs_no_file(document: Any) -> None:
    kinds = document["components"]["schemas"]["ServedUpdateV1"]["properties"]["blocks"]["items"]["discriminator"][
        "mapping"
    ]
    shown = {block["type"] for block in read(EXAMPLES / "update.json")["blocks"]}

    assert set(kinds) - shown == {"figure"}
    assert json.dumps(read(EXAMPLES / "update-overtaken.json")["evidence"]["superseded_by"]) == f'["{story.NEWER}"]'


def operations(document: Any) -> dict[str, Any]:
    return {op["operationId"]: op for methods in document["paths"].values() for op in methods.values()}


def test_every_operation_says_what_it_answers(document: Any) -> None:
    assert sorted(operations(document)) == sorted(OPERATIONS)


def has_words(media_type: str) -> bool:
    """Tell what an example can show; a page for people is where it is."""
    return media_type not in (
        "text/html",
        "text/javascript",
        "audio/ogg",
        "application/x-brf",
        "application/x-pef+xml",
        "application/pdf",
        "application/epub+zip",
    )


def test_every_answer_and_problem_of_an_operation_has_an_example_and_headers(document: Any) -> None:
    bare = [
        f"{id_} {status}"
        for id_, operation in operations(document).items()
        for status, answer in operation["responses"].items()
        if not answer.get("headers")
        or not all(body.get("examples") for kind, body in answer.get("content", {}).items() if has_words(kind))
    ]

    assert bare == []


def test_document_shows_every_example_and_every_code(document: Any) -> None:
    shown = {
        name
        for operation in operations(document).values()
        for answer in operation["responses"].values()
        for body in answer.get("content", {}).values()
        for name in body.get("examples", {})
    }

    # Nothing but these is answered where no operation is, or for a method that it does not have.
    assert shown == {*story.ANSWERS, *KINDS} - {"method-not-allowed"}

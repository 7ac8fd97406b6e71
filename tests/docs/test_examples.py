"""Examples in the documentation can be read by what they are for."""

from __future__ import annotations

import ast
import json
import subprocess
import uuid
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve
from pydantic import BaseModel

from home.demo import ids
from research.api.problems import KINDS
from research.representations.schema_v1 import ProblemDetail, ServedUpdateV1
from tests.docs import pages
from tests.docs.pages import Example

EXAMPLES = list(pages.examples())
LANGUAGES = {"bash", "python", "json", "html", "text", ""}


def of(language: str) -> list[Example]:
    return [example for example in EXAMPLES if example.language == language]


def in_readme(language: str) -> str:
    """Return the first example of a language on the first page that a person reads."""
    return next(example.text for example in of(language) if pages.name(example.page) == "README.md")


@pytest.mark.parametrize("example", of("json"), ids=str)
def test_json_can_be_parsed(example: Example) -> None:
    json.loads(example.text)


@pytest.mark.parametrize("example", of("python"), ids=str)
def test_python_can_be_compiled(example: Example) -> None:
    # An example for urls.py may be one entry of a list.
    ast.parse(example.text if not example.text.startswith("path(") else f"[{example.text}]")


@pytest.mark.parametrize("example", of("bash"), ids=str)
def test_commands_can_be_read_by_a_shell(example: Example) -> None:
    read = subprocess.run(["bash", "-n"], input=example.text, text=True, capture_output=True, check=False)  # noqa: S607

    assert read.returncode == 0, read.stderr


@pytest.mark.parametrize("example", of("html"), ids=str)
def test_html_to_paste_names_an_element_and_an_address_that_there_are(example: Example) -> None:
    soup = BeautifulSoup(example.text, "lxml")
    address = urlsplit(str(soup.select_one("script")["src"])).path.replace("KEY", str(uuid.uuid4()))

    assert resolve(address).url_name == "rendering"
    assert len(soup.select("research-update")) == 1
    assert 'customElements.define("research-update"' in pages.read("research/renderings/embed.js")


def test_every_example_says_its_language() -> None:
    assert {example.language for example in EXAMPLES} <= LANGUAGES


def test_answer_in_the_readme_has_the_shape_of_the_schema() -> None:
    answer = json.loads(in_readme("json"))

    assert strange(answer, ServedUpdateV1) == []
    assert f"{ids.translation_key('msc-np-two-years')}/?locale={answer['locale']}" in in_readme("bash")
    assert answer["evidence"]["superseded_by"] == [str(ids.translation_key("msc-np-phase-2"))]


def test_texts_in_the_readme_are_those_of_the_demo() -> None:
    demo = json.dumps(json.loads(pages.read("home/demo/updates/msc-np-two-years.json")), ensure_ascii=False)
    answer = json.loads(in_readme("json"))

    assert answer["title"]["text"] in demo
    assert answer["blocks"][0]["statement"]["text"] in demo
    assert answer["blocks"][0]["caveats"][0]["kind"]["code"] in demo
    for said in (answer["evidence"]["notice"]["text"], answer["blocks"][0]["caveats"][0]["sentence"]["text"]):
        assert said in pages.read("research/sentences.py")


def test_problem_in_the_guide_is_one_of_the_api() -> None:
    (example,) = [example for example in of("json") if example.page.name == "read-the-api.md"]

    problem = ProblemDetail.model_validate_json(example.text)

    assert KINDS[problem.code].status == problem.status
    assert KINDS[problem.code].title == problem.title


def strange(value: Any, shape: Any) -> list[str]:
    """Return the keys of ``value`` that its shape, a pydantic model or a type made of models, does not have."""
    options = models(shape)
    if isinstance(value, list):
        return [key for item in value for key in strange(item, shape)]
    if not isinstance(value, dict):
        return []
    if not options:
        return []
    # For a block, the type chooses the model; elsewhere there is one.
    fits = [model for model in options if set(value) <= set(model.model_fields)]
    if not fits:
        return sorted(value)
    return [key for name, item in value.items() for key in strange(item, fits[0].model_fields[name].annotation)]


def models(shape: Any) -> list[type[BaseModel]]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return [shape]
    return [model for part in get_args(shape) for model in models(part)]

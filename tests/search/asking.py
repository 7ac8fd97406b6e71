"""Ask the search as a stranger does, and say in short what came back."""

from __future__ import annotations

from typing import Any

from django.test import Client

from research.representations.schema_v1 import SearchResults

SEARCH = "/api/research/v1/search/"


def results(query: str, **parameters: Any) -> dict[str, Any]:
    """Return the answer to a search, which has the shape that the document promises."""
    answer = Client().get(SEARCH, {"q": query, **parameters})
    assert answer.status_code == 200, answer.content.decode()
    SearchResults.model_validate_json(answer.content)
    body: dict[str, Any] = answer.json()
    return body


def titles(query: str, **parameters: Any) -> list[str]:
    return [item["title"]["text"] for item in results(query, **parameters)["items"]]


def found(query: str, **parameters: Any) -> list[tuple[str, int]]:
    """Return locale and score of each hit, in order."""
    return [(item["locale"], item["score"]) for item in results(query, **parameters)["items"]]

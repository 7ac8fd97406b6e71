"""Asks the API for its document and for one example of each answer, from content that never changes.

Identifiers and dates are fixed, so that the same code gives the same bytes on any day and any machine.
"""

from __future__ import annotations

import datetime
import json
import uuid
from pathlib import Path
from typing import Any

from django.test import Client

from research.models import ResearchUpdatePage
from research.publishing.store import store
from tests import stream_data
from tests.factories import ResearchUpdateFactory, committed, site_tree, translated
from tests.stream_data import RawBlock

HERE = Path(__file__).parent
DOCUMENT = HERE / "openapi.json"
EXAMPLES = HERE / "examples"

BASE = "/api/research/v1/"
UPDATES = f"{BASE}updates/"
FULL_KEY = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a10")
OVERTAKEN_KEY = uuid.UUID("0b7d6d0a-3a55-4f6e-8f52-6c2f3b1a9e21")
#: For whatever has an identifier of its own inside of a page.
NAMES = uuid.UUID("d1a4b2f0-52f4-4f0a-9e59-3d6f6a0d7c32")
PUBLISHED = datetime.datetime(2026, 1, 20, 9, 0, tzinfo=datetime.UTC)

#: How each problem is asked for: method and address.
PROBLEMS = {
    "unknown-parameter": ("get", f"{UPDATES}?lang=es"),
    "invalid-parameter": ("get", f"{UPDATES}?limit=0"),
    "repeated-parameter": ("get", f"{UPDATES}?limit=1&limit=2"),
    "invalid-cursor": ("get", f"{UPDATES}?cursor=2"),
    "invalid-key": ("get", f"{UPDATES}cells/"),
    "update-not-found": ("get", f"{UPDATES}{uuid.UUID(int=0)}/"),
    "locale-not-available": ("get", f"{UPDATES}{FULL_KEY}/?locale=fr"),
    "address-not-found": ("get", f"{BASE}articles/"),
    "method-not-allowed": ("post", UPDATES),
}
#: The answers that are examples, beside the problems.
ANSWERS = {
    "update.en": f"{UPDATES}{FULL_KEY}/",
    "overtaken-update.es": f"{UPDATES}{OVERTAKEN_KEY}/?locale=es",
    "list": f"{UPDATES}?locale=en&certainty=not_rated",
}


def make_content() -> None:
    """Make an update with every kind of block, and one that newer evidence has overtaken, also in Spanish."""
    site_tree()
    _publish_on_a_fixed_day(
        ResearchUpdateFactory.create(
            live=True,
            slug="cells-in-full",
            translation_key=FULL_KEY,
            **_named("full", summary=stream_data.summary(), body=stream_data.full_body()),
        )
    )
    later = {"relation": "contradicts", "study_ref": "harris-2021", "note": ""}
    body = [
        stream_data.study(),
        stream_data.finding(later_evidence=[stream_data.raw("later_evidence", later)]),
    ]
    overtaken = ResearchUpdateFactory.create(
        live=True,
        slug="cells-overtaken",
        translation_key=OVERTAKEN_KEY,
        **_named("overtaken", summary=stream_data.summary(), body=body),
    )
    _publish_on_a_fixed_day(overtaken)
    _publish_on_a_fixed_day(translated(overtaken, "es", live=True), days=1)


def _named(name: str, **streams: list[RawBlock]) -> dict[str, list[RawBlock]]:
    """Give every block the identifier that its place gives it."""
    streams["disclosures"] = stream_data.disclosures()
    for stream, blocks in streams.items():
        _name_each(blocks, f"{name}/{stream}")
    return streams


def _name_each(value: Any, place: str) -> None:
    if isinstance(value, list):
        for number, item in enumerate(value):
            _name_each(item, f"{place}/{number}")
    elif isinstance(value, dict):
        if "id" in value and "type" in value:
            value["id"] = str(uuid.uuid5(NAMES, place))
        for key, child in value.items():
            _name_each(child, f"{place}/{key}")


def _publish_on_a_fixed_day(page: ResearchUpdatePage, days: int = 0) -> None:
    on = PUBLISHED + datetime.timedelta(days=days)
    ResearchUpdatePage.objects.filter(pk=page.pk).update(first_published_at=on, last_published_at=on)
    with committed():
        store(ResearchUpdatePage.objects.get(pk=page.pk))


def document() -> dict[str, Any]:
    """Return the OpenAPI document as it is served."""
    answer = Client().get(f"{BASE}openapi.json")
    assert answer.status_code == 200
    served: dict[str, Any] = json.loads(answer.content)
    return served


def examples() -> dict[str, dict[str, Any]]:
    """Return the body of every example by its name; ``make_content`` was called before."""
    found = {name: _body("get", address, 200) for name, address in ANSWERS.items()}
    for code, (method, address) in PROBLEMS.items():
        found[f"problem.{code}"] = _body(method, address)
    return found


def _body(method: str, address: str, status: int | None = None) -> dict[str, Any]:
    answer = getattr(Client(), method)(address)
    assert status is None or answer.status_code == status, f"{address} answers {answer.status_code}"
    body: dict[str, Any] = json.loads(answer.content)
    return body


def pretty(value: dict[str, Any]) -> str:
    """Return JSON as it is committed: one value a line, keys in order, so that a change is easy to read."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"

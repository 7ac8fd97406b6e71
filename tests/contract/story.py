"""The pages and requests behind the examples: fixed ids, keys and dates, so that the bytes are the same each time."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from unittest import mock

from django.test import Client
from django.utils import timezone

from home.models import Condition, GlossaryTerm, Topic
from research.models import ResearchUpdatePage
from tests import stream_data
from tests.factories import ResearchUpdateFactory, translated
from tests.stream_data import RawBlock, raw

UPDATES = "/api/research/v1/updates/"
FULL = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a10")
OVERTAKEN = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a11")
NEWER = uuid.UUID("6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a12")

#: Example of an answer that is an update or a list of them -> its address.
ANSWERS: Mapping[str, str] = {
    "update": f"{UPDATES}{FULL}/?locale=en",
    "update-overtaken": f"{UPDATES}{OVERTAKEN}/",
    "update-overtaken-es": f"{UPDATES}{OVERTAKEN}/?locale=es",
    "list": f"{UPDATES}?locale=en&limit=2",
}
#: Code of a problem -> method and address that are answered with it.
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "unknown-parameter": ("get", f"{UPDATES}?lang=es"),
    "invalid-parameter": ("get", f"{UPDATES}?limit=1000"),
    "repeated-parameter": ("get", f"{UPDATES}?locale=es&locale=fr"),
    "invalid-cursor": ("get", f"{UPDATES}?cursor=nowhere"),
    "invalid-key": ("get", f"{UPDATES}cells/"),
    "update-not-found": ("get", f"{UPDATES}00000000-0000-4000-8000-000000000000/"),
    "locale-not-available": ("get", f"{UPDATES}{FULL}/?locale=fr"),
    "address-not-found": ("get", "/api/research/v1/findings/"),
    "method-not-allowed": ("delete", UPDATES),
}


def with_fixed_ids(data: Any, path: str) -> Any:
    """Return stored data with ids that follow from the place of each block."""
    if isinstance(data, list):
        return [with_fixed_ids(item, f"{path}/{n}") for n, item in enumerate(data)]
    if isinstance(data, dict):
        fixed = {key: with_fixed_ids(value, f"{path}/{key}") for key, value in data.items()}
        return {**fixed, "id": str(uuid.uuid5(FULL, path))} if "type" in data and "value" in data else fixed
    return data


def make_pages() -> None:
    """Publish three updates, one a day, and a Spanish translation of the one that was overtaken."""
    Topic.objects.create(code="cells", name_en="Treatments with cells")
    Condition.objects.create(code="ms", name_en="Multiple sclerosis")
    GlossaryTerm.objects.create(code="disability", name_en="disability", definition_en="What a person cannot do.")
    newer = _published(1, NEWER, "Cells compared with salt water", [stream_data.study(), stream_data.finding()])
    later = {"relation": "contradicts", "page": newer.pk, "study_ref": "", "note": ""}
    old = stream_data.finding(later_evidence=[raw("later_evidence", later)])
    overtaken = _published(2, OVERTAKEN, "Cells by injection, two years later", [stream_data.study(), old])
    _published(
        3,
        FULL,
        "Cells, told with every kind of block",
        stream_data.full_body(term="disability"),
        topics=["cells"],
        condition="ms",
        source_document=[stream_data.promotional_source()],
        disclosures=[stream_data.sells_treatment()],
        reviewed_by=[raw("reviewer", {"name": "A. Reader", "role": "patient", "orcid": ""})],
        correction_log=[raw("correction", {"date": "2026-02-01", "what": "A number.", "why": "It was wrong."})],
    )
    with _day(4):
        translated(overtaken, "es", live=True)


def _day(day: int) -> Any:
    return mock.patch.object(timezone, "now", return_value=datetime(2026, 6, day, 12, tzinfo=UTC))


def _published(day: int, key: uuid.UUID, title: str, body: list[RawBlock], **more: Any) -> ResearchUpdatePage:
    streams: dict[str, Any] = {
        "summary": stream_data.summary(),
        "disclosures": stream_data.disclosures(),
        "body": body,
        **more,
    }
    fixed = {
        name: with_fixed_ids(data, f"{key}/{name}") if name != "topics" else data for name, data in streams.items()
    }
    with _day(day):
        page: ResearchUpdatePage = ResearchUpdateFactory.create(
            live=True, title=title, slug=f"update-{day}", translation_key=key, **fixed
        )
    return page


def answers() -> dict[str, Any]:
    """Return the body of each example by its name. A cursor holds the id of a row, which is not fixed."""
    client = Client()
    bodies = {name: client.get(address) for name, address in ANSWERS.items()}
    bodies |= {f"problem-{code}": getattr(client, method)(path) for code, (method, path) in PROBLEMS.items()}
    found = {name: answer.json() for name, answer in bodies.items()}
    found["list"]["next"] = re.sub(r"cursor=[\w%-]+", "cursor=MjAyNi0wNi0wMnw1", found["list"]["next"])
    return found

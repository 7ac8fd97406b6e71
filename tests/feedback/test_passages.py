"""The parts of an update: which there are, in whose words, and when they are not the same any more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from research.feedback.passages import Passage, passages
from research.models import Representation
from tests import stream_data
from tests.factories import ResearchUpdateFactory, publish

pytestmark = pytest.mark.django_db


def parts(page: Any) -> dict[str, Passage]:
    return passages(json.loads(Representation.objects.get(pk=page.pk).body))


def test_every_block_key_message_and_caveat_is_a_part() -> None:
    page = ResearchUpdateFactory.create(live=True, body=stream_data.full_body())
    update = json.loads(Representation.objects.get().body)

    found = parts(page)

    caveats = [caveat for block in update["blocks"] for caveat in block.get("caveats", ())]
    told = [*update["summary"], *update["blocks"], *caveats]
    assert set(found) == {"", "summary", *(part["id"] for part in told)}
    assert all(passage.words and passage.language == "en" for passage in found.values())
    assert len({passage.digest for passage in found.values()}) >= len(found) - 1


def test_words_of_a_finding_hold_its_caveats() -> None:
    page = ResearchUpdateFactory.create(live=True)

    finding = next(passage for passage in parts(page).values() if passage.kind == "finding")

    told = " ".join(word.text for word in finding.words)
    assert "Only 20 people took part" in told


def test_part_is_another_when_its_words_change_and_the_same_when_others_do() -> None:
    page = ResearchUpdateFactory.create(live=True)
    before = parts(page)
    body = json.loads(json.dumps(list(page.body.raw_data)))
    finding = next(block for block in body if block["type"] == "finding")
    finding["value"]["statement"] = "Told in plainer words."
    page.body = json.dumps(body)
    page = publish(page)

    after = parts(page)

    changed = {passage.kind for id_, passage in after.items() if passage.digest != before[id_].digest}
    assert changed == {"whole", "finding"}

"""What translators are offered, and what they never see."""

from __future__ import annotations

import json

import pytest

from research.domain.easy_read import is_complete, lines
from research.models import ResearchUpdatePage
from tests import stream_data
from tests.factories import ResearchUpdateFactory, publish, set_stream, stream
from tests.translation.localize import segments, submit, translated_by_localize

pytestmark = pytest.mark.django_db


def paths(page: ResearchUpdatePage, language: str = "es") -> list[str]:
    return [segment.context.path for segment in segments(submit(page, language))]


def test_identifiers_codes_names_and_slug_are_never_segments() -> None:
    page = ResearchUpdateFactory.create(live=True, condition="multiple_sclerosis", topics=["stem_cells"])

    offered = [segment.string.data for segment in segments(submit(page, "es"))]

    for neutral in (
        "10.1212/NXI.0000000000000928",
        "harris-2021",
        "single_arm_trial",
        "Neurology Neuroimmunology & Neuroinflammation",
        page.slug,
        "multiple_sclerosis",
        "stem_cells",
        "mixed",
    ):
        assert neutral not in offered


def test_every_text_of_a_finding_and_its_caveats_is_a_segment() -> None:
    page = ResearchUpdateFactory.create(live=True)
    finding = next(block for block in page.body if block.block_type == "finding")

    offered = paths(page)

    assert f"body.{finding.id}.statement" in offered
    assert f"body.{finding.id}.what_it_does_not_mean" in offered
    assert any(path.startswith(f"body.{finding.id}.caveats.") and path.endswith(".detail") for path in offered)
    assert any(path.startswith(f"body.{finding.id}.numbers.") and path.endswith(".label") for path in offered)


def test_easy_words_are_segments_of_their_own_and_come_back_line_by_line() -> None:
    page = ResearchUpdateFactory.create(live=True, body=stream_data.easy_body(), **stream_data.EASY)
    finding = next(block for block in page.body if block.block_type == "finding")

    offered = paths(page)
    _translation, spanish = translated_by_localize(page, "es")

    assert {"easy_title", "easy_summary", f"body.{finding.id}.easy_read"} <= set(offered)
    assert lines(spanish.as_update().findings[0].easy_read) == (
        "7 de 20 personas se movían mejor.",
        "En 5 de ellas no duró.",
    )
    assert is_complete(spanish.as_update())


def test_items_of_lists_keep_their_ids_when_a_draft_is_saved_again() -> None:
    page = ResearchUpdateFactory.create(live=True)
    before = paths(page)

    page = ResearchUpdatePage.objects.get(pk=page.pk)
    publish(page)

    assert paths(page, "de") == before


def test_table_is_translated_cell_by_cell_and_numbers_stay() -> None:
    page = ResearchUpdateFactory.create()
    table = {
        "caption": "Adults with progressive MS.",
        "columns": [{"type": "text", "heading": "Given cells"}, {"type": "number", "heading": "Research"}],
        "rows": [{"values": ["Disability after two years", "27"]}],
    }
    set_stream(page, "body", [*stream(page), stream_data.raw("table", table)])
    page = publish(page)

    _translation, spanish = translated_by_localize(page, "es")

    made = next(block for block in spanish.as_update().body if type(block).__name__ == "Table")
    assert made.caption == "Personas adultas con EM progresiva."
    assert made.columns == ("Recibieron células", "Investigación")
    assert made.rows == (("Discapacidad tras dos años", "27"),)


def test_study_with_a_follow_up_can_be_submitted() -> None:
    """A struct with a child called “value” inside a struct made wagtail-localize fail."""
    page = ResearchUpdateFactory.create(live=True)
    assert json.loads(json.dumps(stream(page)))[0]["value"]["follow_up"]["value"]

    assert paths(page)

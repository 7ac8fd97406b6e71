"""From stored blocks to the domain: everything that is written arrives, and nothing breaks the reading."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from research.blocks import reading
from research.domain.codes import CaveatKind, HarmsReporting, OutcomeRole, PopulationKind, Size, StudyDesign, TimeUnit
from research.domain.finding import Caveat, Finding
from research.domain.parity import compare
from research.domain.study import Study
from research.domain.texts import texts
from research.domain.update import GlossaryEntry, RichText, Table
from research.models import ResearchUpdatePage
from tests import stream_data
from tests.factories import new_page
from tests.stream_data import raw

# A page looks its content type up when it is made.
pytestmark = pytest.mark.django_db


def read(*blocks: Any) -> tuple[Any, ...]:
    return reading.read_body(new_page(body=list(blocks)).body)


def test_every_field_of_a_finding_is_read() -> None:
    (found,) = read(
        stream_data.finding(
            "f1",
            species="mice",
            outcome_role="secondary",
            is_subgroup=True,
            subgroup="Walkers",
            is_surrogate=True,
            size="small",
            certainty="low",
            certainty_by="A. Rater",
            certainty_reason="Few people.",
            effect={"measure": "rr", "value": "0.80", "ci_low": "0.5", "ci_high": "1.2", "p": "< 0.05"},
            no_caveat_reason="None.",
            no_caveat_approved_by="B. Second",
            without_suggested_reason="A survey.",
            easy_read="It helped.",
            easy_meaning="It is no cure.",
            later_evidence=[raw("later_evidence", {"relation": "weakens", "study_ref": "x", "note": "N."}, "l1")],
        )
    )

    empty = [field.name for field in fields(Finding) if not getattr(found, field.name)]
    assert empty == []
    assert (found.id, found.size, found.outcome_role) == ("f1", Size.SMALL, OutcomeRole.SECONDARY)
    assert found.effect.value == Decimal("0.80")
    assert found.caveats[1].n == 20
    assert found.later_evidence[0].id == "l1"


def test_every_field_of_a_study_is_read() -> None:
    (found,) = read(
        stream_data.study(
            "s1",
            n_analysed=18,
            intervention="Cells.",
            comparator="Nothing.",
            outcomes=[raw("outcome", {"text": "Disability", "primary": True}, "o1")],
            age_range="27–65",
            sex_breakdown="More women.",
            countries=["US"],
            setting="One clinic.",
            funders=[{"name": "A charity", "kind": "charity", "ror": ""}],
            study_coi="None reported.",
            easy_read="20 people took part.",
            harms_summary="Headache.",
            more_information=["https://example.org/"],
            title_original="A title",
            notices=[{"kind": "erratum", "date": "2022-01-01", "doi": ""}],
        )
    )

    empty = [field.name for field in fields(Study) if not getattr(found, field.name)]
    assert empty == []
    assert (found.design, found.follow_up.unit) == (StudyDesign.SINGLE_ARM_TRIAL, TimeUnit.YEARS)
    assert found.identifiers[0].value == "10.1212/NXI.0000000000000928"
    assert found.outcomes[0].primary is True


def test_every_kind_of_block_is_read_in_its_order() -> None:
    found = read(*stream_data.full_body(term="placebo"))

    assert [type(block) for block in found] == [Study, Finding, Study, Caveat, RichText, Table, GlossaryEntry]


def test_table_is_read_with_headings_and_cells_as_text() -> None:
    (found,) = read(stream_data.table("t1"))

    assert found == Table("t1", "How many had less disability", ("Group", "People"), (("Given cells", "7"),))


def test_finding_of_a_page_with_one_study_belongs_to_it_by_itself() -> None:
    study, finding = read(stream_data.study(ref=""), stream_data.finding(study_refs=[]))

    assert study.ref == "study-1"
    assert finding.study_refs == ("study-1",)


def test_finding_of_a_page_with_two_studies_has_to_name_one() -> None:
    *_, finding = read(stream_data.study(ref=""), stream_data.study(ref=""), stream_data.finding(study_refs=[]))

    assert finding.study_refs == ()


def test_study_without_a_name_never_takes_the_name_of_another() -> None:
    first, second, third = read(stream_data.study(ref=""), stream_data.study(ref="study-1"), stream_data.study(ref=""))

    assert len({first.ref, second.ref, third.ref}) == 3


@pytest.mark.parametrize(
    "stored", [{}, {"statement": None, "population_kind": None, "is_subgroup": None, "effect": {}}]
)
def test_finding_of_older_or_empty_data_reads_as_nothing_written(stored: Any) -> None:
    (found,) = read(raw("finding", stored, "f1"))

    assert found == Finding("f1")


@pytest.mark.parametrize("stored", [{}, {"identifiers": [], "follow_up": {}, "n_enrolled": None, "journal": None}])
def test_study_of_older_or_empty_data_reads_as_nothing_written(stored: Any) -> None:
    (found,) = read(raw("study", stored, "s1"))

    assert (found.id, found.design, found.harms_reporting) == ("s1", None, HarmsReporting.NOT_STATED)


def test_code_that_no_vocabulary_has_reads_as_nothing_written() -> None:
    (found,) = read(
        stream_data.finding(population_kind="martians", certainty="absolute", caveats=[stream_data.caveat("moon")])
    )

    assert found.population_kind is None
    assert found.caveats[0].kind is CaveatKind.OTHER


def test_block_type_that_does_not_exist_is_left_out() -> None:
    assert read(raw("advertisement", "Buy now")) == ()


def test_ids_are_those_that_are_stored() -> None:
    data = stream_data.finding("f1", caveats=[stream_data.caveat(block_id="c1")], numbers=[])
    (found,) = read(data)

    assert (found.id, found.caveats[0].id) == ("f1", "c1")


def test_page_reads_into_the_same_update_before_and_after_a_revision(tree: Any) -> None:
    page = new_page(
        title="Cells",
        slug="cells",
        summary=stream_data.summary(),
        body=stream_data.full_body(),
        disclosures=stream_data.disclosures(),
        locale=tree.locales["en"],
        live=False,
    )
    tree.index.add_child(instance=page)
    page = ResearchUpdatePage.objects.get(pk=page.pk)

    again = page.save_revision().as_object()

    # Items of neutral lists are stored without ids, so that each reading gives them new ones.
    assert compare(page.as_update(), again.as_update()) == []
    assert list(texts(again.as_update())) == list(texts(page.as_update()))
    assert again.as_update().findings[0].population_kind is PopulationKind.PEOPLE

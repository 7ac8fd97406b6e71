"""Raw StreamField data of a good update, block by block, as it is stored and as API v3 takes it.

Everything here is publishable as it stands. The facts are those of the two-year follow-up that the demo
tells of (doi 10.1212/NXI.0000000000000928). A test spoils one thing by naming it.
"""

from __future__ import annotations

import uuid
from typing import Any

#: A stored block: ``{"type": ..., "value": ..., "id": ...}``.
RawBlock = dict[str, Any]

NO_CONTROL = "no_control_group"
SMALL = "small_sample"
NOT_BLINDED = "not_blinded"


def raw(type_: str, value: Any, block_id: str | None = None) -> RawBlock:
    return {"type": type_, "value": value, "id": block_id or str(uuid.uuid4())}


def study(block_id: str | None = None, **fields: Any) -> RawBlock:
    """A phase I study of 20 people, 18 of whom stayed two years; nobody was given anything else."""
    value = {
        "title_plain": "Injections of cells in people with progressive MS",
        "design": "single_arm_trial",
        "control": "none",
        "population": "Adults with progressive MS.",
        "n_enrolled": 20,
        "n_analysed": None,
        "n_completed": 18,
        "harms_reporting": "none_reported",
        "identifiers": [{"scheme": "doi", "value": "10.1212/NXI.0000000000000928"}],
        "journal": "Neurology Neuroimmunology & Neuroinflammation",
        "year": 2021,
        "peer_review": "peer_reviewed",
        "publication_status": "current",
        "phase": "phase1",
        "allocation": "not_reported",
        "masking": "none",
        "registration_status": "completed",
        "follow_up": {"value": "2", "unit": "years"},
        "ref": "harris-2021",
    }
    return raw("study", {**value, **fields}, block_id)


def caveat(kind: str = NO_CONTROL, block_id: str | None = None, **fields: Any) -> RawBlock:
    return raw("caveat", {"kind": kind, "detail": "", "severity": "caution", **fields}, block_id)


def caveats() -> list[RawBlock]:
    """The caveats that ``study()`` calls for."""
    return [
        caveat(NO_CONTROL),
        caveat(SMALL, n=20, detail="All 20 people came from one clinic."),
        caveat(NOT_BLINDED),
    ]


def finding(block_id: str | None = None, **fields: Any) -> RawBlock:
    """A finding with the caveats that ``study()`` calls for."""
    value = {
        "statement": "Disability was less in 7 of 20 people. It did not last in 5 of them.",
        "population_kind": "people",
        "outcome": "Disability after two years",
        "caveats": caveats(),
        "what_it_does_not_mean": "This does not mean that the cells stop MS.",
        "study_refs": ["harris-2021"],
        "direction": "mixed",
        "size": "not_stated",
        "certainty": "not_rated",
        "numbers": [raw("arm", {"label": "Given cells", "with_event": 7, "out_of": 20})],
    }
    return raw("finding", {**value, **fields}, block_id)


#: The fields of a page whose blocks ``easy_body`` makes.
EASY = {"easy_title": "Cells by injection", "easy_summary": "Some people got cells."}


def easy_body(*findings: RawBlock) -> list[RawBlock]:
    """A study and findings that say in easy words as well what they say."""
    blocks = [study(easy_read="20 people took part."), *(findings or (finding(),))]
    for block in blocks[1:]:
        block["value"]["easy_read"] = "7 of 20 people could move better.\nFor 5 of them it did not last."
        block["value"]["easy_meaning"] = "The cells do not stop MS."
        for item in block["value"]["caveats"]:
            item["value"]["easy_read"] = item["value"]["detail"]
    return blocks


def animal_finding(**fields: Any) -> RawBlock:
    """A finding in mice that says so."""
    value = {
        "statement": "Mice that were given the substance fell ill later.",
        "population_kind": "animals",
        "species": "mice",
        "outcome": "When the disease began",
        "caveats": [caveat("animal_only"), *caveats()],
        "what_it_does_not_mean": "",
        "direction": "better",
        "numbers": [],
    }
    return finding(**{**value, **fields})


def summary(*messages: str) -> list[RawBlock]:
    return [raw("key_message", text) for text in messages or ("In a small study, some people moved better.",)]


def disclosures() -> list[RawBlock]:
    return [
        raw(
            "disclosure",
            {"kind": "none", "who": "The authors of this update", "detail": "", "asked_on": "2026-01-15"},
        )
    ]


def sells_treatment() -> RawBlock:
    return raw(
        "disclosure",
        {"kind": "sells_treatment", "who": "", "detail": "The author works for a clinic that sells the cells."},
    )


def promotional_source() -> RawBlock:
    return raw(
        "source_document",
        {
            "kind": "clinic_post",
            "url": "https://clinic.example/post",
            "title": "New hope",
            "title_language": "en",
            "promotional": True,
        },
    )


def body(*blocks: RawBlock) -> list[RawBlock]:
    return list(blocks) or [study(), finding()]


def table(block_id: str | None = None) -> RawBlock:
    return raw(
        "table",
        {
            "caption": "How many had less disability",
            "columns": [{"type": "text", "heading": "Group"}, {"type": "number", "heading": "People"}],
            "rows": [{"values": ["Given cells", "7"]}],
        },
        block_id,
    )


def rich(html: str = "<p>The study went on for <b>two years</b>.</p>", block_id: str | None = None) -> RawBlock:
    return raw("rich_text", html, block_id)


def full_body(image_id: int | None = None, term: str = "") -> list[RawBlock]:
    """One block of every kind; the figure and the explained word only where there is something to show."""
    blocks = [
        study(
            intervention="Three injections of cells.",
            comparator="Nothing.",
            outcomes=[raw("outcome", {"text": "Disability", "primary": True})],
            age_range="27–65",
            sex_breakdown="More women than men.",
            countries=["US"],
            setting="One clinic.",
            funders=[{"name": "A research charity", "kind": "charity", "ror": ""}],
            study_coi="None reported.",
            harms_reporting="described",
            harms_summary="Mild headache for a day.",
            more_information=["https://doi.org/10.1212/NXI.0000000000000928"],
            title_original="Two-year follow-up of a phase I study",
            title_original_language="en",
            allocation="na",
        ),
        finding(
            is_subgroup=True,
            subgroup="People who could still walk",
            is_surrogate=True,
            outcome_role="secondary",
            certainty="very_low",
            certainty_reason="There was no comparison group.",
            caveats=[*caveats(), caveat("subgroup_only"), caveat("surrogate_outcome")],
            later_evidence=[
                raw("later_evidence", {"relation": "weakens", "study_ref": "harris-2024", "note": "No difference."})
            ],
            without_suggested_reason="",
        ),
        study(
            ref="harris-2024",
            title_plain="Cells compared with salt water",
            design="rct_parallel",
            control="placebo",
            masking="double",
            phase="phase2",
            year=2024,
            n_enrolled=54,
            n_completed=None,
            identifiers=[
                {"scheme": "doi", "value": "10.1186/s13287-024-03765-6"},
                {"scheme": "nct", "value": "NCT03355365"},
            ],
            journal="Stem Cell Research & Therapy",
        ),
        caveat_block(),
        rich(),
        table(),
    ]
    if image_id is not None:
        blocks.append(raw("figure", {"image": image_id, "decorative": False, "alt_text": "A nerve", "caption": "One"}))
    if term:
        blocks.append(raw("glossary_term", term))
    return blocks


def caveat_block(**fields: Any) -> RawBlock:
    """A caveat beside the findings, about the whole page."""
    return caveat("source_promotional", applies_to=["page"], **fields)

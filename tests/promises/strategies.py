"""Arbitrary updates against which no rule has anything to say, as raw StreamField data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from research.domain.codes import CaveatKind, EvidenceRelation, PublicationStatus, TranslationMethod
from tests import stream_data
from tests.factories import LANGUAGES
from tests.promises.texts import HOSTILE, MARKERS, sentence
from tests.stream_data import RawBlock, raw

REFS = ("one-2021", "two-2024")
#: Kinds that are never called for by the studies made here, so that they can be there or not.
EXTRA = (CaveatKind.DROPOUTS, CaveatKind.SINGLE_SITE, CaveatKind.SELF_REPORTED, CaveatKind.OTHER, CaveatKind.POST_HOC)

NOTICE = {"kind": "retraction", "date": "2025-02-03", "doi": "10.1212/NXI.0000000000000928"}

languages = st.sampled_from(LANGUAGES)
numbers = st.integers(11, 999)


@dataclass(frozen=True)
class Made:
    """The fields of an update, all in ``language``."""

    language: str
    title: str
    body: list[RawBlock]
    summary: list[RawBlock] = field(default_factory=list)
    #: Other fields of the page: streams as lists of raw blocks, and plain values.
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def findings(self) -> list[RawBlock]:
        return [block for block in self.body if block["type"] == "finding"]

    def fields(self) -> dict[str, Any]:
        return {"title": self.title, "summary": self.summary, "body": self.body, **self.about}


@st.composite
def written(draw: st.DrawFn, language: str, *, hostile: bool = True) -> str:
    return sentence(language, draw(numbers), draw(st.sampled_from(HOSTILE)) if hostile else "")


@st.composite
def studies(draw: st.DrawFn, language: str, ref: str) -> RawBlock:
    printed = draw(languages)
    status = draw(st.sampled_from(PublicationStatus))
    return stream_data.study(
        ref=ref,
        title_plain=draw(written(language)),
        population=draw(written(language)),
        intervention=draw(st.just("") | written(language)),
        title_original=f"{MARKERS[printed]} (paper)",
        title_original_language=printed,
        publication_status=status.value,
        notices=[] if status is PublicationStatus.CURRENT else [NOTICE],
    )


@st.composite
def caveats(draw: st.DrawFn, language: str, population: str) -> list[RawBlock]:
    """The caveats that are called for and others, in any order, some of them explained."""
    laboratory = {"animals": ["animal_only"], "cells": ["cells_only"]}
    kinds = [*laboratory.get(population, []), "no_control_group", "small_sample", "not_blinded"]
    kinds += [kind.value for kind in draw(st.lists(st.sampled_from(EXTRA), unique=True, max_size=3))]
    return [
        stream_data.caveat(
            kind,
            detail=draw(st.just("") | written(language)),
            n=draw(st.none() | st.integers(0, 40)),
            severity=draw(st.sampled_from(["serious", "caution", "context"])),
        )
        for kind in draw(st.permutations(kinds))
    ]


@st.composite
def findings(draw: st.DrawFn, language: str, refs: list[str]) -> RawBlock:
    population = draw(st.sampled_from(["people", "animals", "cells"]))
    later = [
        raw(
            "later_evidence",
            {
                "relation": draw(st.sampled_from(list(EvidenceRelation))).value,
                "study_ref": draw(st.sampled_from(refs)),
                "note": draw(st.just("") | written(language)),
            },
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    arms = [
        raw("arm", {"label": draw(written(language)), "with_event": draw(st.integers(0, 20)), "out_of": 20})
        for _ in range(draw(st.integers(0, 2)))
    ]
    reasoned = population == "people" and draw(st.booleans())
    return stream_data.finding(
        statement=draw(written(language)),
        population_kind=population,
        species="mice" if population == "animals" else "",
        outcome=draw(written(language)),
        caveats=[] if reasoned else draw(caveats(language, population)),
        no_caveat_reason=draw(written(language)) if reasoned else "",
        no_caveat_approved_by="A second person" if reasoned else "",
        what_it_does_not_mean=draw(st.just("") | written(language)),
        study_refs=draw(st.lists(st.sampled_from(refs), unique=True, min_size=1)),
        direction=draw(st.sampled_from(["mixed", "unclear", "no_data", "worse"])),
        numbers=arms,
        later_evidence=later,
    )


@st.composite
def others(draw: st.DrawFn, language: str) -> RawBlock:
    """A block that is neither a study nor a finding."""
    match draw(st.sampled_from(["rich_text", "table", "caveat"])):
        case "rich_text":
            one, two = draw(written(language, hostile=False)), draw(written(language, hostile=False))
            return stream_data.rich(f"<h3>{one}</h3><p>{two} <b>{one}</b> <i>{two}</i></p><ul><li>{one}</li></ul>")
        case "table":
            table = stream_data.table()
            table["value"]["caption"] = draw(written(language))
            table["value"]["columns"] = [
                {"type": "text", "heading": draw(written(language))},
                {"type": "number", "heading": draw(written(language))},
            ]
            table["value"]["rows"] = [{"values": [draw(written(language)), str(draw(numbers))]}]
            return table
        case _:
            return stream_data.caveat_block(detail=draw(st.just("") | written(language)))


@st.composite
def about(draw: st.DrawFn, language: str) -> dict[str, Any]:
    """Who may gain, what the story is about and what was corrected; a clinic that sells the treatment at times."""
    sold = draw(st.booleans())
    gains = stream_data.sells_treatment()
    gains["value"]["detail"] = draw(written(language))
    printed = draw(languages)
    source = stream_data.promotional_source()
    source["value"].update(title=f"{MARKERS[printed]} (post)", title_language=printed)
    corrections = [
        raw("correction", {"date": "2026-02-01", "what": draw(written(language)), "why": draw(written(language))})
        for _ in range(draw(st.integers(0, 1)))
    ]
    return {
        "disclosures": [gains] if sold else stream_data.disclosures(),
        "source_document": [source] if sold and draw(st.booleans()) else [],
        "correction_log": corrections,
        "translation_method": draw(st.sampled_from(TranslationMethod)).value,
    }


@st.composite
def updates(draw: st.DrawFn, language: str | None = None) -> Made:
    language = language or draw(languages)
    refs = list(REFS[: draw(st.integers(1, 2))])
    body = [draw(studies(language, ref)) for ref in refs]
    body += draw(st.lists(findings(language, refs), min_size=1, max_size=3))
    body += draw(st.lists(others(language), max_size=2))
    return Made(
        language=language,
        title=draw(written(language)),
        body=draw(st.permutations(body)),
        summary=[raw("key_message", draw(written(language))) for _ in range(draw(st.integers(1, 2)))],
        about=draw(about(language)),
    )


@st.composite
def easy_updates(draw: st.DrawFn, language: str | None = None) -> Made:
    """Updates that have an easy-read version: everything in them is said in easy words as well."""
    made = draw(updates(language))

    def lines() -> str:
        return "\n".join(draw(written(made.language)) for _ in range(draw(st.integers(1, 2))))

    for block in made.body:
        value = block["value"]
        if block["type"] in ("study", "finding", "caveat"):
            value["easy_read"] = lines()
        if block["type"] == "finding":
            value["easy_meaning"] = lines() if value["what_it_does_not_mean"] else ""
            for caveat in value["caveats"]:
                caveat["value"]["easy_read"] = lines() if caveat["value"]["detail"] else ""
    return replace(made, about={**made.about, "easy_title": draw(written(made.language)), "easy_summary": lines()})

"""The only reader of StreamField data: from a page's fields to ``research.domain.update``.

Nothing else in the plugin knows how a block is stored. Values that are missing, empty
or of an unknown code become the domain's “nothing written”; rules say what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from wagtail.blocks import StreamValue

from research.domain import codes
from research.domain.update import (
    Arm,
    Block,
    Caveat,
    Correction,
    Disclosure,
    Duration,
    Effect,
    Figure,
    Finding,
    Funder,
    GlossaryEntry,
    Identifier,
    KeyMessage,
    LaterEvidence,
    Notice,
    Outcome,
    Reviewer,
    RichText,
    SourceDocument,
    Study,
    Table,
)

E = TypeVar("E", bound=StrEnum)


def _code(enum: type[E], value: object) -> E | None:
    try:
        return enum(str(value)) if value else None
    except ValueError:
        return None


def _code_or(enum: type[E], value: object, default: E) -> E:
    return _code(enum, value) or default


def _text(value: object) -> str:
    return str(value).strip() if value else ""


def _number(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _duration(value: Any) -> Duration | None:
    unit = _code(codes.TimeUnit, (value or {}).get("unit"))
    length = _number((value or {}).get("value"))
    return Duration(length, unit) if length is not None and unit else None


def _children(value: Any) -> Iterable[tuple[str, str, Any]]:
    """Yield ``(id, type, value)`` of each child of a stream, or ``(id, "", value)`` of each item of a list."""
    for child in getattr(value, "bound_blocks", None) or value or ():
        yield str(getattr(child, "id", None) or ""), getattr(child, "block_type", ""), getattr(child, "value", child)


def read_summary(value: StreamValue | None) -> tuple[KeyMessage, ...]:
    return tuple(KeyMessage(id=id_, text=_text(text)) for id_, _, text in _children(value))


def read_sources(value: StreamValue | None) -> tuple[SourceDocument, ...]:
    return tuple(
        SourceDocument(
            id=id_,
            kind=_code_or(codes.SourceKind, v.get("kind"), codes.SourceKind.OTHER),
            url=_text(v.get("url")),
            title=_text(v.get("title")),
            title_language=_text(v.get("title_language")) or "en",
            publisher=_text(v.get("publisher")),
            author_name=_text(v.get("author_name")),
            author_affiliation=_text(v.get("author_affiliation")),
            retrieved_on=_date(v.get("retrieved_on")),
            promotional=bool(v.get("promotional")),
        )
        for id_, _, v in _children(value)
    )


def read_disclosures(value: StreamValue | None) -> tuple[Disclosure, ...]:
    return tuple(
        Disclosure(
            id=id_,
            kind=_code_or(codes.DisclosureKind, v.get("kind"), codes.DisclosureKind.NOT_ASKED),
            who=_text(v.get("who")),
            detail=_text(v.get("detail")),
            asked_on=_date(v.get("asked_on")),
        )
        for id_, _, v in _children(value)
    )


def read_reviewers(value: StreamValue | None) -> tuple[Reviewer, ...]:
    return tuple(
        Reviewer(
            id=id_,
            name=_text(v.get("name")),
            role=_code_or(codes.ReviewerRole, v.get("role"), codes.ReviewerRole.PATIENT),
            orcid=_text(v.get("orcid")),
        )
        for id_, _, v in _children(value)
    )


def read_corrections(value: StreamValue | None) -> tuple[Correction, ...]:
    return tuple(
        Correction(id=id_, on=_date(v.get("date")), what=_text(v.get("what")), why=_text(v.get("why")))
        for id_, _, v in _children(value)
    )


def read_body(value: StreamValue | None) -> tuple[Block, ...]:
    """Read the body in its order. A page with one study need not name it: findings then cite it by themselves."""
    blocks = [READERS[type_](id_, v) for id_, type_, v in _children(value) if type_ in READERS]
    blocks = _with_study_refs(blocks)
    return tuple(blocks)


def _with_study_refs(blocks: Sequence[Block]) -> list[Block]:
    studies = [block for block in blocks if isinstance(block, Study)]
    taken = {study.ref for study in studies if study.ref}
    named: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Study):
            number += 1
            if not block.ref:
                block = _replace(block, ref=_free_ref(number, taken))
                taken.add(block.ref)
        named.append(block)
    only = [block.ref for block in named if isinstance(block, Study)]
    if len(only) != 1:
        return named
    return [
        _replace(block, study_refs=(only[0],)) if isinstance(block, Finding) and not block.study_refs else block
        for block in named
    ]


def _free_ref(number: int, taken: set[str]) -> str:
    while f"study-{number}" in taken:
        number += 1
    return f"study-{number}"


B = TypeVar("B", Study, Finding)


def _replace(block: B, **changes: Any) -> B:
    return type(block)(**{**{name: getattr(block, name) for name in block.__slots__}, **changes})


def _study(id_: str, v: Any) -> Study:
    return Study(
        id=id_,
        ref=_text(v.get("ref")),
        title_plain=_text(v.get("title_plain")),
        title_original=_text(v.get("title_original")),
        title_original_language=_text(v.get("title_original_language")) or "en",
        identifiers=tuple(
            Identifier(id=item, scheme=_text(i.get("scheme")), value=_text(i.get("value")))
            for item, _, i in _children(v.get("identifiers"))
        ),
        journal=_text(v.get("journal")),
        year=v.get("year"),
        peer_review=_code_or(codes.PeerReview, v.get("peer_review"), codes.PeerReview.UNKNOWN),
        publication_status=_code_or(
            codes.PublicationStatus, v.get("publication_status"), codes.PublicationStatus.CURRENT
        ),
        notices=tuple(
            Notice(id=item, kind=kind, on=_date(n.get("date")), doi=_text(n.get("doi")))
            for item, _, n in _children(v.get("notices"))
            if (kind := _code(codes.NoticeKind, n.get("kind")))
        ),
        design=_code(codes.StudyDesign, v.get("design")),
        phase=_code_or(codes.Phase, v.get("phase"), codes.Phase.NOT_APPLICABLE),
        registration_status=_code_or(
            codes.RegistrationStatus, v.get("registration_status"), codes.RegistrationStatus.NOT_REPORTED
        ),
        allocation=_code_or(codes.Allocation, v.get("allocation"), codes.Allocation.NOT_REPORTED),
        masking=_code_or(codes.Masking, v.get("masking"), codes.Masking.NOT_REPORTED),
        control=_code_or(codes.Control, v.get("control"), codes.Control.NOT_APPLICABLE),
        population=_text(v.get("population")),
        n_enrolled=v.get("n_enrolled"),
        n_analysed=v.get("n_analysed"),
        n_completed=v.get("n_completed"),
        age_range=_text(v.get("age_range")),
        sex_breakdown=_text(v.get("sex_breakdown")),
        countries=_texts(v.get("countries")),
        intervention=_text(v.get("intervention")),
        comparator=_text(v.get("comparator")),
        outcomes=tuple(
            Outcome(id=item, text=_text(o.get("text")), primary=bool(o.get("primary")))
            for item, _, o in _children(v.get("outcomes"))
        ),
        follow_up=_duration(v.get("follow_up")),
        setting=_text(v.get("setting")),
        funders=tuple(
            Funder(
                id=item,
                name=_text(f.get("name")),
                kind=_code_or(codes.FunderKind, f.get("kind"), codes.FunderKind.UNKNOWN),
                ror=_text(f.get("ror")),
            )
            for item, _, f in _children(v.get("funders"))
        ),
        study_coi=_text(v.get("study_coi")),
        harms_reporting=_code_or(codes.HarmsReporting, v.get("harms_reporting"), codes.HarmsReporting.NOT_STATED),
        harms_summary=_text(v.get("harms_summary")),
        more_information=_texts(v.get("more_information")),
    )


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text for _, _, item in _children(value) if (text := _text(item)))


def _caveat(id_: str, v: Any) -> Caveat:
    return Caveat(
        id=id_,
        kind=_code_or(codes.CaveatKind, v.get("kind"), codes.CaveatKind.OTHER),
        detail=_text(v.get("detail")),
        severity=_code_or(codes.CaveatSeverity, v.get("severity"), codes.CaveatSeverity.CAUTION),
        n=v.get("n"),
        applies_to=_texts(v.get("applies_to")),
    )


def _finding(id_: str, v: Any) -> Finding:
    return Finding(
        id=id_,
        study_refs=_texts(v.get("study_refs")),
        population_kind=_code(codes.PopulationKind, v.get("population_kind")),
        species=_code(codes.Species, v.get("species")),
        outcome=_text(v.get("outcome")),
        outcome_role=_code(codes.OutcomeRole, v.get("outcome_role")),
        is_subgroup=bool(v.get("is_subgroup")),
        subgroup=_text(v.get("subgroup")),
        is_surrogate=bool(v.get("is_surrogate")),
        direction=_code(codes.Direction, v.get("direction")),
        size=_code_or(codes.Size, v.get("size"), codes.Size.NOT_STATED),
        certainty=_code_or(codes.Certainty, v.get("certainty"), codes.Certainty.NOT_RATED),
        certainty_by=_text(v.get("certainty_by")),
        certainty_reason=_text(v.get("certainty_reason")),
        statement=_text(v.get("statement")),
        numbers=tuple(
            Arm(
                id=item,
                label=_text(a.get("label")),
                with_event=a.get("with_event"),
                out_of=a.get("out_of"),
                time=_duration(a.get("time")),
            )
            for item, _, a in _children(v.get("numbers"))
        ),
        effect=_effect(v.get("effect")),
        what_it_does_not_mean=_text(v.get("what_it_does_not_mean")),
        caveats=tuple(_caveat(item, c) for item, _, c in _children(v.get("caveats"))),
        no_caveat_reason=_text(v.get("no_caveat_reason")),
        no_caveat_approved_by=_text(v.get("no_caveat_approved_by")),
        without_suggested_reason=_text(v.get("without_suggested_reason")),
        later_evidence=tuple(
            LaterEvidence(
                id=item,
                relation=relation,
                study_ref=_text(e.get("study_ref")),
                update_key=str(e["page"].translation_key) if e.get("page") else "",
                note=_text(e.get("note")),
            )
            for item, _, e in _children(v.get("later_evidence"))
            if (relation := _code(codes.EvidenceRelation, e.get("relation")))
        ),
    )


def _effect(value: Any) -> Effect | None:
    measure = _code(codes.EffectMeasure, (value or {}).get("measure"))
    if measure is None:
        return None
    return Effect(
        measure=measure,
        value=_number(value.get("value")),
        ci_low=_number(value.get("ci_low")),
        ci_high=_number(value.get("ci_high")),
        p=_text(value.get("p")),
    )


def _rich_text(id_: str, v: Any) -> RichText:
    return RichText(id=id_, html=_text(getattr(v, "source", v)))


def _figure(id_: str, v: Any) -> Figure:
    image = v.get("image")
    return Figure(
        id=id_,
        image_id=image.pk if image else None,
        decorative=bool(v.get("decorative")),
        alt=_text(v.get("alt_text")),
        caption=_text(v.get("caption")),
        long_description=_text(v.get("long_description")),
    )


def _table(id_: str, v: Any) -> Table:
    if not v:
        return Table(id=id_)
    return Table(
        id=id_,
        caption=_text(getattr(v, "caption", "")),
        columns=tuple(_text(column["heading"]) for column in v.columns),
        rows=tuple(tuple(_cell(cell) for cell in row["values"]) for row in v.row_data),
    )


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _glossary(id_: str, v: Any) -> GlossaryEntry:
    return GlossaryEntry(id=id_, term=_text(v))


READERS: dict[str, Callable[[str, Any], Block]] = {
    "study": _study,
    "finding": _finding,
    "caveat": _caveat,
    "rich_text": _rich_text,
    "figure": _figure,
    "table": _table,
    "glossary_term": _glossary,
}

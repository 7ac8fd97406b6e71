"""From the finding block, its caveats and its numbers to the domain."""

from __future__ import annotations

from typing import Any

from research.blocks.reading.values import children, code, code_or, duration, lines, number, written
from research.domain import codes
from research.domain.finding import Arm, Caveat, Effect, Finding, LaterEvidence


def read_caveat(id_: str, v: Any) -> Caveat:
    return Caveat(
        id=id_,
        kind=code_or(codes.CaveatKind, v.get("kind"), codes.CaveatKind.OTHER),
        detail=written(v.get("detail")),
        severity=code_or(codes.CaveatSeverity, v.get("severity"), codes.CaveatSeverity.CAUTION),
        n=v.get("n"),
        applies_to=lines(v.get("applies_to")),
        easy_read=written(v.get("easy_read")),
    )


def read_finding(id_: str, v: Any) -> Finding:
    return Finding(
        id=id_,
        study_refs=lines(v.get("study_refs")),
        population_kind=code(codes.PopulationKind, v.get("population_kind")),
        species=code(codes.Species, v.get("species")),
        outcome=written(v.get("outcome")),
        outcome_role=code(codes.OutcomeRole, v.get("outcome_role")),
        is_subgroup=bool(v.get("is_subgroup")),
        subgroup=written(v.get("subgroup")),
        is_surrogate=bool(v.get("is_surrogate")),
        direction=code(codes.Direction, v.get("direction")),
        size=code_or(codes.Size, v.get("size"), codes.Size.NOT_STATED),
        certainty=code_or(codes.Certainty, v.get("certainty"), codes.Certainty.NOT_RATED),
        certainty_by=written(v.get("certainty_by")),
        certainty_reason=written(v.get("certainty_reason")),
        statement=written(v.get("statement")),
        numbers=tuple(
            Arm(
                id=item,
                label=written(a.get("label")),
                with_event=a.get("with_event"),
                out_of=a.get("out_of"),
                time=duration(a.get("time")),
            )
            for item, _, a in children(v.get("numbers"))
        ),
        effect=_effect(v.get("effect")),
        what_it_does_not_mean=written(v.get("what_it_does_not_mean")),
        caveats=tuple(read_caveat(item, c) for item, _, c in children(v.get("caveats"))),
        no_caveat_reason=written(v.get("no_caveat_reason")),
        no_caveat_approved_by=written(v.get("no_caveat_approved_by")),
        without_suggested_reason=written(v.get("without_suggested_reason")),
        easy_read=written(v.get("easy_read")),
        easy_meaning=written(v.get("easy_meaning")),
        later_evidence=tuple(
            LaterEvidence(
                id=item,
                relation=relation,
                study_ref=written(e.get("study_ref")),
                update_key=str(e["page"].translation_key) if e.get("page") else "",
                note=written(e.get("note")),
            )
            for item, _, e in children(v.get("later_evidence"))
            if (relation := code(codes.EvidenceRelation, e.get("relation")))
        ),
    )


def _effect(value: Any) -> Effect | None:
    measure = code(codes.EffectMeasure, (value or {}).get("measure"))
    if measure is None:
        return None
    return Effect(
        measure=measure,
        value=number(value.get("value")),
        ci_low=number(value.get("ci_low")),
        ci_high=number(value.get("ci_high")),
        p=written(value.get("p")),
    )

"""From the study block to the domain."""

from __future__ import annotations

from typing import Any

from research.blocks.reading.values import children, code, code_or, day, duration, lines, written
from research.domain import codes
from research.domain.study import Funder, Identifier, Notice, Outcome, Study


def read_study(id_: str, v: Any) -> Study:
    return Study(
        id=id_,
        ref=written(v.get("ref")),
        title_plain=written(v.get("title_plain")),
        title_original=written(v.get("title_original")),
        title_original_language=written(v.get("title_original_language")) or "en",
        identifiers=tuple(
            Identifier(id=item, scheme=written(i.get("scheme")), value=written(i.get("value")))
            for item, _, i in children(v.get("identifiers"))
        ),
        journal=written(v.get("journal")),
        year=v.get("year"),
        peer_review=code_or(codes.PeerReview, v.get("peer_review"), codes.PeerReview.UNKNOWN),
        publication_status=code_or(
            codes.PublicationStatus, v.get("publication_status"), codes.PublicationStatus.CURRENT
        ),
        notices=tuple(
            Notice(id=item, kind=kind, on=day(n.get("date")), doi=written(n.get("doi")))
            for item, _, n in children(v.get("notices"))
            if (kind := code(codes.NoticeKind, n.get("kind")))
        ),
        design=code(codes.StudyDesign, v.get("design")),
        phase=code_or(codes.Phase, v.get("phase"), codes.Phase.NOT_APPLICABLE),
        registration_status=code_or(
            codes.RegistrationStatus, v.get("registration_status"), codes.RegistrationStatus.NOT_REPORTED
        ),
        allocation=code_or(codes.Allocation, v.get("allocation"), codes.Allocation.NOT_REPORTED),
        masking=code_or(codes.Masking, v.get("masking"), codes.Masking.NOT_REPORTED),
        control=code_or(codes.Control, v.get("control"), codes.Control.NOT_APPLICABLE),
        population=written(v.get("population")),
        n_enrolled=v.get("n_enrolled"),
        n_analysed=v.get("n_analysed"),
        n_completed=v.get("n_completed"),
        age_range=written(v.get("age_range")),
        sex_breakdown=written(v.get("sex_breakdown")),
        countries=lines(v.get("countries")),
        intervention=written(v.get("intervention")),
        comparator=written(v.get("comparator")),
        outcomes=tuple(
            Outcome(id=item, text=written(o.get("text")), primary=bool(o.get("primary")))
            for item, _, o in children(v.get("outcomes"))
        ),
        follow_up=duration(v.get("follow_up")),
        setting=written(v.get("setting")),
        funders=tuple(
            Funder(
                id=item,
                name=written(f.get("name")),
                kind=code_or(codes.FunderKind, f.get("kind"), codes.FunderKind.UNKNOWN),
                ror=written(f.get("ror")),
            )
            for item, _, f in children(v.get("funders"))
        ),
        study_coi=written(v.get("study_coi")),
        harms_reporting=code_or(codes.HarmsReporting, v.get("harms_reporting"), codes.HarmsReporting.NOT_STATED),
        harms_summary=written(v.get("harms_summary")),
        more_information=lines(v.get("more_information")),
        easy_read=written(v.get("easy_read")),
    )

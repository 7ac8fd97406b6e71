"""From what stands around the body to the domain."""

from __future__ import annotations

from wagtail.blocks import StreamValue

from research.blocks.reading.values import children, code_or, day, written
from research.domain import codes
from research.domain.update import Correction, Disclosure, KeyMessage, Reviewer, SourceDocument


def read_summary(value: StreamValue | None) -> tuple[KeyMessage, ...]:
    return tuple(KeyMessage(id=id_, text=written(text)) for id_, _, text in children(value))


def read_sources(value: StreamValue | None) -> tuple[SourceDocument, ...]:
    return tuple(
        SourceDocument(
            id=id_,
            kind=code_or(codes.SourceKind, v.get("kind"), codes.SourceKind.OTHER),
            url=written(v.get("url")),
            title=written(v.get("title")),
            title_language=written(v.get("title_language")) or "en",
            publisher=written(v.get("publisher")),
            author_name=written(v.get("author_name")),
            author_affiliation=written(v.get("author_affiliation")),
            retrieved_on=day(v.get("retrieved_on")),
            promotional=bool(v.get("promotional")),
        )
        for id_, _, v in children(value)
    )


def read_disclosures(value: StreamValue | None) -> tuple[Disclosure, ...]:
    return tuple(
        Disclosure(
            id=id_,
            kind=code_or(codes.DisclosureKind, v.get("kind"), codes.DisclosureKind.NOT_ASKED),
            who=written(v.get("who")),
            detail=written(v.get("detail")),
            asked_on=day(v.get("asked_on")),
        )
        for id_, _, v in children(value)
    )


def read_reviewers(value: StreamValue | None) -> tuple[Reviewer, ...]:
    return tuple(
        Reviewer(
            id=id_,
            name=written(v.get("name")),
            role=code_or(codes.ReviewerRole, v.get("role"), codes.ReviewerRole.PATIENT),
            orcid=written(v.get("orcid")),
        )
        for id_, _, v in children(value)
    )


def read_corrections(value: StreamValue | None) -> tuple[Correction, ...]:
    return tuple(
        Correction(id=id_, on=day(v.get("date")), what=written(v.get("what")), why=written(v.get("why")))
        for id_, _, v in children(value)
    )

"""Ids tell blocks apart: a translation is compared with its source id by id, so none may stand twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from research.domain.finding import Finding
from research.domain.problems import Path, Problem
from research.domain.publishability.limits import Limits
from research.domain.study import Study
from research.domain.update import Update


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


def ids_are_unique(update: Update, limits: Limits) -> list[Problem]:
    """No two blocks of one list have the same id. Forms mint ids; a write over the API can repeat one."""
    return [
        Problem("block-id-repeated", (*at, repeated), params={"id": repeated})
        for at, children in _lists(update)
        for repeated, times in Counter(child.id for child in children if child.id).items()
        if times > 1
    ]


def _lists(update: Update) -> Iterator[tuple[Path, Sequence[_WithId]]]:
    yield ("body",), update.body
    yield ("summary",), update.summary
    yield ("disclosures",), update.disclosures
    yield ("correction_log",), update.corrections
    yield ("source_document",), update.source_documents
    for block in update.body:
        if isinstance(block, Finding):
            yield ("body", block.id, "caveats"), block.caveats
            yield ("body", block.id, "numbers"), block.numbers
            yield ("body", block.id, "later_evidence"), block.later_evidence
        if isinstance(block, Study):
            yield ("body", block.id, "outcomes"), block.outcomes

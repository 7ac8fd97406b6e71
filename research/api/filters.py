"""What lists, search and feeds can be filtered by, as the OpenAPI document says it: declared once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Annotated, Any, TypeVar

from ninja import Query
from pydantic import Field

from research.api import params
from research.domain.codes import Certainty, EvidenceState, Phase, PopulationKind, StudyDesign
from research.domain.easy_read import OptionalForm

#: Say where a parameter comes from; untyped upstream.
QueryParam: Any = Query
#: A NUL is the one character that PostgreSQL does not keep.
NO_NUL = r"^[^\x00]+$"
SEVERAL: dict[str, Any] = {"max_length": params.MOST_VALUES}
Code = Annotated[str, Field(pattern=NO_NUL, min_length=1, max_length=params.LONGEST_VALUE)]


#: Each filter by facet: its name, what its values are, and what the document says of it.
FILTERS: tuple[tuple[str, Any, str], ...] = (
    ("topic", list[Code], "Code of a topic. Give it again for any of several."),
    ("condition", list[Code], "Code of a condition."),
    ("population", list[PopulationKind], "Where a finding was made."),
    ("certainty", list[Certainty], "Certainty of a finding."),
    ("evidence", list[EvidenceState], "What became of the evidence since."),
    ("design", list[StudyDesign], "Design of a study."),
    ("phase", list[Phase], "Phase of a study."),
    ("form", list[OptionalForm], "A form that not every update has: `easy` for easy read."),
    ("doi", list[Code], "DOI of a study."),
    ("nct", list[Code], "ClinicalTrials.gov number of a study."),
    ("pmid", list[Code], "PubMed number of a study."),
)
Operation = TypeVar("Operation", bound=Callable[..., Any])


def filtered(*, after: str) -> Callable[[Operation], Operation]:
    """Say of an operation that it takes the filters, behind its parameter ``after``.

    Only what is said of it changes: an operation reads its own parameters from the request (``params.facets``).
    """

    def say(operation: Operation) -> Operation:
        signature = inspect.signature(operation)
        own = list(signature.parameters.values())
        place = list(signature.parameters).index(after) + 1
        told: Any = operation
        told.__signature__ = signature.replace(parameters=[*own[:place], *_parameters(), *own[place:]])
        return operation

    return say


def _parameters() -> Iterator[inspect.Parameter]:
    for name, values, description in FILTERS:
        default = QueryParam([], description=description, **SEVERAL)
        yield inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=values)

"""Operations on feeds. Their filters are those of the list of updates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from research.api import feeds, params
from research.api.service import REFUSED, SEVERAL, Code, PathParam, QueryParam, api
from research.domain.codes import Certainty, EvidenceState, Phase, PopulationKind, StudyDesign
from research.representations.schema_v1 import JsonFeed, ProblemDetail

LOCALE = "Code of a locale, as `locales/` lists them."


@api.get(
    "/feeds/{locale}.atom",
    response={200: str, 404: ProblemDetail, **REFUSED},
    url_name="atom-feed",
    operation_id="getAtomFeed",
    summary="Subscribe to a locale (Atom)",
    tags=["Following"],
)
def get_atom_feed(
    request: HttpRequest,
    locale: str = PathParam(..., description=LOCALE, examples=["es"]),
    topic: list[Code] = QueryParam([], description="Code of a topic. Give it again for any of several.", **SEVERAL),
    condition: list[Code] = QueryParam([], description="Code of a condition.", **SEVERAL),
    population: list[PopulationKind] = QueryParam([], description="Where a finding was made.", **SEVERAL),
    certainty: list[Certainty] = QueryParam([], description="Certainty of a finding.", **SEVERAL),
    evidence: list[EvidenceState] = QueryParam([], description="What became of the evidence since.", **SEVERAL),
    design: list[StudyDesign] = QueryParam([], description="Design of a study.", **SEVERAL),
    phase: list[Phase] = QueryParam([], description="Phase of a study.", **SEVERAL),
    doi: list[Code] = QueryParam([], description="DOI of a study.", **SEVERAL),
    nct: list[Code] = QueryParam([], description="ClinicalTrials.gov number of a study.", **SEVERAL),
    pmid: list[Code] = QueryParam([], description="PubMed number of a study.", **SEVERAL),
    limit: int = QueryParam(feeds.DEFAULT_ENTRIES, ge=1, le=params.MOST_ITEMS, description="How many at most."),
) -> HttpResponse:
    """What changed last in a locale, as Atom (RFC 4287). What was taken back is an `at:deleted-entry` (RFC 6721)."""
    return feeds.as_atom(request, locale)


@api.get(
    "/feeds/{locale}.json",
    response={200: JsonFeed, 404: ProblemDetail, **REFUSED},
    by_alias=True,
    url_name="json-feed",
    operation_id="getJsonFeed",
    summary="Subscribe to a locale (JSON Feed)",
    tags=["Following"],
)
def get_json_feed(
    request: HttpRequest,
    locale: str = PathParam(..., description=LOCALE, examples=["es"]),
    topic: list[Code] = QueryParam([], description="Code of a topic. Give it again for any of several.", **SEVERAL),
    condition: list[Code] = QueryParam([], description="Code of a condition.", **SEVERAL),
    population: list[PopulationKind] = QueryParam([], description="Where a finding was made.", **SEVERAL),
    certainty: list[Certainty] = QueryParam([], description="Certainty of a finding.", **SEVERAL),
    evidence: list[EvidenceState] = QueryParam([], description="What became of the evidence since.", **SEVERAL),
    design: list[StudyDesign] = QueryParam([], description="Design of a study.", **SEVERAL),
    phase: list[Phase] = QueryParam([], description="Phase of a study.", **SEVERAL),
    doi: list[Code] = QueryParam([], description="DOI of a study.", **SEVERAL),
    nct: list[Code] = QueryParam([], description="ClinicalTrials.gov number of a study.", **SEVERAL),
    pmid: list[Code] = QueryParam([], description="PubMed number of a study.", **SEVERAL),
    limit: int = QueryParam(feeds.DEFAULT_ENTRIES, ge=1, le=params.MOST_ITEMS, description="How many at most."),
) -> HttpResponse:
    """What changed last in a locale, as JSON Feed 1.1: notices and key messages, never a finding."""
    return feeds.as_json(request, locale)

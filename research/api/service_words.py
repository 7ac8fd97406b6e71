"""Operations on words: what there is at the API, vocabularies, the glossary, the locales."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from research.api import index, locales, vocabularies
from research.api.filters import QueryParam
from research.api.service import REFUSED, TAG, PathParam, api
from research.representations.schema_v1 import ApiIndex, Glossary, LocaleList, ProblemDetail, Vocabulary, VocabularyList

ALL = "Without it: for every locale."


@api.get(
    "/",
    response={200: ApiIndex, **REFUSED},
    url_name="api-root",
    operation_id="getIndex",
    summary="See what there is",
    tags=["About"],
)
def get_index(request: HttpRequest) -> HttpResponse:
    """Every operation with its address."""
    return index.index(request, api)


@api.get(
    "/vocabularies/",
    response={200: VocabularyList, **REFUSED},
    url_name="vocabularies",
    operation_id="listVocabularies",
    summary="List vocabularies",
    tags=["Words"],
)
def list_vocabularies(request: HttpRequest) -> HttpResponse:
    """The vocabularies whose codes stand in answers."""
    return vocabularies.vocabularies(request)


@api.get(
    "/vocabularies/{name}/",
    response={200: Vocabulary, 404: ProblemDetail, **REFUSED},
    url_name="vocabulary",
    operation_id="getVocabulary",
    summary="Read one vocabulary",
    tags=["Words"],
)
def get_vocabulary(
    request: HttpRequest,
    name: str = PathParam(..., description="Name of a vocabulary.", examples=["certainty"]),
    locale: str | None = QueryParam(None, description=f"Only labels for this locale. {ALL}", **TAG),
) -> HttpResponse:
    """Every code with its labels; for those that updates are filtered by, how many public updates have it."""
    return vocabularies.vocabulary(request, name)


@api.get(
    "/glossary/",
    response={200: Glossary, **REFUSED},
    url_name="glossary",
    operation_id="getGlossary",
    summary="Read the glossary",
    tags=["Words"],
)
def get_glossary(
    request: HttpRequest,
    locale: str | None = QueryParam(None, description=f"Only texts for this locale. {ALL}", **TAG),
) -> HttpResponse:
    """Words of research with their definitions and other spellings."""
    return vocabularies.glossary(request)


@api.get(
    "/locales/",
    response={200: LocaleList, **REFUSED},
    url_name="locales",
    operation_id="listLocales",
    summary="List locales",
    tags=["Words"],
)
def list_locales(request: HttpRequest) -> HttpResponse:
    """The locales of the site: how many updates each has, and how complete and up to date it is."""
    return locales.locales(request)

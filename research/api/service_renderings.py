"""Operations on the forms of an update."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse

from research.api import params, renderings
from research.api.filters import QueryParam
from research.api.service import LOCALE, MISSING, TAG, Key, PathParam, api
from research.renderings.forms import FORMS
from research.representations.schema_v1 import RenderingList

KEY = "Identity of the update, shared by all its translations."
FALLBACK = "Whether another language may stand in for a missing one. `Content-Language` says which you get."
OTHERS = ", ".join(f"`{name}`" for name in FORMS if name != "html")


@api.get(
    "/updates/{translation_key}/renderings/",
    response={200: RenderingList, **MISSING},
    url_name="renderings",
    operation_id="listRenderings",
    summary="List the forms of an update",
    tags=["Forms"],
)
def list_renderings(
    request: HttpRequest,
    translation_key: Key = PathParam(..., description=KEY),
    locale: str | None = QueryParam(None, description=f"{LOCALE} Without it: by your Accept-Language.", **TAG),
    fallback: Literal["chain", "none"] = QueryParam("chain", description=FALLBACK),
) -> HttpResponse:
    """Every form that the update has in a locale. Where `Accept` prefers the media type of one, it is that form."""
    return renderings.listing(request, params.key(translation_key))


@api.get(
    "/updates/{translation_key}/renderings/html/",
    response={200: str, **MISSING},
    url_name="html-rendering",
    operation_id="getHtmlRendering",
    summary="Read an update as HTML",
    tags=["Forms"],
)
def get_html_rendering(
    request: HttpRequest,
    translation_key: Key = PathParam(..., description=KEY),
    locale: str | None = QueryParam(None, description=f"{LOCALE} Without it: by your Accept-Language.", **TAG),
    fallback: Literal["chain", "none"] = QueryParam("chain", description=FALLBACK),
    fragment: Literal["0", "1"] = QueryParam(
        "0", description="`1` for an element to put into a page of yours: no script, no style, ids of its own."
    ),
    level: int | None = QueryParam(
        None,
        ge=1,
        le=renderings.LOWEST_TITLE,
        description="Level of the title as a heading; without it 1, and 2 with `fragment=1`.",
    ),
) -> HttpResponse:
    """The whole update as a page of its own, or as an element to embed."""
    return renderings.html_rendering(request, params.key(translation_key))


@api.get(
    "/updates/{translation_key}/renderings/{form}/",
    response={200: str, **MISSING},
    url_name="rendering",
    operation_id="getRendering",
    summary="Read an update in another form",
    tags=["Forms"],
)
def get_rendering(
    request: HttpRequest,
    translation_key: Key = PathParam(..., description=KEY),
    form: str = PathParam(..., description=f"Name of a form: {OTHERS}.", examples=["text"]),
    locale: str | None = QueryParam(None, description=f"{LOCALE} Without it: by your Accept-Language.", **TAG),
    fallback: Literal["chain", "none"] = QueryParam("chain", description=FALLBACK),
) -> HttpResponse:
    """The whole update in one form: with the same words, in the same order, as every other form."""
    return renderings.rendering(request, params.key(translation_key), form)

"""One update as a reader gets it: from its stored representation, or built on the spot for a preview."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation
from pydantic import ValidationError

from research.models import AbstractResearchUpdate, Representation
from research.reader.addresses import LanguageLink, PageLink, language_links, reachable, rows
from research.reader.explain import Explainer
from research.renderings.outline import has_unreviewed_words
from research.representations import schema_v1 as v1
from research.representations.build import NotServable, build

logger = logging.getLogger("research")


@dataclass(frozen=True, slots=True)
class Reading:
    """An update with what a page around it needs.

    ``related`` says where the updates that it names can be read, by translation key; ``canonical`` is the
    address of the text's original where this page only repeats it.
    """

    update: v1.ResearchUpdateV1
    languages: tuple[LanguageLink, ...]
    related: Mapping[str, PageLink]
    canonical: str
    review_overdue: bool
    has_unreviewed_words: bool
    #: Whether anybody may open it, and not only the reader of this page.
    is_public: bool
    explainer: Explainer

    @property
    def is_fallback(self) -> bool:
        """True where the whole text is in another language than the page."""
        return self.update.language != self.update.locale


def reading(request: HttpRequest, page: AbstractResearchUpdate) -> Reading | None:
    """Return what a reader of ``page`` gets; ``None`` where it cannot be shown as it is.

    Two queries for a live page, three where it names other updates. The answer is kept for the request,
    because several blocks of a template ask.
    """
    kept: dict[int | None, Reading | None] = _kept(request, "_research_readings")
    if page.pk not in kept:
        update = _preview(page) if getattr(request, "is_preview", False) else stored(request, page)
        kept[page.pk] = _reading(request, page, update) if update else None
    return kept[page.pk]


def stored(request: HttpRequest, page: AbstractResearchUpdate) -> v1.ResearchUpdateV1 | None:
    """Return the representation of a live page. One query for a request.

    ``None`` where there is none, or where it was stored by another version and not built again since.
    """
    kept: dict[int | None, v1.ResearchUpdateV1 | None] = _kept(request, "_research_stored")
    if page.pk not in kept:
        bodies = Representation.objects.filter(pk=page.pk, page__live=True).values_list("body", flat=True)
        kept[page.pk] = parsed(body, page.pk) if (body := bodies.first()) else None
    return kept[page.pk]


def parsed(body: str, pk: int) -> v1.ResearchUpdateV1 | None:
    try:
        return v1.ResearchUpdateV1.model_validate_json(body)
    except ValidationError as error:
        logger.error("The representation of page %s cannot be read; build it again: %s", pk, error)
        return None


def _preview(page: AbstractResearchUpdate) -> v1.ResearchUpdateV1 | None:
    try:
        with translation.override(page.locale.language_code):
            return build(page)
    except NotServable:
        return None


def _reading(request: HttpRequest, page: AbstractResearchUpdate, update: v1.ResearchUpdateV1) -> Reading:
    public = rows(request, [page.translation_key])
    others = [row.page for row in public if row.pk != page.pk]
    languages = language_links(request, [page, *others], update.locale)
    here = next(link for link in languages if link.current)
    original = next((link for link in languages if link.locale == update.language), here)
    due = update.provenance.next_review_due
    return Reading(
        update=update,
        languages=languages,
        related=reachable(request, named(update), update.locale),
        canonical=(here if here.translated else original).url,
        review_overdue=due is not None and due < timezone.localdate(),
        is_public=not getattr(request, "is_preview", False) and any(row.pk == page.pk for row in public),
        has_unreviewed_words=has_unreviewed_words(update),
        explainer=Explainer(update.glossary),
    )


def named(update: v1.ResearchUpdateV1) -> Iterator[str]:
    """Yield the translation keys of the other updates that ``update`` names."""
    yield from update.evidence.superseded_by
    for block in update.blocks:
        if isinstance(block, v1.FindingWithCaveats):
            yield from (later.update for later in block.later_evidence if later.update)


def _kept(request: HttpRequest, name: str) -> dict[Any, Any]:
    """Return a dictionary that lives as long as the request."""
    kept: dict[Any, Any] = request.__dict__.setdefault(name, {})
    return kept

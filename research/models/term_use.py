"""Which updates use a term, so that a site does not delete it under them."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from research.domain.update import GlossaryEntry
from research.models.update_page import AbstractResearchUpdate


def update_models() -> list[type[AbstractResearchUpdate]]:
    """Return the concrete page models for updates that are installed."""
    return [model for model in apps.get_models() if issubclass(model, AbstractResearchUpdate)]


def pages_using_term(vocabulary: str, code: str) -> list[AbstractResearchUpdate]:
    """Return the pages, live or draft, whose latest revision or live row uses ``code`` of an open vocabulary."""
    return [page for model in update_models() for page in _using(model, vocabulary, code)]


def _using(model: type[AbstractResearchUpdate], vocabulary: str, code: str) -> Iterator[AbstractResearchUpdate]:
    for page in model._default_manager.select_related("latest_revision").iterator():
        versions = [page]
        if page.latest_revision is not None and page.has_unpublished_changes:
            versions.append(page.latest_revision.as_object())
        if any(_uses(version, vocabulary, code) for version in versions):
            yield page


def _uses(page: AbstractResearchUpdate, vocabulary: str, code: str) -> bool:
    if vocabulary == "topic":
        return code in (page.topics or ())
    if vocabulary == "condition":
        return bool(page.condition == code)
    return any(isinstance(block, GlossaryEntry) and block.term == code for block in page.as_update().body)

"""Build representations again, for what no signal tells of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wagtail.models import Page

from research.models import AbstractResearchUpdate, Representation
from research.models.term_use import update_models
from research.publishing.store import store


def live_updates() -> Iterator[AbstractResearchUpdate]:
    """Yield every live update, one at a time, so that memory stays flat."""
    for model in update_models():
        yield from model._default_manager.live().select_related("locale").iterator(chunk_size=50)


def rebuild(pages: Iterable[AbstractResearchUpdate]) -> int:
    return sum(1 for page in pages if store(page) is not None)


def rebuild_everything() -> int:
    """Store every live update and drop what belongs to no live page. Returns how many are served."""
    Representation.objects.exclude(page__live=True).delete()
    return rebuild(live_updates())


def rebuild_below(root: Page) -> int:
    descendants = set(root.get_descendants(inclusive=True).live().values_list("pk", flat=True))
    return rebuild(page for page in live_updates() if page.pk in descendants)


def rebuild_translations(page: AbstractResearchUpdate) -> int:
    """Store the live translations of ``page`` again: they name it as their source."""
    others = type(page)._default_manager.live().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return rebuild(others)


def rebuild_with_facet(name: str, value: str) -> int:
    """Store the live updates again that have ``value`` for ``name``, such as a topic whose label changed."""
    concerned = set(Representation.objects.with_facet(name, [value]).values_list("pk", flat=True))
    return rebuild(page for page in live_updates() if page.pk in concerned)

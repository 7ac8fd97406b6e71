"""Store what was built, or take away what must no longer be served. Doing either twice changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone, translation

from research.domain.problems import Problem, errors
from research.models import AbstractResearchUpdate, Facet, Representation
from research.models.gate import own_problems
from research.representations import schema_v1 as v1
from research.representations.build import NotServable, build
from research.representations.canonical import canonical, etag

logger = logging.getLogger("research")


def store(page: AbstractResearchUpdate) -> Representation | None:
    """Build and store the representation of a live page; remove it for any other.

    A page that is live but breaks a rule (``queryset.update`` goes round every door) is not
    served: its old representation is removed and the reason is logged.
    """
    if not page.live:
        remove(page)
        return None
    if found := errors(_problems(page)):
        logger.error("%s (%s) is live but not served: %s", page.title, page.pk, ", ".join(p.code for p in found))
        remove(page)
        return None
    try:
        with translation.override(page.locale.language_code):
            made = build(page)
    except NotServable as refused:
        logger.error("%s (%s) is live but not served: %s", page.title, page.pk, refused)
        remove(page)
        return None
    data = canonical(made)
    with transaction.atomic():
        representation, _created = Representation.objects.update_or_create(
            pk=page.pk,
            defaults={
                "translation_key": page.translation_key,
                "locale": page.locale,
                "title": page.title,
                "published_at": page.last_published_at or timezone.now(),
                "body": data.decode(),
                "etag": etag(data),
            },
        )
        representation.facets.all().delete()
        Facet.objects.bulk_create(
            Facet(representation=representation, name=name, value=value) for name, value in sorted(set(facets(made)))
        )
    return representation


def _problems(page: AbstractResearchUpdate) -> list[Problem]:
    """Return what stands against serving a page that is live.

    A translation that lags behind its source still is what it was when it was published, so only the page's
    own rules are asked, not its parity with what the source says now. One that was never published, but made
    live by an update of the column, is asked everything: it may still be in the language of its source.
    """
    never_published = page.alias_of_id is None and page.source_revision_id is None
    return page.publication_problems() if never_published else own_problems(page)


def remove(page: AbstractResearchUpdate) -> None:
    Representation.objects.filter(pk=page.pk).delete()


def facets(made: v1.ResearchUpdateV1) -> Iterator[tuple[str, str]]:
    """Yield what lists can be filtered by."""
    yield from (("topic", topic.code) for topic in made.topics)
    if made.condition:
        yield "condition", made.condition.code
    yield "evidence", made.evidence.state.code
    for item in made.blocks:
        if isinstance(item, v1.FindingWithCaveats):
            yield "population", item.population.code
            yield "certainty", item.certainty.code

"""Store what was built, or take away what must no longer be served. Doing either twice changes nothing."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Iterator
from typing import Any

from django.utils import timezone, translation

from research import conf
from research.domain.changes import Facts
from research.domain.problems import Problem, errors
from research.domain.update import Figure, Update
from research.models import AbstractResearchUpdate, Facet, Representation
from research.models.gate import own_problems
from research.models.term_use import update_models
from research.representations import schema_v1 as v1
from research.representations.build import NotServable, built
from research.representations.canonical import canonical_values, etag

logger = logging.getLogger("research")


def store_group(key: uuid.UUID) -> None:
    """Store the live pages of one update in all its locales, and remove what belongs to no live page."""
    pages = [page for model in update_models() for page in _live(model, key)]
    Representation.objects.filter(translation_key=key).exclude(pk__in=[page.pk for page in pages]).delete()
    with conf.asking_once():
        for page in pages:
            store(page)


def _live(model: type[AbstractResearchUpdate], key: uuid.UUID) -> Iterator[AbstractResearchUpdate]:
    yield from model._default_manager.live().filter(translation_key=key).select_related("locale").order_by("pk")


def store(page: AbstractResearchUpdate) -> Representation | None:
    """Build and store the representation of a live page; remove it for any other.

    A page that is live but breaks a rule (``queryset.update`` goes round every door) is not
    served: its old representation is removed and the reason is logged. Called in a transaction.
    """
    if not page.live:
        remove(page)
        return None
    update = page.as_update()
    asked = _asked_about(page, update)
    old = Representation.objects.filter(pk=page.pk).defer("body").first()
    # The rules were asked about these very words before; a label that has changed makes no other answer.
    found = [] if old is not None and old.asked == asked else errors(_problems(page))
    if found:
        logger.error("%s (%s) is live but not served: %s", page.title, page.pk, ", ".join(p.code for p in found))
        remove(page)
        return None
    try:
        with translation.override(page.locale.language_code):
            made, values = built(page, update)
    except NotServable as refused:
        logger.error("%s (%s) is live but not served: %s", page.title, page.pk, refused)
        remove(page)
        return None
    return _write(page, made, canonical_values(values), sorted(set(facets(made, update))), old, asked)


def _asked_about(page: AbstractResearchUpdate, update: Update) -> str:
    """Return a digest of everything that the rules look at in a page."""
    return hashlib.sha256(repr((update, page.alias_of_id, page.source_revision_id)).encode()).hexdigest()[:40]


def _write(
    page: AbstractResearchUpdate,
    made: v1.ResearchUpdateV1,
    data: bytes,
    values: list[tuple[str, str]],
    old: Representation | None,
    asked: str,
) -> Representation:
    tag = etag(data)
    columns = {
        "translation_key": page.translation_key,
        "locale_id": page.locale_id,
        "language": made.language,
        "title": page.title,
        "revision": page.live_revision_id,
        "url_path": page.url_path,
        "published_at": page.last_published_at or (old.published_at if old else timezone.now()),
        "review_due": made.provenance.next_review_due,
        "etag": tag,
        "asked": asked,
        "facts": facts(made).as_json(),
    }
    if old is not None and _same(old, columns) and values == sorted(old.facets.values_list("name", "value")):
        return old
    changed_at = old.changed_at if old is not None and old.etag == tag else timezone.now()
    representation, _created = Representation.objects.update_or_create(
        pk=page.pk, defaults={**columns, "changed_at": changed_at, "body": data.decode()}
    )
    representation.facets.all().delete()
    Facet.objects.bulk_create(
        Facet(
            representation=representation,
            name=name,
            value=value,
            locale_id=page.locale_id,
            published_at=representation.published_at,
        )
        for name, value in values
    )
    return representation


def _same(old: Representation, columns: dict[str, Any]) -> bool:
    return all(getattr(old, name) == value for name, value in columns.items())


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


def facts(made: v1.ResearchUpdateV1) -> Facts:
    return Facts(
        evidence=made.evidence.state.code,
        corrections=len(made.provenance.corrections),
        outdated=made.provenance.outdated,
    )


def facets(made: v1.ResearchUpdateV1, update: Update) -> Iterator[tuple[str, str]]:
    """Yield what lists can be filtered by, and what tells which updates show a shared row (``image``)."""
    yield from (("topic", topic.code) for topic in made.topics)
    if made.condition:
        yield "condition", made.condition.code
    yield "evidence", made.evidence.state.code
    if not made.provenance.reviewed:
        yield "review", "unreviewed"
    for item in made.blocks:
        if isinstance(item, v1.FindingWithCaveats):
            yield "population", item.population.code
            yield "certainty", item.certainty.code
        elif isinstance(item, v1.Study):
            yield from _of_study(item)
    yield from (("image", str(item.image_id)) for item in update.body if isinstance(item, Figure) and item.image_id)


def _of_study(study: v1.Study) -> Iterator[tuple[str, str]]:
    if study.design:
        yield "design", study.design.code
    yield "phase", study.phase.code
    for identifier in study.identifiers:
        if identifier.scheme in ("doi", "nct", "pmid"):
            yield identifier.scheme, identifier.value.lower()[:150]

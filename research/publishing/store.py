"""Store what was built, or take away what must no longer be served. Doing either twice changes nothing."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation

from research import conf
from research.domain.changes import Facts
from research.domain.easy_read import OptionalForm
from research.domain.problems import Problem, errors
from research.domain.update import Figure, Update
from research.models import AbstractResearchUpdate, Facet, Representation
from research.models.gate import answers, publication_asked, source_among, update_problems
from research.models.term_use import update_models
from research.representations import schema_v1 as v1
from research.representations.build import NotServable, built
from research.representations.canonical import canonical_values, etag
from research.representations.named import named

logger = logging.getLogger("research")

#: The name and the value of a facet.
Pair = tuple[str, str]


def store_groups(keys: Collection[uuid.UUID]) -> None:
    """Store the live pages of each update in all its locales, and remove what belongs to no live page.

    Everything that is read is read for all of them at once. Called in a transaction.
    """
    with conf.asking_once():
        groups: dict[tuple[type, uuid.UUID], list[AbstractResearchUpdate]] = {}
        for model in update_models():
            for page in _pages(model, keys):
                groups.setdefault((model, page.translation_key), []).append(page)
        old = {row.pk: row for row in Representation.objects.filter(translation_key__in=keys).defer("body")}
        live = {page.pk for group in groups.values() for page in group if page.live}
        _remove(old.keys() - live)
        old_facets = _facets_of(old.keys() & live)
        made = [row for group in groups.values() for row in _built(group, old, old_facets)]
        _write(made, old)


def _pages(model: type[AbstractResearchUpdate], keys: Collection[uuid.UUID]) -> Iterator[AbstractResearchUpdate]:
    yield from model._default_manager.filter(translation_key__in=keys).select_related("locale").order_by("pk")


def _facets_of(pages: Collection[int]) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = {}
    if pages:
        rows = Facet.objects.filter(representation__in=pages)
        for page, name, value in rows.values_list("representation_id", "name", "value"):
            found.setdefault(page, []).append((name, value))
    return {page: sorted(pairs) for page, pairs in found.items()}


@dataclass(frozen=True, slots=True)
class _Built:
    """A representation that differs from what is stored, with its facets, which are stored if they differ, too."""

    row: Representation
    facets: list[Pair]
    same_facets: bool


def _built(
    group: list[AbstractResearchUpdate], old: Mapping[int, Representation], old_facets: Mapping[int, list[Pair]]
) -> Iterator[_Built]:
    """Build the live pages of one update. One that may not be served is removed, and the reason is logged."""
    updates: dict[int, Update] = {}

    def read(page: AbstractResearchUpdate) -> Update:
        if page.pk not in updates:
            updates[page.pk] = page.as_update()
        return updates[page.pk]

    for page in group:
        if not page.live:
            continue
        made = _build(page, _source_of(page, group), read, old.get(page.pk), old_facets.get(page.pk, []))
        if made is not None:
            yield made


def _source_of(page: AbstractResearchUpdate, group: list[AbstractResearchUpdate]) -> AbstractResearchUpdate | None:
    return source_among(page, group) if page.alias_of_id is None else page.translated_from()


def _build(
    page: AbstractResearchUpdate,
    source: AbstractResearchUpdate | None,
    read: Callable[[AbstractResearchUpdate], Update],
    old: Representation | None,
    old_facets: list[Pair],
) -> _Built | None:
    """Build the representation of a live page; ``None`` where what is stored says the same.

    A page that is live but breaks a rule (``queryset.update`` goes round every door) is not served: its old
    representation is removed and the reason is logged.
    """
    update = read(page)
    asked = _asked_about(page, update)
    # The rules were asked about these very words before; a label that has changed makes no other answer.
    known = old is not None and old.asked == asked and (source is None or _source_noted(page))
    found = [] if known else errors(_problems(page, update, source))
    if found:
        _refuse(page, ", ".join(problem.code for problem in found))
        return None
    try:
        with translation.override(page.locale.language_code):
            made, values = built(page, update, source, read)
    except NotServable as refused:
        _refuse(page, str(refused))
        return None
    data = canonical_values(values)
    columns = _columns(page, made, etag(data), asked, old)
    pairs = sorted(set(facets(made, update)))
    # Facets repeat the locale and the time of publication.
    same_facets = old is not None and (pairs, old.locale_id, old.published_at) == (
        old_facets,
        page.locale_id,
        columns["published_at"],
    )
    if old is not None and same_facets and _same(old, columns):
        return None
    changed_at = old.changed_at if old is not None and old.etag == columns["etag"] else timezone.now()
    row = Representation(pk=page.pk, **columns, changed_at=changed_at, body=data.decode())
    return _Built(row, pairs, same_facets)


def _refuse(page: AbstractResearchUpdate, why: str) -> None:
    logger.error("%s (%s) is live but not served: %s", page.title, page.pk, why)
    _remove([page.pk])


def _remove(pages: Collection[int]) -> None:
    if pages:
        Representation.objects.filter(pk__in=pages).delete()


def _asked_about(page: AbstractResearchUpdate, update: Update) -> str:
    """Return a digest of everything that the rules look at in a page."""
    return hashlib.sha256(repr((update, page.alias_of_id, page.source_revision_id)).encode()).hexdigest()[:40]


def _columns(
    page: AbstractResearchUpdate, made: v1.ResearchUpdateV1, tag: str, asked: str, old: Representation | None
) -> dict[str, Any]:
    return {
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


def _write(made: Collection[_Built], old: Mapping[int, Representation]) -> None:
    for new in made:
        # One by one: as arrays, which is how Django sends many rows to PostgreSQL, long texts are escaped for longer.
        new.row.save(force_insert=new.row.pk not in old, force_update=new.row.pk in old)
    other = [new for new in made if not new.same_facets]
    if known := [new.row.pk for new in other if new.row.pk in old]:
        Facet.objects.filter(representation__in=known).delete()
    Facet.objects.bulk_create(
        Facet(
            representation_id=new.row.pk,
            name=name,
            value=value,
            locale_id=new.row.locale_id,
            published_at=new.row.published_at,
        )
        for new in other
        for name, value in new.facets
    )


def _same(old: Representation, columns: dict[str, Any]) -> bool:
    return all(getattr(old, name) == value for name, value in columns.items())


def _problems(page: AbstractResearchUpdate, update: Update, source: AbstractResearchUpdate | None) -> list[Problem]:
    """Return what stands against serving a page that is live.

    A translation that lags behind its source still is what it was when it was published, so only the page's
    own rules are asked, not its parity with what the source says now. One that was never published, but made
    live by an update of the column, is asked everything: it may still be in the language of its source. What its
    source says is part of that, so it is asked each time.
    """
    if _source_noted(page):
        return update_problems(update)
    if source is None:
        return [*update_problems(update), *answers(publication_asked, page)]
    return page.publication_problems()


def _source_noted(page: AbstractResearchUpdate) -> bool:
    """Tell whether a publish door noted which source it compared the page with; an alias is compared with none."""
    return page.alias_of_id is not None or page.source_revision_id is not None


def facts(made: v1.ResearchUpdateV1) -> Facts:
    return Facts(
        evidence=made.evidence.state.code,
        corrections=len(made.provenance.corrections),
        outdated=made.provenance.outdated,
    )


def facets(made: v1.ResearchUpdateV1, update: Update) -> Iterator[Pair]:
    """Yield what lists can be filtered by, and what tells which show or name another row (``image``, ``later``)."""
    yield from (("topic", topic.code) for topic in made.topics)
    if made.condition:
        yield "condition", made.condition.code
    yield "evidence", made.evidence.state.code
    yield from (("glossary", entry.code) for entry in made.glossary)
    if not made.provenance.reviewed:
        yield "review", "unreviewed"
    if made.easy_read is not None:
        yield "form", OptionalForm.EASY.value
    for item in made.blocks:
        if isinstance(item, v1.FindingWithCaveats):
            yield "population", item.population.code
            yield "certainty", item.certainty.code
        elif isinstance(item, v1.Study):
            yield from _of_study(item)
    yield from (("later", key) for key in named(update))
    yield from (("image", str(item.image_id)) for item in update.body if isinstance(item, Figure) and item.image_id)


def _of_study(study: v1.Study) -> Iterator[Pair]:
    if study.design:
        yield "design", study.design.code
    yield "phase", study.phase.code
    for identifier in study.identifiers:
        if identifier.scheme in ("doi", "nct", "pmid"):
            yield identifier.scheme, identifier.value.lower()[:150]

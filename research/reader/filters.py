"""The filters that a list offers: only values that some update has, with how many, in the words of the reader."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from research.models import Facet
from research.models.querysets import RepresentationQuerySet
from research.reader.asked import CLOSED, LINKED, OFFERED, Asked, Terms
from research.representations import schema_v1 as v1
from research.representations.words import text_of
from research.search.words import folded
from research.vocabularies import label, said

#: What each filter is called, in the language of the page.
NAMES = {
    "topic": _("Topic"),
    "condition": _("Condition"),
    "design": _("Kind of study"),
    "population": _("Found in"),
    "certainty": _("Certainty"),
    "evidence": _("State of the evidence"),
    "glossary": _("Word explained"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter. ``number`` is how many updates the list would have with it, beside the other filters."""

    value: str
    label: v1.Text
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that the list is narrowed by. ``query`` are the parameters of the same list without it."""

    title: str
    label: v1.Text
    query: str


def offered(rows: RepresentationQuerySet, asked: Asked, known: Terms, locale: str) -> tuple[Filter, ...]:
    """Return the filters that ``rows``, which are narrowed by words alone, can be narrowed by. One query."""
    counts = _counts(rows, asked)
    found = []
    for name in OFFERED:
        chosen = asked.facets.get(name, ())
        options = tuple(
            Option(value, text, counts.get((name, value), 0), value in chosen)
            for value, text in _values(name, counts.keys() | {(name, value) for value in chosen}, known, locale)
        )
        if options:
            found.append(Filter(name, str(NAMES[name]), options))
    return tuple(found)


def chosen(asked: Asked, known: Terms, locale: str) -> tuple[Chosen, ...]:
    """Return the filters that the list is narrowed by, each with the way to be rid of it."""
    return tuple(
        Chosen(str(NAMES[name]), text, asked.without(name, value))
        for name in (*OFFERED, *LINKED)
        for value, text in _values(name, {(name, value) for value in asked.facets.get(name, ())}, known, locale)
    )


def having(name: str, values: Collection[str]) -> QuerySet[Facet, int]:
    """Return the keys of the representations that have one of ``values``.

    Asked once and not of each row: without statistics SQLite would go through all that have the value for each.
    """
    return Facet.objects.filter(name=name, value__in=values).order_by().values_list("representation", flat=True)


def _counts(rows: RepresentationQuerySet, asked: Asked) -> Mapping[tuple[str, str], int]:
    """Return how many of ``rows`` have each value, of those that the other filters leave."""
    found = Facet.objects.filter(name__in=OFFERED, representation__in=rows.order_by().values("pk"))
    for name, values in asked.facets.items():
        found = found.filter(Q(name=name) | Q(representation__in=having(name, values)))
    counted = found.order_by().values_list("name", "value").annotate(number=Count("pk"))
    return {(name, value): number for name, value, number in counted}


def _values(
    name: str, present: Collection[tuple[str, str]], known: Terms, locale: str
) -> Iterator[tuple[str, v1.Text]]:
    """Yield each value of the filter that is ``present`` with its label: in the vocabulary's order, else by label.

    A code that has lost its term has no label, and is not offered.
    """
    if name in CLOSED:
        yield from (
            (member.value, text_of(label(member, locale)))
            for member in CLOSED[name]
            if member.value and (name, member.value) in present
        )
        return
    labels = (
        (code, text_of(found))
        for code, term in known.get(name, {}).items()
        if (name, code) in present and (found := said(term.labels, locale, term.reviewed_languages))
    )
    yield from sorted(labels, key=lambda pair: (folded(pair[1].text), pair[0]))

"""What the address of a list asks for: words, and filters by the codes that the API filters by too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

from research.domain import codes
from research.domain.terms import Term
from research.search.index import languages
from research.search.query import LONGEST_QUERY, NoQuery, Word, words
from research.vocabularies import terms

#: Filters whose values are closed vocabularies.
CLOSED: Mapping[str, type[StrEnum]] = {
    "design": codes.StudyDesign,
    "population": codes.PopulationKind,
    "certainty": codes.Certainty,
    "evidence": codes.EvidenceState,
}
#: What a list can be narrowed by, in the order in which it is offered.
OFFERED = ("topic", "condition", *CLOSED)
#: Words of the glossary are not offered: there would be too many. The glossary links to lists that are narrowed by one.
LINKED = ("glossary",)
#: More values of a filter are left out, which is said.
MOST_VALUES = 50

#: Terms of the open vocabularies that are needed, by vocabulary and code.
Terms = Mapping[str, Mapping[str, Term]]


@dataclass(frozen=True, slots=True)
class Asked:
    """``text`` is what was typed. It has ``words``, unless nothing can be searched for by it: then ``is_unclear``.

    ``facets`` holds, by filter, the codes that exist on this site. ``left_out`` names the filters of which the
    address holds a value that does not.
    """

    text: str
    words: tuple[Word, ...]
    is_unclear: bool
    facets: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.facets)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What was asked for as parameters, each once, in one order: two ways to ask have one address."""
        text = [("q", self.text)] if self.words else []
        return text + [(name, value) for name, values in self.facets.items() for value in values]

    @property
    def query(self) -> str:
        """The parameters without a number of a page, such as ``q=cells&topic=treatment``."""
        return urlencode(self.pairs)

    @property
    def query_without_words(self) -> str:
        return urlencode([pair for pair in self.pairs if pair[0] != "q"])

    def without(self, name: str, value: str) -> str:
        """Return the parameters without one of them."""
        return urlencode([pair for pair in self.pairs if pair != (name, value)])


def filters_in(get: QueryDict) -> str:
    """Return the filters of an address as parameters, as they were asked for, without the words."""
    found = [(name, value) for name in (*OFFERED, *LINKED) for value in get.getlist(name)]
    return urlencode(found[:MOST_VALUES])


def vocabulary_terms(get: QueryDict) -> Terms:
    """Return the terms that the filters need. One query for topics, one for conditions, and one for a word if asked."""
    return {name: terms(name) for name in ("topic", "condition", *LINKED) if name in OFFERED or name in get}


def asked(get: QueryDict, known: Terms) -> Asked:
    """Read the parameters of a list. Nothing is refused: what cannot be followed is left out, and that is told.

    Names that are no filter are passed over, because people share addresses to which others have added some.
    """
    # Control characters are nothing that anybody typed, and no page may hold them.
    text = " ".join("".join(c if c.isprintable() else " " for c in get.get("q", "")[: LONGEST_QUERY + 1]).split())
    try:
        found = tuple(words(text, languages())) if text else ()
    except NoQuery:
        found = ()
    facets: dict[str, tuple[str, ...]] = {}
    left_out = []
    for name in (*OFFERED, *LINKED):
        given = list(dict.fromkeys(filter(None, get.getlist(name))))
        kept = sorted(value for value in given if _exists(name, value, known))[:MOST_VALUES]
        if kept:
            facets[name] = tuple(kept)
        if len(kept) < len(given):
            left_out.append(name)
    return Asked(
        text=text[:LONGEST_QUERY],
        words=found,
        is_unclear=bool(text) and not found,
        facets=facets,
        left_out=tuple(left_out),
    )


def _exists(name: str, value: str, known: Terms) -> bool:
    if name in CLOSED:
        # What is not filled in yet has the empty code, which was left out before.
        return value in {member.value for member in CLOSED[name]}
    return value in known.get(name, {})

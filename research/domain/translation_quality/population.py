"""Who was studied stays who was studied: mice do not become people, nor children adults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from research.domain.problems import Problem, Severity
from research.domain.translation_quality.families import Named, named
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.pair import SegmentPair

_Families = Mapping[str, tuple[Named, ...]]
#: What was lost, and what stands there now, in the words of the two texts.
_Swap = tuple[tuple[str, ...], tuple[str, ...]]
#: Families of two that exclude each other, where a text names only one of them.
_OPPOSITES = ("seniority", "course")
#: Pronouns and endings carry a sex that the other language may not have a word for; they keep one and ask for none.
_SEXES = {"women": "feminine", "men": "masculine"}


def _members(families: _Families, family: str) -> set[str]:
    return {member for _, member, _ in families.get(family, ())}


def _words(families: _Families, family: str, members: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for _, member, said in families.get(family, ()) if member in members))


@dataclass(frozen=True, slots=True)
class Population:
    """Warning where a group of the source is missing in the translation and another one stands there."""

    code: str = "population-changed"
    severity: Severity = Severity.WARNING
    lost_code: str = "population-lost"

    def check(self, pair: SegmentPair) -> list[Problem]:
        languages = (pair.source_language, pair.target_language)
        if not pair.comparable or any(load("population", language) is None for language in languages):
            return []
        before = named("population", pair.source_language, pair.source_text)
        after = named("population", pair.target_language, pair.target_text)
        if not before:
            return []
        swap = (
            _species(before, after)
            or _laboratory(before, after)
            or _age(before, after)
            or _sex(before, after, pair.target_language)
            or _opposite(before, after)
            or _health(before, after)
            or _children(before, after)
        )
        if swap is None:
            return []
        lost, come = swap
        if not come:
            return [Problem(self.lost_code, pair.path, self.severity, params={"source": lost})]
        return [Problem(self.code, pair.path, self.severity, params={"source": lost, "target": come})]


def _species(before: _Families, after: _Families) -> _Swap | None:
    """Animals that became people, other animals, or nothing; or people that became animals."""
    said, there = _members(before, "species"), _members(after, "species")
    animals, animals_there = said - {"human"}, there - {"human"}
    if animals and not animals_there:
        # Without the mice, what was seen in mice is read as being true of people, whether or not any are named.
        if "human" in there - said or animals != {"animal"}:
            return _words(before, "species", animals), _words(after, "species", {"human"})
        return None
    if animals_there and not animals and "human" in said - there:
        return _words(before, "species", {"human"}), _words(after, "species", animals_there)
    lost, come = animals - animals_there - {"animal"}, animals_there - animals - {"animal"}
    if lost and come:
        return _words(before, "species", lost), _words(after, "species", come)
    return None


def _laboratory(before: _Families, after: _Families) -> _Swap | None:
    if _members(before, "lab") == {"lab"} and _members(after, "lab") == {"human"}:
        if "human" in _members(before, "species"):
            return None
        return _words(before, "lab", {"lab"}), _words(after, "lab", {"human"})
    return None


def _age(before: _Families, after: _Families) -> _Swap | None:
    said, there = _members(before, "age"), _members(after, "age")
    # Older people are adults.
    grown = {"adults", "old"}
    if "children" in said - there and there & grown and not said & grown:
        return _words(before, "age", {"children"}), _words(after, "age", there & grown)
    if said & grown and not there & grown and "children" in there - said:
        return _words(before, "age", said & grown), _words(after, "age", {"children"})
    return None


def _opposite(before: _Families, after: _Families) -> _Swap | None:
    for family in _OPPOSITES:
        said, there = _members(before, family), _members(after, family)
        if len(said) == len(there) == 1 and said != there:
            return _words(before, family, said), _words(after, family, there)
    return None


def _health(before: _Families, after: _Families) -> _Swap | None:
    said, there = _members(before, "health"), _members(after, "health")
    if said == {"healthy"} and there == {"ill"}:
        return _words(before, "health", said), _words(after, "health", there)
    return None


def _sex(before: _Families, after: _Families, language: str) -> _Swap | None:
    """Women who became men, or only people."""
    said, there = _members(before, "sex"), _members(after, "sex")
    for sex, ending in _SEXES.items():
        if sex not in said or said - {sex, ending} or there & {sex, ending}:
            continue
        # Arabic says it by the ending of any word: المصابات.
        people = () if language.startswith("ar") else _words(after, "species", {"human"})
        if come := _words(after, "sex", there & set(_SEXES)) or people:
            return _words(before, "sex", {sex}), come
    return None


def _children(before: _Families, after: _Families) -> _Swap | None:
    """Children of whom the translation says only that they are people."""
    people = _words(after, "species", {"human"})
    if people and _members(before, "age") == {"children"} and "age" not in after:
        return _words(before, "age", {"children"}), people
    return None

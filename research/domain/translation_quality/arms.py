"""The arms of a comparison in the order in which a text names them: medicines, placebo, women, men."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from research.domain.translation_quality import drug_names
from research.domain.translation_quality.families import named

_FIGURE = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")


@lru_cache(maxsize=4096)
def in_order(text: str, language: str) -> tuple[str, ...]:
    """Return the arms that ``text`` names, each once, where it is named first."""
    return tuple(dict.fromkeys(name for _, name in _places(text, language)))


def _places(text: str, language: str) -> list[tuple[int, str]]:
    found = [(start, name) for start, name, _ in drug_names.places(text, language)]
    found += [(start, name) for start, name, _ in named("arms", language, text).get("arm", ())]
    return sorted(found)


def stand_beside_figures(text: str, language: str) -> bool:
    """True where a figure and an arm take turns from the beginning to the end of ``text``."""
    marks = [(start, "arm") for start, _ in _places(text, language)]
    marks += [(match.start(), "figure") for match in _FIGURE.finditer(text)]
    kinds = [kind for _, kind in sorted(marks)]
    return all(one != other for one, other in pairwise(kinds))


def shared(source: str, source_language: str, target: str, target_language: str) -> tuple[list[str], list[str]]:
    """Return the arms that both texts name, in the order of the one and of the other."""
    before, after = in_order(source, source_language), in_order(target, target_language)
    return [arm for arm in before if arm in after], [arm for arm in after if arm in before]


def named_otherwise_round(source: str, source_language: str, target: str, target_language: str) -> bool:
    """True where the translation names the arms in another order: “fewer on A than on B” is “more on B than on A”."""
    before, after = shared(source, source_language, target, target_language)
    return before != after

"""Quality checks: each one looks at a segment beside its translation and says what it sees.

    problems = run([SegmentPair(("body", block_id), source, target, "en", "es")])

A check has a ``code``, a ``severity`` and ``check(pair)``; it reads texts and returns
problems, and never raises. What it knows about a language is data in ``data/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from research.domain.problems import Problem
from research.domain.translation_quality.cause import Cause
from research.domain.translation_quality.comparator import Comparator
from research.domain.translation_quality.comparisons import Comparisons
from research.domain.translation_quality.direction import Direction
from research.domain.translation_quality.drugs import Drugs
from research.domain.translation_quality.glossary import Glossary
from research.domain.translation_quality.hedge import Hedge
from research.domain.translation_quality.identifiers_kept import IdentifiersKept
from research.domain.translation_quality.language_marks import LanguageMarks
from research.domain.translation_quality.limiting import Limiting
from research.domain.translation_quality.markup import Markup
from research.domain.translation_quality.negation import Negation
from research.domain.translation_quality.numbers import Numbers
from research.domain.translation_quality.pair import Check, SegmentPair
from research.domain.translation_quality.population import Population
from research.domain.translation_quality.sentences_kept import SentencesKept
from research.domain.translation_quality.timing import Timing
from research.domain.translation_quality.units import Units
from research.domain.translation_quality.untranslated import Untranslated

__all__ = ["CHECKS", "Check", "SegmentPair", "run"]

#: All checks, those that stop publication first.
CHECKS: tuple[Check, ...] = (
    Untranslated(),
    Numbers(),
    Comparisons(),
    Units(),
    IdentifiersKept(),
    Markup(),
    LanguageMarks(),
    Negation(),
    Hedge(),
    Limiting(),
    SentencesKept(),
    Direction(),
    Comparator(),
    Cause(),
    Drugs(),
    Population(),
    Timing(),
    Glossary(),
)


def run(pairs: Iterable[SegmentPair], checks: Sequence[Check] = CHECKS) -> list[Problem]:
    """Return what the checks find in the pairs, pair by pair."""
    return [problem for pair in pairs for check in checks for problem in check.check(pair)]

"""What must be true of a research update before it is published (domain notes, A6).

Each rule takes the whole update and the limits in force, and returns the problems it
sees. Rules do not raise, save or translate: the form and the model decide what a
problem means, and ``research.messages`` says it in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from research.domain.problems import Problem
from research.domain.publishability import (
    caveats,
    certainty,
    completeness,
    counts,
    disclosures,
    easy_read,
    harms,
    ids,
    languages,
    later_evidence,
    notices,
    populations,
    review,
    studies,
    wording,
)
from research.domain.publishability.limits import Limits
from research.domain.update import Update

Rule = Callable[[Update, Limits], list[Problem]]

#: In the order in which an editor should hear of them.
RULES: tuple[Rule, ...] = (
    completeness.completeness,
    ids.ids_are_unique,
    languages.written_in_its_language,
    languages.marks_around_their_words,
    languages.no_forced_direction,
    studies.study_numbers,
    studies.comparison_fits_design,
    studies.identifiers_have_their_shape,  # A5
    studies.cited_studies,  # R1
    caveats.caveat_present,  # R2
    populations.laboratory_findings,  # R3
    caveats.suggested_caveats,  # R4
    counts.effects_have_counts,  # R5
    counts.counts_agree,  # R6
    certainty.certainty_is_justified,  # R7
    disclosures.disclosures_exist,  # R8
    wording.promotional_words,  # R9
    notices.retraction_has_notice,  # R10
    review.review_due,  # R11
    harms.harms_stated,  # R12
    later_evidence.later_evidence_found,  # R13
    wording.strong_words,  # R16
    wording.plain_language,  # R17
    easy_read.easy_read,
)


def problems(update: Update, limits: Limits, rules: Sequence[Rule] = RULES) -> list[Problem]:
    """Return what every rule has to say about ``update``.

    R14 (every output) is ``research.domain.output``; R15 (parity of locales) needs the source
    as well and is in ``research.domain.translation_quality``.
    """
    return [problem for rule in rules for problem in rule(update, limits)]

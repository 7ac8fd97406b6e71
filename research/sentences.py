"""Sentences that are generated from codes and numbers, as whole frames (domain notes, A1 and A4).

Every frame is one complete message with named places, so that a translator can turn
it round as their language wants. No sentence is put together from parts, and a count
chooses its form by the language's own plural rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_noop

from research.domain.codes import (
    CaveatKind,
    Certainty,
    Control,
    Direction,
    PopulationKind,
    Size,
    Species,
    StudyDesign,
    TimeUnit,
)
from research.domain.finding import Caveat, Finding
from research.domain.study import Duration, Study
from research.wording import Said, catalogue, figure_in, plural_number

_C, _D, _S = Certainty, Direction, Size

#: certainty x direction x size -> frame, after GRADE guidelines 26 (Santesso et al., 2020).
EFFECT_FRAMES: Mapping[tuple[Certainty, Direction, Size], str] = {
    (_C.HIGH, _D.BETTER, _S.LARGE): gettext_noop("“%(outcome)s”: this leads to a large improvement."),
    (_C.HIGH, _D.BETTER, _S.MODERATE): gettext_noop("“%(outcome)s”: this leads to a moderate improvement."),
    (_C.HIGH, _D.BETTER, _S.SMALL): gettext_noop("“%(outcome)s”: this leads to a slight improvement."),
    (_C.HIGH, _D.BETTER, _S.NOT_STATED): gettext_noop("“%(outcome)s”: this leads to an improvement."),
    (_C.HIGH, _D.WORSE, _S.LARGE): gettext_noop("“%(outcome)s”: this makes it much worse."),
    (_C.HIGH, _D.WORSE, _S.MODERATE): gettext_noop("“%(outcome)s”: this makes it moderately worse."),
    (_C.HIGH, _D.WORSE, _S.SMALL): gettext_noop("“%(outcome)s”: this makes it slightly worse."),
    (_C.HIGH, _D.WORSE, _S.NOT_STATED): gettext_noop("“%(outcome)s”: this makes it worse."),
    (_C.MODERATE, _D.BETTER, _S.LARGE): gettext_noop("“%(outcome)s”: this probably leads to a large improvement."),
    (_C.MODERATE, _D.BETTER, _S.MODERATE): gettext_noop(
        "“%(outcome)s”: this probably leads to a moderate improvement."
    ),
    (_C.MODERATE, _D.BETTER, _S.SMALL): gettext_noop("“%(outcome)s”: this probably leads to a slight improvement."),
    (_C.MODERATE, _D.BETTER, _S.NOT_STATED): gettext_noop("“%(outcome)s”: this probably leads to an improvement."),
    (_C.MODERATE, _D.WORSE, _S.LARGE): gettext_noop("“%(outcome)s”: this probably makes it much worse."),
    (_C.MODERATE, _D.WORSE, _S.MODERATE): gettext_noop("“%(outcome)s”: this probably makes it moderately worse."),
    (_C.MODERATE, _D.WORSE, _S.SMALL): gettext_noop("“%(outcome)s”: this probably makes it slightly worse."),
    (_C.MODERATE, _D.WORSE, _S.NOT_STATED): gettext_noop("“%(outcome)s”: this probably makes it worse."),
    (_C.LOW, _D.BETTER, _S.LARGE): gettext_noop("“%(outcome)s”: this may lead to a large improvement."),
    (_C.LOW, _D.BETTER, _S.MODERATE): gettext_noop("“%(outcome)s”: this may lead to a moderate improvement."),
    (_C.LOW, _D.BETTER, _S.SMALL): gettext_noop("“%(outcome)s”: this may lead to a slight improvement."),
    (_C.LOW, _D.BETTER, _S.NOT_STATED): gettext_noop("“%(outcome)s”: this may lead to an improvement."),
    (_C.LOW, _D.WORSE, _S.LARGE): gettext_noop("“%(outcome)s”: this may make it much worse."),
    (_C.LOW, _D.WORSE, _S.MODERATE): gettext_noop("“%(outcome)s”: this may make it moderately worse."),
    (_C.LOW, _D.WORSE, _S.SMALL): gettext_noop("“%(outcome)s”: this may make it slightly worse."),
    (_C.LOW, _D.WORSE, _S.NOT_STATED): gettext_noop("“%(outcome)s”: this may make it worse."),
    (_C.NOT_RATED, _D.BETTER, _S.LARGE): gettext_noop(
        "“%(outcome)s”: a large improvement was measured. Nobody has rated how certain this is."
    ),
    (_C.NOT_RATED, _D.BETTER, _S.MODERATE): gettext_noop(
        "“%(outcome)s”: a moderate improvement was measured. Nobody has rated how certain this is."
    ),
    (_C.NOT_RATED, _D.BETTER, _S.SMALL): gettext_noop(
        "“%(outcome)s”: a slight improvement was measured. Nobody has rated how certain this is."
    ),
    (_C.NOT_RATED, _D.BETTER, _S.NOT_STATED): gettext_noop(
        "“%(outcome)s”: an improvement was measured. Nobody has rated how certain this is."
    ),
    (_C.NOT_RATED, _D.WORSE, _S.LARGE): gettext_noop(
        "“%(outcome)s”: it was measured to be much worse. Nobody has rated how certain this is."
    ),
    (_C.NOT_RATED, _D.WORSE, _S.MODERATE): gettext_noop(
        "“%(outcome)s”: it was measured to be moderately worse. Nobody has rated how certain this is."
    ),
    (_C.NOT_RATED, _D.WORSE, _S.SMALL): gettext_noop(
        "“%(outcome)s”: it was measured to be slightly worse. Nobody has rated how certain this is."
    ),
    (_C.NOT_RATED, _D.WORSE, _S.NOT_STATED): gettext_noop(
        "“%(outcome)s”: it was measured to be worse. Nobody has rated how certain this is."
    ),
}

NO_DIFFERENCE_FRAMES: Mapping[Certainty, str] = {
    _C.HIGH: gettext_noop("“%(outcome)s”: this makes little or no difference."),
    _C.MODERATE: gettext_noop("“%(outcome)s”: this probably makes little or no difference."),
    _C.LOW: gettext_noop("“%(outcome)s”: this may make little or no difference."),
    _C.NOT_RATED: gettext_noop(
        "“%(outcome)s”: little or no difference was measured. Nobody has rated how certain this is."
    ),
}

#: Frames for which neither size nor, except for “very low”, certainty matters.
VERY_LOW_FRAME = gettext_noop("“%(outcome)s”: the evidence is very uncertain. We do not know whether this changes it.")
MIXED_FRAME = gettext_noop("“%(outcome)s”: the results were mixed.")
UNCLEAR_FRAME = gettext_noop("“%(outcome)s”: the results were unclear.")
NO_DATA_FRAME = gettext_noop("“%(outcome)s”: no data were found.")

LEAD_INS: Mapping[PopulationKind | Species, str] = {
    Species.MICE: gettext_noop("This was seen in mice, not in people."),
    Species.RATS: gettext_noop("This was seen in rats, not in people."),
    Species.RABBITS: gettext_noop("This was seen in rabbits, not in people."),
    Species.PIGS: gettext_noop("This was seen in pigs, not in people."),
    Species.MONKEYS: gettext_noop("This was seen in monkeys, not in people."),
    Species.ZEBRAFISH: gettext_noop("This was seen in zebrafish, not in people."),
    Species.OTHER: gettext_noop("This was seen in animals, not in people."),
    PopulationKind.CELLS: gettext_noop("This was seen in cells in a laboratory, not in people."),
    PopulationKind.COMPUTER_MODEL: gettext_noop("This was calculated with a computer model, not measured in people."),
}
NOT_KNOWN_IN_PEOPLE = gettext_noop("We do not know if this works in people.")
NO_COMPARISON_GROUP = gettext_noop(
    "There was no comparison group, so we do not know whether the treatment caused this."
)

CAVEAT_SENTENCES: Mapping[CaveatKind, str] = {
    CaveatKind.SMALL_SAMPLE: gettext_noop("Few took part, so the result may be due to chance."),
    CaveatKind.SINGLE_STUDY: gettext_noop("This is one study. Other studies may find something else."),
    CaveatKind.ANIMAL_ONLY: gettext_noop("What happens in animals often does not happen in people."),
    CaveatKind.CELLS_ONLY: gettext_noop("What happens in cells in a laboratory often does not happen in people."),
    CaveatKind.NO_CONTROL_GROUP: gettext_noop(
        "Nobody was given something else for comparison, so the change may have another cause."
    ),
    CaveatKind.NOT_RANDOMISED: gettext_noop(
        "The groups were not formed by chance, so they may have been different from the start."
    ),
    CaveatKind.NOT_BLINDED: gettext_noop("Everyone knew who got what. Knowing this can change how people feel."),
    CaveatKind.SHORT_FOLLOW_UP: gettext_noop("People were followed for a short time. We do not know what came after."),
    CaveatKind.DROPOUTS: gettext_noop("Some people left the study. The result may have been different with them."),
    CaveatKind.SURROGATE_OUTCOME: gettext_noop(
        "This was measured indirectly. It does not tell us how people feel or what they can do."
    ),
    CaveatKind.SUBGROUP_ONLY: gettext_noop(
        "This was seen in a part of the people only. Such results are often not confirmed."
    ),
    CaveatKind.POST_HOC: gettext_noop(
        "The question was asked after the results were known. Such results are often not confirmed."
    ),
    CaveatKind.MANY_OUTCOMES: gettext_noop("Many things were measured. Some will look different by chance alone."),
    CaveatKind.MAIN_OUTCOME_NOT_MET: gettext_noop("On the main outcome, the study found no difference."),
    CaveatKind.EFFECT_NOT_LASTING: gettext_noop("The effect did not last in everyone."),
    CaveatKind.NOT_PEER_REVIEWED: gettext_noop("Other researchers have not checked this before it was published."),
    CaveatKind.PREPRINT: gettext_noop("This is a preprint. It may change before a journal publishes it."),
    CaveatKind.CONFLICT_OF_INTEREST: gettext_noop("Somebody involved may gain from a good result."),
    CaveatKind.INDUSTRY_FUNDED: gettext_noop("A company that may gain from a good result paid for the study."),
    CaveatKind.AUTHOR_PATENT: gettext_noop("Authors of the study hold or have applied for a patent on this."),
    CaveatKind.RETRACTED: gettext_noop("The journal has taken this study back. Do not rely on it."),
    CaveatKind.EXPRESSION_OF_CONCERN: gettext_noop("The journal has doubts about this study."),
    CaveatKind.CORRECTED: gettext_noop("The journal has corrected this study."),
    CaveatKind.SUPERSEDED: gettext_noop("Newer evidence has overtaken this."),
    CaveatKind.NOT_APPROVED_TREATMENT: gettext_noop("This is not an approved treatment."),
    CaveatKind.HARMS_NOT_REPORTED: gettext_noop("The study does not tell us about harms."),
    CaveatKind.NOT_REPRESENTATIVE: gettext_noop("The people in the study may be different from you."),
    CaveatKind.SINGLE_SITE: gettext_noop("The study took place at one centre only."),
    CaveatKind.SELF_REPORTED: gettext_noop("The result rests on what people said themselves."),
    CaveatKind.RELATIVE_ONLY: gettext_noop("Only a relative figure is given. It can make a small effect look large."),
    CaveatKind.TRANSLATED_BY_MACHINE: gettext_noop("A machine translated this and no person has checked it."),
    CaveatKind.SOURCE_PROMOTIONAL: gettext_noop("The claim comes from somebody who sells the treatment."),
    CaveatKind.OTHER: gettext_noop("There is a limit to what this can tell us."),
}


def effect_sentence(finding: Finding, language: str) -> Said | None:
    """Say certainty, direction and size of a finding in one sentence.

    ``None`` where no direction is given, or where nobody has translated the frame into ``language``.
    """
    frame = _effect_frame(finding)
    if frame is None or not finding.outcome:
        return None
    return _unmixed(catalogue(language).gettext(frame, outcome=finding.outcome), language)


def _unmixed(said: Said, language: str) -> Said | None:
    """Drop a frame that is not in ``language``: it would hold words of the update inside another language."""
    return said if said.language == language else None


def _effect_frame(finding: Finding) -> str | None:
    match finding.direction:
        case None:
            return None
        case Direction.MIXED:
            return MIXED_FRAME
        case Direction.UNCLEAR:
            return UNCLEAR_FRAME
        case Direction.NO_DATA:
            return NO_DATA_FRAME
    if finding.certainty is Certainty.VERY_LOW:
        return VERY_LOW_FRAME
    if finding.direction is Direction.NO_DIFFERENCE or finding.size is Size.TRIVIAL:
        return NO_DIFFERENCE_FRAMES[finding.certainty]
    return EFFECT_FRAMES[finding.certainty, finding.direction, finding.size]


def before_statement(finding: Finding, language: str) -> list[Said]:
    """Return what a reader must be told before the statement: who or what was studied, if not people."""
    if finding.population_kind is PopulationKind.ANIMALS:
        return [catalogue(language).gettext(LEAD_INS[finding.species or Species.OTHER])]
    if finding.population_kind is not None and finding.population_kind in LEAD_INS:
        return [catalogue(language).gettext(LEAD_INS[finding.population_kind])]
    return []


def after_statement(finding: Finding, studies: tuple[Study, ...], language: str) -> list[Said]:
    """Return what a reader must be told straight after the statement."""
    told: list[Said] = []
    if finding.population_kind in (PopulationKind.ANIMALS, PopulationKind.CELLS):
        told.append(catalogue(language).gettext(NOT_KNOWN_IN_PEOPLE))
    elif any(study.control is Control.NONE or study.design is StudyDesign.SINGLE_ARM_TRIAL for study in studies):
        told.append(catalogue(language).gettext(NO_COMPARISON_GROUP))
    return told


def caveat_sentence(caveat: Caveat, language: str) -> Said:
    """Say in one sentence what a caveat of this kind means."""
    if caveat.kind is CaveatKind.SMALL_SAMPLE and caveat.n is not None:
        return catalogue(language).ngettext(
            "Only %(n)d person took part, so the result may be due to chance.",
            "Only %(n)d people took part, so the result may be due to chance.",
            caveat.n,
        )
    if caveat.kind is CaveatKind.DROPOUTS and caveat.n is not None:
        return catalogue(language).ngettext(
            "%(n)d person left the study. The result may have been different with this person.",
            "%(n)d people left the study. The result may have been different with them.",
            caveat.n,
        )
    return catalogue(language).gettext(CAVEAT_SENTENCES[caveat.kind])


def count_sentence(label: str, with_event: int, out_of: int, language: str) -> Said | None:
    """Say a natural frequency, such as “cells: 7 of 20”; ``None`` where the frame is not translated."""
    frame = catalogue(language).gettext(
        "“%(label)s”: %(with_event)d of %(out_of)d.", label=label, with_event=with_event, out_of=out_of
    )
    return _unmixed(frame, language)


def duration_said(duration: Duration, language: str) -> Said:
    """Say a length of time as people do, such as “2 years” or “سنتان”."""
    said = _duration(duration, language)
    # The decimal sign goes with the words.
    return replace(_duration(duration, said.language), origin=said.origin)


def _duration(duration: Duration, language: str) -> Said:
    words, n, figure = catalogue(language), plural_number(duration.value, language), figure_in(duration.value, language)
    match duration.unit:
        case TimeUnit.DAYS:
            return words.ngettext("%(n)s day", "%(n)s days", n, n=figure)
        case TimeUnit.WEEKS:
            return words.ngettext("%(n)s week", "%(n)s weeks", n, n=figure)
        case TimeUnit.MONTHS:
            return words.ngettext("%(n)s month", "%(n)s months", n, n=figure)
        case TimeUnit.YEARS:
            return words.ngettext("%(n)s year", "%(n)s years", n, n=figure)


#: Notices about a whole update.
CONFLICT_NOTICE = gettext_noop(
    "Be careful: the source of this story sells the treatment, or somebody behind it may gain from a good result."
)
OVERTAKEN_NOTICE = gettext_noop("Newer evidence has overtaken this. Read what came later first.")
CORRECTED_NOTICE = gettext_noop("The journal has published a notice about a study described here.")
RETRACTED_NOTICE = gettext_noop("A study described here was taken back. Do not rely on its findings.")
NOT_REVIEWED_TEXT = gettext_noop("No person has reviewed this text yet.")
NOT_REVIEWED_MACHINE = gettext_noop("A machine translated this text. No person has reviewed the translation yet.")
NOT_REVIEWED_ALIAS = gettext_noop("This text has not been translated yet. You see it in its original language.")
EASY_READ_NOT_TESTED = gettext_noop("No reader has tested this easy-read version yet.")
OUTDATED_NOTICE = gettext_noop("This translation is out of date: the original has changed since.")

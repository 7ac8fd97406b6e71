"""Labels of the closed vocabularies, and look-ups in the open ones.

Labels are gettext messages. ``choices`` gives them to the admin, in the language of the
person who edits; ``label`` gives one in a language that is named, for text that leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop

from research import conf
from research.domain import codes
from research.domain.locales import lookup
from research.domain.terms import Term, Texts
from research.wording import Said, catalogue

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    codes.StudyDesign: {
        codes.StudyDesign.SYSTEMATIC_REVIEW: gettext_noop("Systematic review of many studies"),
        codes.StudyDesign.META_ANALYSIS: gettext_noop("Meta-analysis: results of several studies combined"),
        codes.StudyDesign.RCT_PARALLEL: gettext_noop("Randomised trial with separate groups"),
        codes.StudyDesign.RCT_CROSSOVER: gettext_noop("Randomised trial in which the groups change over"),
        codes.StudyDesign.CLUSTER_RCT: gettext_noop("Randomised trial of whole groups, such as clinics"),
        codes.StudyDesign.NON_RANDOMISED_CONTROLLED: gettext_noop("Trial with a comparison group, not randomised"),
        codes.StudyDesign.SINGLE_ARM_TRIAL: gettext_noop("Trial without a comparison group"),
        codes.StudyDesign.COHORT: gettext_noop("Cohort study: people followed over time"),
        codes.StudyDesign.CASE_CONTROL: gettext_noop("Case-control study: people with and without the condition"),
        codes.StudyDesign.CROSS_SECTIONAL: gettext_noop("Cross-sectional study: one moment in time"),
        codes.StudyDesign.CASE_SERIES: gettext_noop("Case series: a few people described"),
        codes.StudyDesign.CASE_REPORT: gettext_noop("Case report: one person described"),
        codes.StudyDesign.REGISTRY_STUDY: gettext_noop("Registry study: data collected by health services"),
        codes.StudyDesign.QUALITATIVE: gettext_noop("Qualitative study: interviews and experiences"),
        codes.StudyDesign.LAB_ANIMAL: gettext_noop("Laboratory study in animals"),
        codes.StudyDesign.LAB_CELLS: gettext_noop("Laboratory study in cells"),
        codes.StudyDesign.MODELLING: gettext_noop("Calculation with a computer model"),
        codes.StudyDesign.OPINION: gettext_noop("Opinion, not a study"),
    },
    codes.Phase: {
        codes.Phase.PRECLINICAL: gettext_noop("Before studies in people"),
        codes.Phase.EARLY_PHASE1: gettext_noop("Early phase 1"),
        codes.Phase.PHASE1: gettext_noop("Phase 1"),
        codes.Phase.PHASE1_2: gettext_noop("Phase 1 and 2"),
        codes.Phase.PHASE2: gettext_noop("Phase 2"),
        codes.Phase.PHASE2_3: gettext_noop("Phase 2 and 3"),
        codes.Phase.PHASE3: gettext_noop("Phase 3"),
        codes.Phase.PHASE4: gettext_noop("Phase 4"),
        codes.Phase.NOT_APPLICABLE: gettext_noop("Not a trial with phases"),
    },
    codes.RegistrationStatus: {
        codes.RegistrationStatus.NOT_REPORTED: gettext_noop("Registration not reported"),
        codes.RegistrationStatus.NOT_YET_RECRUITING: gettext_noop("Not yet looking for people"),
        codes.RegistrationStatus.RECRUITING: gettext_noop("Looking for people to take part"),
        codes.RegistrationStatus.ACTIVE: gettext_noop("Under way"),
        codes.RegistrationStatus.COMPLETED: gettext_noop("Completed"),
        codes.RegistrationStatus.TERMINATED: gettext_noop("Stopped early"),
        codes.RegistrationStatus.WITHDRAWN: gettext_noop("Called off before it began"),
        codes.RegistrationStatus.UNKNOWN: gettext_noop("State unknown"),
    },
    codes.Allocation: {
        codes.Allocation.RANDOMISED: gettext_noop("Groups formed by chance"),
        codes.Allocation.NON_RANDOMISED: gettext_noop("Groups not formed by chance"),
        codes.Allocation.NOT_APPLICABLE: gettext_noop("One group only, or no groups"),
        codes.Allocation.NOT_REPORTED: gettext_noop("How groups were formed is not reported"),
    },
    codes.Masking: {
        codes.Masking.NONE: gettext_noop("Everyone knew who got what (open label)"),
        codes.Masking.SINGLE: gettext_noop("One side did not know who got what"),
        codes.Masking.DOUBLE: gettext_noop("Neither the people nor the study team knew who got what (double-blind)"),
        codes.Masking.TRIPLE: gettext_noop("Three sides did not know who got what"),
        codes.Masking.QUADRUPLE: gettext_noop("Four sides did not know who got what"),
        codes.Masking.NOT_APPLICABLE: gettext_noop("Blinding does not apply"),
        codes.Masking.NOT_REPORTED: gettext_noop("Blinding is not reported"),
    },
    codes.Control: {
        codes.Control.NONE: gettext_noop("No comparison group"),
        codes.Control.PLACEBO: gettext_noop("Compared with a placebo"),
        codes.Control.NO_TREATMENT: gettext_noop("Compared with no treatment"),
        codes.Control.USUAL_CARE: gettext_noop("Compared with usual care"),
        codes.Control.ACTIVE: gettext_noop("Compared with another treatment"),
        codes.Control.HISTORICAL: gettext_noop("Compared with earlier patients"),
        codes.Control.NOT_APPLICABLE: gettext_noop("A comparison group does not apply"),
    },
    codes.PeerReview: {
        codes.PeerReview.PEER_REVIEWED: gettext_noop("Checked by other researchers before publication"),
        codes.PeerReview.PREPRINT: gettext_noop("Preprint, not yet checked by other researchers"),
        codes.PeerReview.CONFERENCE: gettext_noop("Shown at a conference only"),
        codes.PeerReview.PRESS_ONLY: gettext_noop("Announced in the press only"),
        codes.PeerReview.UNKNOWN: gettext_noop("Not known whether other researchers checked it"),
    },
    codes.PublicationStatus: {
        codes.PublicationStatus.CURRENT: gettext_noop("Published, no notice known"),
        codes.PublicationStatus.CORRECTED: gettext_noop("Corrected by the journal"),
        codes.PublicationStatus.EXPRESSION_OF_CONCERN: gettext_noop("The journal has expressed concern"),
        codes.PublicationStatus.RETRACTED: gettext_noop("Retracted: the journal took it back"),
        codes.PublicationStatus.WITHDRAWN: gettext_noop("Withdrawn by its authors"),
    },
    codes.NoticeKind: {
        codes.NoticeKind.ADDENDUM: gettext_noop("Addendum"),
        codes.NoticeKind.CLARIFICATION: gettext_noop("Clarification"),
        codes.NoticeKind.CORRECTION: gettext_noop("Correction"),
        codes.NoticeKind.CORRIGENDUM: gettext_noop("Correction by the authors"),
        codes.NoticeKind.ERRATUM: gettext_noop("Correction by the publisher"),
        codes.NoticeKind.EXPRESSION_OF_CONCERN: gettext_noop("Expression of concern"),
        codes.NoticeKind.NEW_EDITION: gettext_noop("New edition"),
        codes.NoticeKind.NEW_VERSION: gettext_noop("New version"),
        codes.NoticeKind.PARTIAL_RETRACTION: gettext_noop("Part of it retracted"),
        codes.NoticeKind.REMOVAL: gettext_noop("Removed"),
        codes.NoticeKind.RETRACTION: gettext_noop("Retraction"),
        codes.NoticeKind.WITHDRAWAL: gettext_noop("Withdrawal"),
    },
    codes.PopulationKind: {
        codes.PopulationKind.PEOPLE: gettext_noop("People"),
        codes.PopulationKind.ANIMALS: gettext_noop("Animals"),
        codes.PopulationKind.CELLS: gettext_noop("Cells in a laboratory"),
        codes.PopulationKind.COMPUTER_MODEL: gettext_noop("A computer model"),
    },
    codes.Species: {
        codes.Species.MICE: gettext_noop("Mice"),
        codes.Species.RATS: gettext_noop("Rats"),
        codes.Species.RABBITS: gettext_noop("Rabbits"),
        codes.Species.PIGS: gettext_noop("Pigs"),
        codes.Species.MONKEYS: gettext_noop("Monkeys"),
        codes.Species.ZEBRAFISH: gettext_noop("Zebrafish"),
        codes.Species.OTHER: gettext_noop("Other animals"),
    },
    codes.OutcomeRole: {
        codes.OutcomeRole.PRIMARY: gettext_noop("The main outcome, decided beforehand"),
        codes.OutcomeRole.SECONDARY: gettext_noop("A secondary outcome"),
        codes.OutcomeRole.EXPLORATORY: gettext_noop("Exploratory: looked at to find new ideas"),
        codes.OutcomeRole.POST_HOC: gettext_noop("Thought of after the results were known"),
    },
    codes.Direction: {
        codes.Direction.BETTER: gettext_noop("Better"),
        codes.Direction.WORSE: gettext_noop("Worse"),
        codes.Direction.NO_DIFFERENCE: gettext_noop("No difference"),
        codes.Direction.MIXED: gettext_noop("Mixed"),
        codes.Direction.UNCLEAR: gettext_noop("Unclear"),
        codes.Direction.NO_DATA: gettext_noop("No data found"),
    },
    codes.Size: {
        codes.Size.LARGE: gettext_noop("Large"),
        codes.Size.MODERATE: gettext_noop("Moderate"),
        codes.Size.SMALL: gettext_noop("Small"),
        codes.Size.TRIVIAL: gettext_noop("Too small to matter"),
        codes.Size.NOT_STATED: gettext_noop("Size not stated"),
    },
    codes.Certainty: {
        codes.Certainty.HIGH: gettext_noop("High certainty"),
        codes.Certainty.MODERATE: gettext_noop("Moderate certainty"),
        codes.Certainty.LOW: gettext_noop("Low certainty"),
        codes.Certainty.VERY_LOW: gettext_noop("Very low certainty"),
        codes.Certainty.NOT_RATED: gettext_noop("Certainty not rated"),
    },
    codes.CaveatKind: {
        codes.CaveatKind.SMALL_SAMPLE: gettext_noop("Small study"),
        codes.CaveatKind.SINGLE_STUDY: gettext_noop("One study only"),
        codes.CaveatKind.ANIMAL_ONLY: gettext_noop("Animals only"),
        codes.CaveatKind.CELLS_ONLY: gettext_noop("Cells only"),
        codes.CaveatKind.NO_CONTROL_GROUP: gettext_noop("No comparison group"),
        codes.CaveatKind.NOT_RANDOMISED: gettext_noop("Groups not formed by chance"),
        codes.CaveatKind.NOT_BLINDED: gettext_noop("Everyone knew who got what"),
        codes.CaveatKind.SHORT_FOLLOW_UP: gettext_noop("Short follow-up"),
        codes.CaveatKind.DROPOUTS: gettext_noop("People left the study"),
        codes.CaveatKind.SURROGATE_OUTCOME: gettext_noop("Indirect measure"),
        codes.CaveatKind.SUBGROUP_ONLY: gettext_noop("Seen in a part of the people only"),
        codes.CaveatKind.POST_HOC: gettext_noop("Question asked after the results were known"),
        codes.CaveatKind.MANY_OUTCOMES: gettext_noop("Many things were measured"),
        codes.CaveatKind.MAIN_OUTCOME_NOT_MET: gettext_noop("Main outcome not met"),
        codes.CaveatKind.EFFECT_NOT_LASTING: gettext_noop("Effect did not last"),
        codes.CaveatKind.NOT_PEER_REVIEWED: gettext_noop("Not checked by other researchers"),
        codes.CaveatKind.PREPRINT: gettext_noop("Preprint"),
        codes.CaveatKind.CONFLICT_OF_INTEREST: gettext_noop("Conflict of interest"),
        codes.CaveatKind.INDUSTRY_FUNDED: gettext_noop("Paid for by industry"),
        codes.CaveatKind.AUTHOR_PATENT: gettext_noop("Authors hold a patent"),
        codes.CaveatKind.RETRACTED: gettext_noop("Retracted"),
        codes.CaveatKind.EXPRESSION_OF_CONCERN: gettext_noop("Journal has expressed concern"),
        codes.CaveatKind.CORRECTED: gettext_noop("Corrected"),
        codes.CaveatKind.SUPERSEDED: gettext_noop("Overtaken by newer evidence"),
        codes.CaveatKind.NOT_APPROVED_TREATMENT: gettext_noop("Not an approved treatment"),
        codes.CaveatKind.HARMS_NOT_REPORTED: gettext_noop("Harms not reported"),
        codes.CaveatKind.NOT_REPRESENTATIVE: gettext_noop("May not hold for everyone"),
        codes.CaveatKind.SINGLE_SITE: gettext_noop("One centre only"),
        codes.CaveatKind.SELF_REPORTED: gettext_noop("Based on what people said themselves"),
        codes.CaveatKind.RELATIVE_ONLY: gettext_noop("Only a relative figure"),
        codes.CaveatKind.TRANSLATED_BY_MACHINE: gettext_noop("Translated by a machine"),
        codes.CaveatKind.SOURCE_PROMOTIONAL: gettext_noop("Comes from an advertisement"),
        codes.CaveatKind.OTHER: gettext_noop("Be careful"),
    },
    codes.CaveatSeverity: {
        codes.CaveatSeverity.CONTEXT: gettext_noop("Good to know"),
        codes.CaveatSeverity.CAUTION: gettext_noop("Be careful"),
        codes.CaveatSeverity.SERIOUS: gettext_noop("Serious limit"),
    },
    codes.EffectMeasure: {
        codes.EffectMeasure.RISK_RATIO: gettext_noop("Risk ratio"),
        codes.EffectMeasure.ODDS_RATIO: gettext_noop("Odds ratio"),
        codes.EffectMeasure.HAZARD_RATIO: gettext_noop("Hazard ratio"),
        codes.EffectMeasure.MEAN_DIFFERENCE: gettext_noop("Difference of means"),
        codes.EffectMeasure.STANDARDISED_MEAN_DIFFERENCE: gettext_noop("Standardised difference of means"),
        codes.EffectMeasure.PERCENT_CHANGE: gettext_noop("Change in per cent"),
    },
    codes.EvidenceRelation: {
        codes.EvidenceRelation.CONTRADICTS: gettext_noop("Newer evidence contradicts this"),
        codes.EvidenceRelation.WEAKENS: gettext_noop("Newer evidence weakens this"),
        codes.EvidenceRelation.SUPPORTS: gettext_noop("Newer evidence supports this"),
        codes.EvidenceRelation.SUPERSEDES: gettext_noop("Newer evidence replaces this"),
    },
    codes.EvidenceState: {
        codes.EvidenceState.CURRENT: gettext_noop("Up to date as far as we know"),
        codes.EvidenceState.OVERTAKEN: gettext_noop("Overtaken by newer evidence"),
        codes.EvidenceState.CORRECTED: gettext_noop("Corrected by the journal"),
        codes.EvidenceState.RETRACTED: gettext_noop("Retracted by the journal"),
    },
    codes.HarmsReporting: {
        codes.HarmsReporting.DESCRIBED: gettext_noop("Described below"),
        codes.HarmsReporting.NONE_REPORTED: gettext_noop("The study reports that there were none"),
        codes.HarmsReporting.NOT_MEASURED: gettext_noop("The study did not look for harms"),
        codes.HarmsReporting.NOT_REPORTED: gettext_noop("The study does not report on harms"),
        codes.HarmsReporting.NOT_STATED: gettext_noop("Not filled in yet"),
    },
    codes.SourceKind: {
        codes.SourceKind.CLINIC_POST: gettext_noop("Post of a clinic"),
        codes.SourceKind.PRESS_RELEASE: gettext_noop("Press release"),
        codes.SourceKind.JOURNAL: gettext_noop("Scientific journal"),
        codes.SourceKind.REGISTRY: gettext_noop("Register of trials"),
        codes.SourceKind.OTHER: gettext_noop("Other source"),
    },
    codes.DisclosureKind: {
        codes.DisclosureKind.EMPLOYMENT: gettext_noop("Employment"),
        codes.DisclosureKind.SELLS_TREATMENT: gettext_noop("Sells the treatment"),
        codes.DisclosureKind.SHARES: gettext_noop("Shares in a company"),
        codes.DisclosureKind.PATENT: gettext_noop("Patent"),
        codes.DisclosureKind.FUNDING: gettext_noop("Funding"),
        codes.DisclosureKind.FEES: gettext_noop("Fees"),
        codes.DisclosureKind.GIFTS: gettext_noop("Gifts"),
        codes.DisclosureKind.FAMILY: gettext_noop("Family ties"),
        codes.DisclosureKind.NONE: gettext_noop("None declared"),
        codes.DisclosureKind.NOT_ASKED: gettext_noop("Nobody asked"),
    },
    codes.FunderKind: {
        codes.FunderKind.PUBLIC: gettext_noop("Public money"),
        codes.FunderKind.CHARITY: gettext_noop("Charity"),
        codes.FunderKind.INDUSTRY: gettext_noop("Industry"),
        codes.FunderKind.UNKNOWN: gettext_noop("Not known"),
    },
    codes.ReviewerRole: {
        codes.ReviewerRole.CLINICIAN: gettext_noop("Clinician"),
        codes.ReviewerRole.METHODOLOGIST: gettext_noop("Expert in study methods"),
        codes.ReviewerRole.PATIENT: gettext_noop("Person living with the condition"),
        codes.ReviewerRole.TRANSLATOR: gettext_noop("Translator"),
    },
    codes.TimeUnit: {
        codes.TimeUnit.DAYS: gettext_noop("days"),
        codes.TimeUnit.WEEKS: gettext_noop("weeks"),
        codes.TimeUnit.MONTHS: gettext_noop("months"),
        codes.TimeUnit.YEARS: gettext_noop("years"),
    },
    codes.TranslationMethod: {
        codes.TranslationMethod.HUMAN: gettext_noop("Written or translated by a person"),
        codes.TranslationMethod.MACHINE_REVIEWED: gettext_noop("Translated by a machine, reviewed by a person"),
        codes.TranslationMethod.MACHINE: gettext_noop("Translated by a machine, not reviewed by a person"),
    },
    codes.Origin: {
        codes.Origin.HUMAN: gettext_noop("Written or translated by a person"),
        codes.Origin.MACHINE_REVIEWED: gettext_noop("Translated by a machine, reviewed by a person"),
        codes.Origin.MACHINE_UNREVIEWED: gettext_noop("Translated by a machine, not reviewed by a person"),
        codes.Origin.FALLBACK: gettext_noop("Shown in another language, because no translation exists"),
    },
}

OPEN_VOCABULARIES = ("topic", "condition", "glossary")


def choices(enum: type[StrEnum]) -> list[tuple[str, Promise | str]]:
    """Return ``(code, label)`` pairs for a form, in the language of the person who edits."""
    return [(member.value, gettext_lazy(LABELS[enum][member])) for member in enum]


def label(code: StrEnum, language: str) -> Said:
    """Return the label of ``code`` in ``language``, and say which language it really is in."""
    return catalogue(language).gettext(LABELS[type(code)][code])


def terms(vocabulary: str, *, retired: bool = True) -> dict[str, Term]:
    """Return the terms of an open vocabulary by code. Raises ``ValueError`` for an unknown vocabulary."""
    if vocabulary not in OPEN_VOCABULARIES:
        raise ValueError(f"{vocabulary!r} is not a vocabulary; use one of {', '.join(OPEN_VOCABULARIES)}.")
    return {term.code: term for term in conf.terms(vocabulary) if retired or not term.retired}


def said(texts: Texts, language: str, reviewed: frozenset[str] = frozenset()) -> Said | None:
    """Choose the text for ``language``, else English, else any; ``None`` where there is no text at all.

    A text in another language than the one asked for says so by its ``language`` and ``Origin.FALLBACK``.
    """
    filled = {code: text for code, text in texts.items() if text}
    if not filled:
        return None
    if found := lookup([language], list(filled)):
        return Said(filled[found], found, codes.Origin.HUMAN if found in reviewed else codes.Origin.MACHINE_UNREVIEWED)
    other = "en" if "en" in filled else next(iter(filled))
    return Said(filled[other], other, codes.Origin.FALLBACK)


def missing_labels() -> Iterator[StrEnum]:
    """Yield the codes that have no label; a test keeps this empty."""
    for enum, labels in LABELS.items():
        yield from (member for member in enum if member not in labels)

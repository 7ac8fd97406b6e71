"""The closed vocabularies that rules depend on, as codes (domain notes, A4).

Codes are stored in blocks and leave over the API; they never change and are never
translated. Their labels, per language, are in ``research.vocabularies``.
"""

from __future__ import annotations

from enum import StrEnum


class StudyDesign(StrEnum):
    SYSTEMATIC_REVIEW = "systematic_review"
    META_ANALYSIS = "meta_analysis"
    RCT_PARALLEL = "rct_parallel"
    RCT_CROSSOVER = "rct_crossover"
    CLUSTER_RCT = "cluster_rct"
    NON_RANDOMISED_CONTROLLED = "non_randomised_controlled"
    SINGLE_ARM_TRIAL = "single_arm_trial"
    COHORT = "cohort"
    CASE_CONTROL = "case_control"
    CROSS_SECTIONAL = "cross_sectional"
    CASE_SERIES = "case_series"
    CASE_REPORT = "case_report"
    REGISTRY_STUDY = "registry_study"
    QUALITATIVE = "qualitative"
    LAB_ANIMAL = "lab_animal"
    LAB_CELLS = "lab_cells"
    MODELLING = "modelling"
    OPINION = "opinion"


#: Designs in which people are given something and followed: rules about masking apply.
TRIAL_DESIGNS = frozenset(
    {
        StudyDesign.RCT_PARALLEL,
        StudyDesign.RCT_CROSSOVER,
        StudyDesign.CLUSTER_RCT,
        StudyDesign.NON_RANDOMISED_CONTROLLED,
        StudyDesign.SINGLE_ARM_TRIAL,
    }
)
RANDOMISED_DESIGNS = frozenset({StudyDesign.RCT_PARALLEL, StudyDesign.RCT_CROSSOVER, StudyDesign.CLUSTER_RCT})
#: Designs whose subjects are not people: ``n`` counts animals or samples.
LABORATORY_DESIGNS = frozenset({StudyDesign.LAB_ANIMAL, StudyDesign.LAB_CELLS})


class Phase(StrEnum):
    PRECLINICAL = "preclinical"
    EARLY_PHASE1 = "early_phase1"
    PHASE1 = "phase1"
    PHASE1_2 = "phase1_2"
    PHASE2 = "phase2"
    PHASE2_3 = "phase2_3"
    PHASE3 = "phase3"
    PHASE4 = "phase4"
    NOT_APPLICABLE = "na"


class RegistrationStatus(StrEnum):
    NOT_REPORTED = "not_reported"
    NOT_YET_RECRUITING = "not_yet_recruiting"
    RECRUITING = "recruiting"
    ACTIVE = "active"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Allocation(StrEnum):
    RANDOMISED = "randomised"
    NON_RANDOMISED = "non_randomised"
    NOT_APPLICABLE = "na"
    NOT_REPORTED = "not_reported"


class Masking(StrEnum):
    NONE = "none"
    SINGLE = "single"
    DOUBLE = "double"
    TRIPLE = "triple"
    QUADRUPLE = "quadruple"
    NOT_APPLICABLE = "na"
    NOT_REPORTED = "not_reported"


class Control(StrEnum):
    NONE = "none"
    PLACEBO = "placebo"
    NO_TREATMENT = "no_treatment"
    USUAL_CARE = "usual_care"
    ACTIVE = "active"
    HISTORICAL = "historical"
    NOT_APPLICABLE = "not_applicable"


class PeerReview(StrEnum):
    PEER_REVIEWED = "peer_reviewed"
    PREPRINT = "preprint"
    CONFERENCE = "conference"
    PRESS_ONLY = "press_only"
    UNKNOWN = "unknown"


class PublicationStatus(StrEnum):
    CURRENT = "current"
    CORRECTED = "corrected"
    EXPRESSION_OF_CONCERN = "expression_of_concern"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"


#: A finding of such a study is locked: it leaves only with the notice (R10).
LOCKED_STATUSES = frozenset({PublicationStatus.RETRACTED, PublicationStatus.WITHDRAWN})


class NoticeKind(StrEnum):
    """Crossref's update types."""

    ADDENDUM = "addendum"
    CLARIFICATION = "clarification"
    CORRECTION = "correction"
    CORRIGENDUM = "corrigendum"
    ERRATUM = "erratum"
    EXPRESSION_OF_CONCERN = "expression_of_concern"
    NEW_EDITION = "new_edition"
    NEW_VERSION = "new_version"
    PARTIAL_RETRACTION = "partial_retraction"
    REMOVAL = "removal"
    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"


class PopulationKind(StrEnum):
    PEOPLE = "people"
    ANIMALS = "animals"
    CELLS = "cells"
    COMPUTER_MODEL = "computer_model"


class Species(StrEnum):
    """Closed, because the lead-in sentence about animals is a whole sentence per species."""

    MICE = "mice"
    RATS = "rats"
    RABBITS = "rabbits"
    PIGS = "pigs"
    MONKEYS = "monkeys"
    ZEBRAFISH = "zebrafish"
    OTHER = "other"


class OutcomeRole(StrEnum):
    PRIMARY = "primary"
    SECONDARY = "secondary"
    EXPLORATORY = "exploratory"
    POST_HOC = "post_hoc"


class Direction(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference"
    MIXED = "mixed"
    UNCLEAR = "unclear"
    NO_DATA = "no_data"


class Size(StrEnum):
    LARGE = "large"
    MODERATE = "moderate"
    SMALL = "small"
    TRIVIAL = "trivial"
    NOT_STATED = "not_stated"


class Certainty(StrEnum):
    """GRADE's levels, which rate a body of evidence; one study alone is usually not rated."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NOT_RATED = "not_rated"


class CaveatKind(StrEnum):
    SMALL_SAMPLE = "small_sample"
    SINGLE_STUDY = "single_study"
    ANIMAL_ONLY = "animal_only"
    CELLS_ONLY = "cells_only"
    NO_CONTROL_GROUP = "no_control_group"
    NOT_RANDOMISED = "not_randomised"
    NOT_BLINDED = "not_blinded"
    SHORT_FOLLOW_UP = "short_follow_up"
    DROPOUTS = "dropouts"
    SURROGATE_OUTCOME = "surrogate_outcome"
    SUBGROUP_ONLY = "subgroup_only"
    POST_HOC = "post_hoc"
    MANY_OUTCOMES = "many_outcomes"
    MAIN_OUTCOME_NOT_MET = "main_outcome_not_met"
    EFFECT_NOT_LASTING = "effect_not_lasting"
    NOT_PEER_REVIEWED = "not_peer_reviewed"
    PREPRINT = "preprint"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    INDUSTRY_FUNDED = "industry_funded"
    AUTHOR_PATENT = "author_patent"
    RETRACTED = "retracted"
    EXPRESSION_OF_CONCERN = "expression_of_concern"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    NOT_APPROVED_TREATMENT = "not_approved_treatment"
    HARMS_NOT_REPORTED = "harms_not_reported"
    NOT_REPRESENTATIVE = "not_representative"
    SINGLE_SITE = "single_site"
    SELF_REPORTED = "self_reported"
    RELATIVE_ONLY = "relative_only"
    TRANSLATED_BY_MACHINE = "translated_by_machine"
    SOURCE_PROMOTIONAL = "source_promotional"
    OTHER = "other"


class CaveatSeverity(StrEnum):
    CONTEXT = "context"
    CAUTION = "caution"
    SERIOUS = "serious"


class EffectMeasure(StrEnum):
    RISK_RATIO = "rr"
    ODDS_RATIO = "or"
    HAZARD_RATIO = "hr"
    MEAN_DIFFERENCE = "md"
    STANDARDISED_MEAN_DIFFERENCE = "smd"
    PERCENT_CHANGE = "percent_change"


#: Measures that mislead without the counts behind them (R5).
RELATIVE_MEASURES = frozenset(
    {
        EffectMeasure.RISK_RATIO,
        EffectMeasure.ODDS_RATIO,
        EffectMeasure.HAZARD_RATIO,
        EffectMeasure.PERCENT_CHANGE,
    }
)


class EvidenceRelation(StrEnum):
    CONTRADICTS = "contradicts"
    WEAKENS = "weakens"
    SUPPORTS = "supports"
    SUPERSEDES = "supersedes"


#: Relations that must be told before the finding itself (R13).
OVERTAKING_RELATIONS = frozenset({EvidenceRelation.CONTRADICTS, EvidenceRelation.SUPERSEDES})


class EvidenceState(StrEnum):
    """What a reader must know of the whole update first."""

    CURRENT = "current"
    OVERTAKEN = "overtaken"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


class HarmsReporting(StrEnum):
    DESCRIBED = "described"
    NONE_REPORTED = "none_reported"
    NOT_MEASURED = "not_measured"
    NOT_REPORTED = "not_reported"
    NOT_STATED = ""


class SourceKind(StrEnum):
    CLINIC_POST = "clinic_post"
    PRESS_RELEASE = "press_release"
    JOURNAL = "journal"
    REGISTRY = "registry"
    OTHER = "other"


class DisclosureKind(StrEnum):
    EMPLOYMENT = "employment"
    SELLS_TREATMENT = "sells_treatment"
    SHARES = "shares"
    PATENT = "patent"
    FUNDING = "funding"
    FEES = "fees"
    GIFTS = "gifts"
    FAMILY = "family"
    NONE = "none"
    NOT_ASKED = "not_asked"


class FunderKind(StrEnum):
    PUBLIC = "public"
    CHARITY = "charity"
    INDUSTRY = "industry"
    UNKNOWN = "unknown"


class ReviewerRole(StrEnum):
    CLINICIAN = "clinician"
    METHODOLOGIST = "methodologist"
    PATIENT = "patient"
    TRANSLATOR = "translator"


class TimeUnit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class TranslationMethod(StrEnum):
    HUMAN = "human"
    MACHINE_REVIEWED = "machine_reviewed"
    MACHINE = "machine"


class Origin(StrEnum):
    """Where a text that leaves comes from, as its reader must be told."""

    HUMAN = "human"
    MACHINE_REVIEWED = "machine_reviewed"
    MACHINE_UNREVIEWED = "machine_unreviewed"
    FALLBACK = "fallback"

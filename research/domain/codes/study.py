"""The closed vocabularies of a study: how it was made, published and paid for."""

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


class HarmsReporting(StrEnum):
    DESCRIBED = "described"
    NONE_REPORTED = "none_reported"
    NOT_MEASURED = "not_measured"
    NOT_REPORTED = "not_reported"
    NOT_STATED = ""


class FunderKind(StrEnum):
    PUBLIC = "public"
    CHARITY = "charity"
    INDUSTRY = "industry"
    UNKNOWN = "unknown"


class TimeUnit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

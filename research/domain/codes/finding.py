"""The closed vocabularies of a finding, its caveats and its later evidence."""

from __future__ import annotations

from enum import StrEnum


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

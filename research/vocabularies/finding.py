"""Labels of the closed vocabularies of a finding, its caveats and its later evidence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_noop

from research.domain import codes

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
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
}

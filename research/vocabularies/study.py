"""Labels of the closed vocabularies of a study."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_noop

from research.domain import codes

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
    codes.HarmsReporting: {
        codes.HarmsReporting.DESCRIBED: gettext_noop("Described below"),
        codes.HarmsReporting.NONE_REPORTED: gettext_noop("The study reports that there were none"),
        codes.HarmsReporting.NOT_MEASURED: gettext_noop("The study did not look for harms"),
        codes.HarmsReporting.NOT_REPORTED: gettext_noop("The study does not report on harms"),
        codes.HarmsReporting.NOT_STATED: gettext_noop("Not filled in yet"),
    },
    codes.FunderKind: {
        codes.FunderKind.PUBLIC: gettext_noop("Public money"),
        codes.FunderKind.CHARITY: gettext_noop("Charity"),
        codes.FunderKind.INDUSTRY: gettext_noop("Industry"),
        codes.FunderKind.UNKNOWN: gettext_noop("Not known"),
    },
    codes.TimeUnit: {
        codes.TimeUnit.DAYS: gettext_noop("days"),
        codes.TimeUnit.WEEKS: gettext_noop("weeks"),
        codes.TimeUnit.MONTHS: gettext_noop("months"),
        codes.TimeUnit.YEARS: gettext_noop("years"),
    },
}

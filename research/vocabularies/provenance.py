"""Labels of the closed vocabularies of a whole update: where it comes from, who may gain, who checked it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_noop

from research.domain import codes

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    codes.EvidenceState: {
        codes.EvidenceState.CURRENT: gettext_noop("Up to date as far as we know"),
        codes.EvidenceState.OVERTAKEN: gettext_noop("Overtaken by newer evidence"),
        codes.EvidenceState.CORRECTED: gettext_noop("Corrected by the journal"),
        codes.EvidenceState.RETRACTED: gettext_noop("Retracted by the journal"),
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
    codes.ReviewerRole: {
        codes.ReviewerRole.CLINICIAN: gettext_noop("Clinician"),
        codes.ReviewerRole.METHODOLOGIST: gettext_noop("Expert in study methods"),
        codes.ReviewerRole.PATIENT: gettext_noop("Person living with the condition"),
        codes.ReviewerRole.TRANSLATOR: gettext_noop("Translator"),
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

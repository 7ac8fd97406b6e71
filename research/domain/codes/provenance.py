"""The closed vocabularies of a whole update: where it comes from, who may gain, who checked it."""

from __future__ import annotations

from enum import StrEnum


class EvidenceState(StrEnum):
    """What a reader must know of the whole update first."""

    CURRENT = "current"
    OVERTAKEN = "overtaken"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


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


class ReviewerRole(StrEnum):
    CLINICIAN = "clinician"
    METHODOLOGIST = "methodologist"
    PATIENT = "patient"
    TRANSLATOR = "translator"


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

"""Labels of the closed vocabularies, and look-ups in the open ones.

Labels are gettext messages. ``choices`` gives them to the admin, in the language of the
person who edits; ``label`` gives one in a language that is named, for text that leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from research import conf
from research.domain import codes
from research.domain.locales import lookup
from research.domain.terms import Term, Texts
from research.vocabularies import finding, provenance, study
from research.wording import Said, catalogue

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {**study.LABELS, **finding.LABELS, **provenance.LABELS}

#: The closed vocabularies by the names that other sites ask for them under. A name once published keeps its meaning.
CLOSED_VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "allocation": codes.Allocation,
    "caveat_kind": codes.CaveatKind,
    "caveat_severity": codes.CaveatSeverity,
    "certainty": codes.Certainty,
    "control": codes.Control,
    "design": codes.StudyDesign,
    "direction": codes.Direction,
    "disclosure": codes.DisclosureKind,
    "effect_measure": codes.EffectMeasure,
    "evidence": codes.EvidenceState,
    "evidence_relation": codes.EvidenceRelation,
    "funder": codes.FunderKind,
    "harms": codes.HarmsReporting,
    "masking": codes.Masking,
    "notice": codes.NoticeKind,
    "origin": codes.Origin,
    "outcome_role": codes.OutcomeRole,
    "peer_review": codes.PeerReview,
    "phase": codes.Phase,
    "population": codes.PopulationKind,
    "publication_status": codes.PublicationStatus,
    "registration": codes.RegistrationStatus,
    "reviewer_role": codes.ReviewerRole,
    "size": codes.Size,
    "source_kind": codes.SourceKind,
    "species": codes.Species,
    "time_unit": codes.TimeUnit,
    "translation_method": codes.TranslationMethod,
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

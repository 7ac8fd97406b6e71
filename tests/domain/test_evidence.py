"""A retraction does not wait for a translator: what became of the evidence is taken from the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from research.domain.codes import EvidenceRelation, EvidenceState, NoticeKind, PublicationStatus
from research.domain.evidence import GRAVITY, with_evidence_of
from research.domain.finding import LaterEvidence
from research.domain.study import Notice
from research.domain.update import Update
from tests.domain.good_update import finding, study, update

RETRACTION = Notice(kind=NoticeKind.RETRACTION, on=date(2026, 11, 20), id="notice")
LATER = LaterEvidence(relation=EvidenceRelation.SUPERSEDES, id="later", update_key="another", note="Read this first.")


def spanish(**of_study: object) -> Update:
    return replace(update(study(**of_study), finding(statement="Hallazgo.")), language="es")


def test_retraction_of_the_source_locks_the_finding_of_its_translation() -> None:
    source = update(study(publication_status=PublicationStatus.RETRACTED, notices=(RETRACTION,)), finding())

    told = with_evidence_of(source, spanish())

    assert told.evidence_state is EvidenceState.RETRACTED
    assert told.studies[0].notices == (RETRACTION,)
    assert told.findings[0].statement == "Hallazgo."


def test_later_evidence_comes_without_its_note_which_is_in_another_language() -> None:
    told = with_evidence_of(update(study(), finding(later_evidence=(LATER,))), spanish())

    assert told.evidence_state is EvidenceState.OVERTAKEN
    assert told.findings[0].later_evidence == (replace(LATER, note=""),)


def test_later_study_that_only_the_source_has_is_not_pointed_at() -> None:
    later = replace(LATER, update_key="", study_ref="new")
    source = update(study(), study(id="new", ref="new"), finding(later_evidence=(later,)))

    assert with_evidence_of(source, spanish()).findings[0].later_evidence[0].study_ref == ""


def test_what_both_say_is_said_once() -> None:
    both = update(
        study(publication_status=PublicationStatus.RETRACTED, notices=(RETRACTION,)), finding(later_evidence=(LATER,))
    )
    own = replace(both, language="es")

    assert with_evidence_of(both, own) == own


@given(st.sampled_from(PublicationStatus), st.sampled_from(PublicationStatus))
def test_translation_is_never_made_to_look_better_and_never_better_than_its_source(
    of_source: PublicationStatus, of_translation: PublicationStatus
) -> None:
    told = with_evidence_of(
        update(study(publication_status=of_source), finding()), spanish(publication_status=of_translation)
    )

    (status,) = (study.publication_status for study in told.studies)
    assert GRAVITY[status] == max(GRAVITY[of_source], GRAVITY[of_translation])

"""What has become of the evidence since a translation was made: that is no text, and it does not wait for one.

An editor marks a study as retracted in the source. Its translations lag behind from then on, and may for weeks; none
of them may call the study current meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from research.domain.codes import PublicationStatus
from research.domain.finding import Finding, LaterEvidence
from research.domain.study import Study
from research.domain.update import Update

#: From what does no harm to what a reader must know first.
GRAVITY: Mapping[PublicationStatus, int] = {
    PublicationStatus.CURRENT: 0,
    PublicationStatus.CORRECTED: 1,
    PublicationStatus.EXPRESSION_OF_CONCERN: 2,
    PublicationStatus.WITHDRAWN: 3,
    PublicationStatus.RETRACTED: 4,
}


def with_evidence_of(source: Update, translation: Update) -> Update:
    """Return ``translation`` with what its ``source`` says of the state of its studies and findings, block by block.

    Only what is graver is taken over: what somebody has said in the translation is never made to look better. Taken
    over are the status and the notices of a study, and the later evidence of a finding without its note, which is in
    another language.
    """
    known = {block.id: block for block in source.body}
    body = tuple(_with(known.get(block.id), block, translation) for block in translation.body)
    return translation if body == translation.body else replace(translation, body=body)


def _with(source: Any, block: Any, translation: Update) -> Any:
    if isinstance(block, Study) and isinstance(source, Study):
        return _study(source, block)
    if isinstance(block, Finding) and isinstance(source, Finding):
        return _finding(source, block, translation)
    return block


def _study(source: Study, study: Study) -> Study:
    told = {(notice.kind, notice.on, notice.doi.lower()) for notice in study.notices}
    new = tuple(notice for notice in source.notices if (notice.kind, notice.on, notice.doi.lower()) not in told)
    status = max(study.publication_status, source.publication_status, key=lambda status: GRAVITY[status])
    return replace(study, publication_status=status, notices=(*study.notices, *new))


def _finding(source: Finding, finding: Finding, translation: Update) -> Finding:
    told = {_about(later) for later in finding.later_evidence}
    # A study that only the source has is not on the page of the translation, so nothing can point at it there.
    new = (
        replace(later, note="", study_ref=later.study_ref if translation.study(later.study_ref) else "")
        for later in source.later_evidence
        if _about(later) not in told
    )
    return replace(finding, later_evidence=(*finding.later_evidence, *new))


def _about(later: LaterEvidence) -> tuple[Any, ...]:
    return later.relation, later.study_ref, later.update_key

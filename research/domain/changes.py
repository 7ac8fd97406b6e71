"""What a change of an update means to those who copied it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from research.domain.codes import EvidenceState


class Reason(StrEnum):
    """Why a row of the journal was written. A copy must be replaced for all but ``withdrawn``, which removes it."""

    PUBLISHED = "published"
    UPDATED = "updated"
    CORRECTED = "corrected"
    OVERTAKEN = "overtaken"
    RETRACTED = "retracted"
    TRANSLATION_OUTDATED = "translation-outdated"
    WITHDRAWN = "withdrawn"


class State(StrEnum):
    """What became of an update that was public."""

    WITHDRAWN = "withdrawn"  # its page exists and is not public
    GONE = "gone"  # its page was deleted
    REDIRECTED = "redirected"  # its old address leads to something else


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells one reason from another."""

    evidence: str = EvidenceState.CURRENT
    corrections: int = 0
    outdated: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        return cls(**{name: value[name] for name in ("evidence", "corrections", "outdated") if name in value})


def reason(before: Facts | None, after: Facts) -> Reason:
    """Return why an update differs from what was public ``before``; ``None`` where nothing was.

    The gravest comes first: whoever keeps a copy must hear of a retraction, also where more has changed with it.
    """
    if before is None:
        return Reason.PUBLISHED
    if after.evidence != before.evidence:
        if after.evidence == EvidenceState.RETRACTED:
            return Reason.RETRACTED
        if after.evidence == EvidenceState.OVERTAKEN:
            return Reason.OVERTAKEN
        if (before.evidence, after.evidence) == (EvidenceState.CURRENT, EvidenceState.CORRECTED):
            return Reason.CORRECTED
    if after.corrections > before.corrections:
        return Reason.CORRECTED
    if after.outdated and not before.outdated:
        return Reason.TRANSLATION_OUTDATED
    return Reason.UPDATED

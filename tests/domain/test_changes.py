"""Why a follower is told of a change."""

from __future__ import annotations

import pytest

from research.domain.changes import Facts, Reason, reason

PLAIN = Facts()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, PLAIN, Reason.PUBLISHED),
        (None, Facts(evidence="retracted"), Reason.PUBLISHED),
        (PLAIN, PLAIN, Reason.UPDATED),
        (PLAIN, Facts(corrections=1), Reason.CORRECTED),
        (Facts(corrections=1), PLAIN, Reason.UPDATED),
        (PLAIN, Facts(evidence="overtaken"), Reason.OVERTAKEN),
        (PLAIN, Facts(evidence="retracted", corrections=1, outdated=True), Reason.RETRACTED),
        (Facts(evidence="retracted"), Facts(evidence="retracted", corrections=1), Reason.CORRECTED),
        (PLAIN, Facts(outdated=True), Reason.TRANSLATION_OUTDATED),
        (Facts(outdated=True), PLAIN, Reason.UPDATED),
        (Facts(evidence="retracted"), PLAIN, Reason.UPDATED),
    ],
)
def test_gravest_reason_is_told(before: Facts | None, after: Facts, expected: Reason) -> None:
    assert reason(before, after) is expected


def test_facts_come_back_from_json_also_where_a_later_version_added_some() -> None:
    facts = Facts(evidence="overtaken", corrections=2, outdated=True)

    assert Facts.from_json({**facts.as_json(), "mood": "good"}) == facts
    assert Facts.from_json({}) == PLAIN

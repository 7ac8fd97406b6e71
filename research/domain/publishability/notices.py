"""A study that its journal took back is shown only with the notice (R10)."""

from __future__ import annotations

from research.domain.codes import PublicationStatus
from research.domain.problems import Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.update import Update


def retraction_has_notice(update: Update, limits: Limits) -> list[Problem]:
    found = []
    for study in update.studies:
        if study.publication_status is PublicationStatus.CURRENT:
            if study.notices:
                found.append(
                    Problem(
                        "notice-without-status",
                        ("body", study.id, "publication_status"),
                        Severity.WARNING,
                        params={"title": study.title_plain},
                    )
                )
        elif not study.notices:
            found.append(
                Problem(
                    "status-without-notice",
                    ("body", study.id, "notices"),
                    Severity.ERROR if study.locked else Severity.WARNING,
                    params={"title": study.title_plain, "status": study.publication_status},
                )
            )
    return found

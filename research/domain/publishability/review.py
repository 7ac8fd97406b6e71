"""An update is looked at again in time (R11)."""

from __future__ import annotations

from research.domain.problems import Problem, Scope, Severity
from research.domain.publishability.limits import Limits
from research.domain.update import Update


def review_due(update: Update, limits: Limits) -> list[Problem]:
    due = update.next_review_due
    if due is not None and due < limits.today:
        return [Problem("review-overdue", ("next_review_due",), Severity.WARNING, Scope.PAGE, {"due": due.isoformat()})]
    return []

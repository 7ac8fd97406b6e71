"""Later evidence names what it is (R13). That it is told before the finding is the representation's work."""

from __future__ import annotations

from research.domain.problems import Problem
from research.domain.publishability.limits import Limits
from research.domain.update import Update


def later_evidence_found(update: Update, limits: Limits) -> list[Problem]:
    found = []
    for number, finding in enumerate(update.findings, start=1):
        for later in finding.later_evidence:
            at = ("body", finding.id, "later_evidence", later.id)
            params = {"number": number, "statement": finding.statement, "ref": later.study_ref}
            if later.update_key and later.update_key == update.key:
                found.append(Problem("later-evidence-is-itself", (*at, "page"), params=params))
            elif not later.update_key and not later.study_ref:
                found.append(Problem("later-evidence-missing", (*at, "page"), params=params))
            elif later.study_ref and update.study(later.study_ref) is None:
                found.append(Problem("later-evidence-unknown-study", (*at, "study_ref"), params=params))
    return found

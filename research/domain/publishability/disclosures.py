"""Who may gain is said (R8).

That the conflict of interest of a promotional source stands before the first finding is not
left to editors: the representation puts it there, and R14 looks for it in every output.
"""

from __future__ import annotations

from research.domain.codes import DisclosureKind
from research.domain.problems import Problem, Scope, Severity
from research.domain.publishability.limits import Limits
from research.domain.update import Update


def disclosures_exist(update: Update, limits: Limits) -> list[Problem]:
    if not update.disclosures:
        return [Problem("disclosures-missing", ("disclosures",), scope=Scope.PAGE)]
    found = [
        Problem("none-declared-incomplete", ("disclosures", disclosure.id, "who"), scope=Scope.PAGE)
        for disclosure in update.disclosures
        if disclosure.kind is DisclosureKind.NONE and not (disclosure.who and disclosure.asked_on)
    ]
    real = [d for d in update.disclosures if d.kind not in (DisclosureKind.NONE, DisclosureKind.NOT_ASKED)]
    found.extend(
        Problem("disclosure-unexplained", ("disclosures", disclosure.id, "detail"), scope=Scope.PAGE)
        for disclosure in real
        if not (disclosure.who or disclosure.detail)
    )
    if any(source.promotional for source in update.source_documents) and not real:
        found.append(Problem("promotional-without-disclosure", ("disclosures",), Severity.WARNING, Scope.PAGE))
    return found

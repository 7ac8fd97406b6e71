"""What an update cannot do without: key messages, a statement, who was studied, what kind of study."""

from __future__ import annotations

from research.domain.finding import Caveat
from research.domain.problems import Problem, Scope, Severity
from research.domain.publishability.limits import Limits
from research.domain.text import words
from research.domain.update import Figure, Update


def completeness(update: Update, limits: Limits) -> list[Problem]:
    found = [*_summary(update, limits)]
    for number, finding in enumerate(update.findings, start=1):
        at, params = ("body", finding.id), {"number": number}
        if not finding.statement:
            found.append(Problem("finding-without-statement", (*at, "statement"), params=params))
        if finding.population_kind is None:
            found.append(
                Problem(
                    "finding-without-population",
                    (*at, "population_kind"),
                    params={**params, "statement": finding.statement},
                )
            )
    for number, study in enumerate(update.studies, start=1):
        at = ("body", study.id)
        if not study.title_plain:
            found.append(Problem("study-without-title", (*at, "title_plain"), params={"number": number}))
        if study.design is None:
            found.append(
                Problem("study-without-design", (*at, "design"), params={"number": number, "title": study.title_plain})
            )
        if not study.population:
            found.append(
                Problem(
                    "study-without-population",
                    (*at, "population"),
                    Severity.WARNING,
                    params={"number": number, "title": study.title_plain},
                )
            )
    for block in update.body:
        if isinstance(block, Figure) and block.decorative and block.alt:
            found.append(Problem("decorative-with-description", ("body", block.id, "decorative")))
        if isinstance(block, Caveat) and block.applies_to:
            refs = {study.ref for study in update.studies} | {"page"}
            found.extend(
                Problem("caveat-applies-to-nothing", ("body", block.id, "applies_to"), params={"ref": ref})
                for ref in block.applies_to
                if ref not in refs
            )
    if not update.findings:
        found.append(Problem("update-without-finding", ("body",), Severity.WARNING, Scope.PAGE))
    if len(update.findings) > limits.max_findings:
        found.append(
            Problem(
                "too-many-findings",
                ("body",),
                Severity.WARNING,
                Scope.PAGE,
                {"count": len(update.findings), "most": limits.max_findings},
            )
        )
    if update.evidence_current_to is None:
        found.append(Problem("evidence-date-missing", ("evidence_current_to",), Severity.WARNING, Scope.PAGE))
    return found


def _summary(update: Update, limits: Limits) -> list[Problem]:
    written = [message for message in update.summary if message.text]
    if not written:
        return [Problem("update-without-summary", ("summary",), scope=Scope.PAGE)]
    found = []
    if len(written) > limits.max_key_messages:
        found.append(
            Problem(
                "too-many-key-messages",
                ("summary",),
                scope=Scope.PAGE,
                params={"count": len(written), "most": limits.max_key_messages},
            )
        )
    for message in written:
        count = len(words(message.text))
        if count > limits.max_key_message_words:
            found.append(
                Problem(
                    "key-message-too-long",
                    ("summary", message.id),
                    Severity.WARNING,
                    Scope.PAGE,
                    {"count": count, "most": limits.max_key_message_words},
                )
            )
    return found

"""Studies: their numbers agree, and every finding cites one (R1)."""

from __future__ import annotations

from research.domain.codes import TRIAL_DESIGNS, Control, StudyDesign
from research.domain.identifiers import EXAMPLES, problem_with
from research.domain.problems import Problem, Severity
from research.domain.publishability.limits import Limits
from research.domain.update import Update

_WITHOUT_A_GROUP = frozenset({Control.NONE, Control.HISTORICAL})
_WITH_A_GROUP = frozenset(Control) - {Control.NONE, Control.NOT_APPLICABLE}
#: What each kind of trial may have compared with.
_FITTING = {
    design: _WITHOUT_A_GROUP if design is StudyDesign.SINGLE_ARM_TRIAL else _WITH_A_GROUP for design in TRIAL_DESIGNS
}


def study_numbers(update: Update, limits: Limits) -> list[Problem]:
    """Nobody can be counted or stay to the end who did not begin."""
    found = []
    for study in update.studies:
        for name in ("n_analysed", "n_completed"):
            part = getattr(study, name)
            if part is not None and study.n_enrolled is not None and part > study.n_enrolled:
                found.append(
                    Problem(
                        "study-numbers-disagree",
                        ("body", study.id, name),
                        params={"title": study.title_plain, "part": part, "enrolled": study.n_enrolled},
                    )
                )
    refs: dict[str, int] = {}
    for study in update.studies:
        refs[study.ref] = refs.get(study.ref, 0) + 1
        if refs[study.ref] == 2:
            found.append(Problem("study-ref-twice", ("body", study.id, "ref"), params={"ref": study.ref}))
    return found


def comparison_fits_design(update: Update, limits: Limits) -> list[Problem]:
    """A warning where a trial does not say what it compared with, or contradicts itself: readers are told both."""
    return [
        Problem(
            "comparison-unfit",
            ("body", study.id, "control"),
            Severity.WARNING,
            params={"title": study.title_plain, "design": study.design, "control": study.control},
        )
        for study in update.studies
        if study.design in _FITTING and study.control not in _FITTING[study.design]
    ]


def identifiers_have_their_shape(update: Update, limits: Limits) -> list[Problem]:
    """A5: also for what did not come through a form, such as an import or an old revision."""
    found = []
    for study in update.studies:
        for identifier in study.identifiers:
            if code := problem_with(identifier.scheme, identifier.value):
                found.append(
                    Problem(
                        code,
                        ("body", study.id, "identifiers"),
                        params={
                            "value": identifier.value,
                            "scheme": identifier.scheme,
                            "example": EXAMPLES.get(identifier.scheme, ""),
                        },
                    )
                )
    return found


def cited_studies(update: Update, limits: Limits) -> list[Problem]:
    """R1: a finding cites at least one study, and each study that it cites is on the page."""
    found = []
    available = ", ".join(study.ref for study in update.studies)
    for number, finding in enumerate(update.findings, start=1):
        at = ("body", finding.id, "study_refs")
        params = {"number": number, "statement": finding.statement, "available": available}
        if not finding.study_refs:
            found.append(Problem("finding-without-study" if available else "no-study-to-cite", at, params=params))
        found.extend(
            Problem("finding-cites-unknown-study", at, params={**params, "ref": ref})
            for ref in finding.study_refs
            if update.study(ref) is None
        )
    return found

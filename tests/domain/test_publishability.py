"""Each rule of publication as a table: a situation, and exactly the codes that are found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from research.domain import codes
from research.domain.codes import (
    CaveatKind,
    Certainty,
    Control,
    Direction,
    DisclosureKind,
    EffectMeasure,
    EvidenceRelation,
    HarmsReporting,
    Masking,
    NoticeKind,
    OutcomeRole,
    PeerReview,
    PopulationKind,
    PublicationStatus,
    SourceKind,
    Species,
    StudyDesign,
    TimeUnit,
)
from research.domain.finding import Effect, LaterEvidence
from research.domain.problems import Problem, Severity, errors
from research.domain.publishability import problems
from research.domain.study import Duration, Notice
from research.domain.update import Disclosure, Figure, KeyMessage, SourceDocument, Update
from tests.domain.good_update import LIMITS, TODAY, arm, caveat, finding, study, update

REASON = "Every person in the country took part, and nobody was lost."


def found(of: Update, only_errors: bool = True) -> list[str]:
    all_found = problems(of, LIMITS)
    return sorted(p.code for p in (errors(all_found) if only_errors else all_found))


def test_good_update_has_no_problem_at_all() -> None:
    assert problems(update(), LIMITS) == []


SPANISH = "No se sabe si el tratamiento fue la causa del cambio en las personas que lo recibieron."

ERRORS: dict[str, tuple[Update, Sequence[str]]] = {
    # what an update cannot do without
    "no key message": (update(summary=()), ["update-without-summary"]),
    "an empty key message": (update(summary=(KeyMessage("m1", ""),)), ["update-without-summary"]),
    "four key messages": (
        update(summary=tuple(KeyMessage(f"m{n}", "About the same.") for n in range(4))),
        ["too-many-key-messages"],
    ),
    "a finding that says nothing": (update(study(), finding(statement="")), ["finding-without-statement"]),
    "a finding in nobody": (update(study(), finding(population_kind=None)), ["finding-without-population"]),
    "a study without a title": (update(study(title_plain=""), finding()), ["study-without-title"]),
    "a study of no kind": (update(study(design=None), finding()), ["study-without-design"]),
    "decoration with a description": (
        update(study(), finding(), Figure("g1", image_id=1, decorative=True, alt="A nerve")),
        ["decorative-with-description"],
    ),
    "a caveat about a study that is not there": (
        update(study(), finding(), caveat(applies_to=("other",))),
        ["caveat-applies-to-nothing"],
    ),
    # R1
    "R1: no study cited": (update(study(), finding(study_refs=())), ["finding-without-study"]),
    "R1: no study cited and none to cite": (update(finding(study_refs=())), ["no-study-to-cite"]),
    "two blocks with one id": (update(study(), finding(), finding(statement="Another.")), ["block-id-repeated"]),
    "two caveats with one id": (update(study(), finding(caveats=(caveat(), caveat()))), ["block-id-repeated"]),
    "most of it in another language": (
        update(study(), finding(statement=SPANISH), summary=(KeyMessage("m1", SPANISH),), title=SPANISH),
        ["update-in-other-language"],
    ),
    "digits that are shown in another order": (
        update(study(), finding(statement="It helped \u202e18\u202c people.")),
        ["forced-direction"],
    ),
    "R1: a study that is not there": (
        update(study(), finding(study_refs=("trial", "other"))),
        ["finding-cites-unknown-study"],
    ),
    "R1: no study on the page": (update(finding()), ["finding-cites-unknown-study"]),
    "R1: two studies of one name": (update(study(), study(id="s2"), finding()), ["study-ref-twice"]),
    "R1: more analysed than enrolled": (
        update(study(n_enrolled=20, n_analysed=54), finding()),
        ["study-numbers-disagree"],
    ),
    "R1: more stayed than enrolled": (update(study(n_completed=60), finding()), ["study-numbers-disagree"]),
    # R2
    "R2: no caveat": (update(study(), finding(caveats=())), ["finding-without-caveat"]),
    "R2: a reason that is too short": (
        update(study(), finding(caveats=(), no_caveat_reason="None needed.", no_caveat_approved_by="B. Second")),
        ["no-caveat-reason-too-short"],
    ),
    "R2: a reason of one person": (
        update(study(), finding(caveats=(), no_caveat_reason=REASON)),
        ["no-caveat-reason-not-agreed"],
    ),
    "R2: a reason that two people share": (
        update(study(), finding(caveats=(), no_caveat_reason=REASON, no_caveat_approved_by="B. Second")),
        [],
    ),
    # R3
    "R3: animals without species and caveat": (
        update(study(), finding(population_kind=PopulationKind.ANIMALS)),
        ["animal-finding-without-caveat", "animal-finding-without-species"],
    ),
    "R3: animals that are said to be": (
        update(
            study(design=StudyDesign.LAB_ANIMAL),
            finding(
                population_kind=PopulationKind.ANIMALS,
                species=Species.MICE,
                caveats=(caveat(CaveatKind.ANIMAL_ONLY),),
            ),
        ),
        [],
    ),
    "R3: cells without their caveat": (
        update(study(), finding(population_kind=PopulationKind.CELLS)),
        ["cell-finding-without-caveat"],
    ),
    "R3: cells that a reason for no caveat cannot excuse": (
        update(
            study(),
            finding(
                population_kind=PopulationKind.CELLS,
                caveats=(),
                no_caveat_reason=REASON,
                no_caveat_approved_by="B. Second",
            ),
        ),
        ["laboratory-finding-without-caveat"],
    ),
    # R4
    "R4: no comparison group": (update(study(control=Control.NONE), finding()), ["caveat-suggested"]),
    "R4: a single arm": (update(study(design=StudyDesign.SINGLE_ARM_TRIAL), finding()), ["caveat-suggested"]),
    "R4: 29 people": (update(study(n_analysed=29), finding()), ["caveat-suggested"]),
    "R4: 30 people": (update(study(n_analysed=30), finding()), []),
    "R4: five months": (
        update(study(follow_up=Duration(Decimal(5), TimeUnit.MONTHS)), finding()),
        ["caveat-suggested"],
    ),
    "R4: half a year in days": (update(study(follow_up=Duration(Decimal(183), TimeUnit.DAYS)), finding()), []),
    "R4: everybody knew": (update(study(masking=Masking.NONE), finding()), ["caveat-suggested"]),
    "R4: everybody knew, but it was no trial": (
        update(study(masking=Masking.NONE, design=StudyDesign.COHORT), finding()),
        [],
    ),
    "R4: a conference talk": (update(study(peer_review=PeerReview.CONFERENCE), finding()), ["caveat-suggested"]),
    "R4: a preprint that is said to be": (
        update(study(peer_review=PeerReview.PREPRINT), finding(caveats=(caveat(CaveatKind.PREPRINT),))),
        [],
    ),
    "R4: a part of the people": (update(study(), finding(is_subgroup=True)), ["caveat-suggested"]),
    "R4: measured indirectly": (update(study(), finding(is_surrogate=True)), ["caveat-suggested"]),
    "R4: thought of afterwards": (
        update(study(), finding(outcome_role=OutcomeRole.POST_HOC)),
        ["caveat-suggested"],
    ),
    "R4: better, where the main outcome was not": (
        update(
            study(),
            finding(),
            finding(id="f2", outcome_role=OutcomeRole.SECONDARY, direction=Direction.BETTER),
        ),
        ["caveat-suggested"],
    ),
    "R4: left out for a reason": (
        update(study(control=Control.NONE), finding(without_suggested_reason="It is a survey.")),
        [],
    ),
    # R5
    "R5: a ratio alone": (
        update(study(), finding(effect=Effect(EffectMeasure.RISK_RATIO, Decimal("0.8")))),
        ["effect-without-counts"],
    ),
    "R5: a ratio with one group": (
        update(
            study(),
            finding(effect=Effect(EffectMeasure.PERCENT_CHANGE, Decimal(-20)), numbers=(arm("cells", 9, 27),)),
        ),
        ["effect-without-counts"],
    ),
    "R5: a ratio with both groups": (
        update(
            study(),
            finding(
                effect=Effect(EffectMeasure.ODDS_RATIO, Decimal("0.8")),
                numbers=(arm("cells", 9, 27), arm("salt water", 10, 27)),
            ),
        ),
        [],
    ),
    "R5: a difference of means alone": (
        update(study(), finding(effect=Effect(EffectMeasure.MEAN_DIFFERENCE, Decimal("0.8")))),
        [],
    ),
    # R6
    "R6: more than all": (update(study(), finding(numbers=(arm("cells", 28, 27),))), ["count-above-total"]),
    "R6: more than in the study": (update(study(), finding(numbers=(arm("cells", 9, 55),))), ["total-above-study"]),
    "R6: half a count": (update(study(), finding(numbers=(arm("cells", 9, None),))), ["count-incomplete"]),
    "R6: all of the study": (update(study(), finding(numbers=(arm("cells", 54, 54),))), []),
    # R7
    "R7: sure, says nobody": (update(study(), finding(certainty=Certainty.HIGH)), ["certainty-without-rater"]),
    "R7: sure, says somebody": (
        update(study(), finding(certainty=Certainty.MODERATE, certainty_by="A. Rater")),
        [],
    ),
    "R7: low from one arm": (
        update(
            study(design=StudyDesign.SINGLE_ARM_TRIAL),
            finding(certainty=Certainty.LOW, caveats=(caveat(CaveatKind.NO_CONTROL_GROUP),)),
        ),
        ["certainty-too-high"],
    ),
    "R7: low from a preprint": (
        update(
            study(peer_review=PeerReview.PREPRINT),
            finding(certainty=Certainty.LOW, caveats=(caveat(CaveatKind.PREPRINT),)),
        ),
        ["certainty-too-high"],
    ),
    "R7: low from mice": (
        update(
            study(design=StudyDesign.LAB_ANIMAL),
            finding(
                population_kind=PopulationKind.ANIMALS,
                species=Species.MICE,
                certainty=Certainty.LOW,
                caveats=(caveat(CaveatKind.ANIMAL_ONLY),),
            ),
        ),
        ["certainty-too-high"],
    ),
    "R7: very low from one arm": (
        update(
            study(design=StudyDesign.SINGLE_ARM_TRIAL),
            finding(certainty=Certainty.VERY_LOW, caveats=(caveat(CaveatKind.NO_CONTROL_GROUP),)),
        ),
        [],
    ),
    # R8
    "R8: nobody was asked": (update(disclosures=()), ["disclosures-missing"]),
    "R8: none declared by nobody": (
        update(disclosures=(Disclosure(DisclosureKind.NONE, id="d1"),)),
        ["none-declared-incomplete"],
    ),
    "R8: none declared at no time": (
        update(disclosures=(Disclosure(DisclosureKind.NONE, who="The authors", id="d1"),)),
        ["none-declared-incomplete"],
    ),
    "R8: somebody has something": (
        update(disclosures=(Disclosure(DisclosureKind.PATENT, id="d1"),)),
        ["disclosure-unexplained"],
    ),
    # R10
    "R10: retracted without a notice": (
        update(study(publication_status=PublicationStatus.RETRACTED), finding()),
        ["status-without-notice"],
    ),
    "R10: retracted with its notice": (
        update(
            study(
                publication_status=PublicationStatus.RETRACTED,
                notices=(Notice(NoticeKind.RETRACTION, on=TODAY),),
            ),
            finding(),
        ),
        [],
    ),
    # R12
    "R12: nothing about harms": (
        update(study(harms_reporting=HarmsReporting.NOT_STATED), finding()),
        ["harms-not-stated"],
    ),
    "R12: harms that nobody describes": (
        update(study(harms_reporting=HarmsReporting.DESCRIBED), finding()),
        ["harms-not-described"],
    ),
    "R12: harms that the paper does not report": (
        update(study(harms_reporting=HarmsReporting.NOT_REPORTED), finding()),
        [],
    ),
    # R13
    "R13: later evidence that is nowhere": (
        update(study(), finding(later_evidence=(LaterEvidence(EvidenceRelation.CONTRADICTS, id="l1"),))),
        ["later-evidence-missing"],
    ),
    "R13: a later study that is not there": (
        update(
            study(),
            finding(later_evidence=(LaterEvidence(EvidenceRelation.SUPERSEDES, id="l1", study_ref="other"),)),
        ),
        ["later-evidence-unknown-study"],
    ),
    "R13: later than itself": (
        update(
            study(),
            finding(later_evidence=(LaterEvidence(EvidenceRelation.SUPPORTS, id="l1", update_key=update().key),)),
        ),
        ["later-evidence-is-itself"],
    ),
    "R13: another update": (
        update(
            study(),
            finding(later_evidence=(LaterEvidence(EvidenceRelation.SUPPORTS, id="l1", update_key="another"),)),
        ),
        [],
    ),
    # R16
    "R16: proves": (
        update(study(), finding(statement="The trial proves that the cells do nothing.")),
        ["wording-too-strong"],
    ),
    "R16: does not prove": (update(study(), finding(statement="This does not prove anything.")), []),
    "R16: cures, in the title": (update(title="Salt water cures MS"), ["wording-too-strong"]),
    "R16: proves, with high certainty": (
        update(
            study(),
            finding(statement="This proves it.", certainty=Certainty.HIGH, certainty_by="A. Rater"),
        ),
        [],
    ),
}


@pytest.mark.parametrize(("of", "codes"), ERRORS.values(), ids=ERRORS.keys())
def test_situation_is_stopped_by_exactly_these_codes(of: Update, codes: Sequence[str]) -> None:
    assert found(of) == sorted(codes)


WARNINGS: dict[str, tuple[Update, str]] = {
    "a sentence in another language": (
        update(study(), finding(what_it_does_not_mean=SPANISH)),
        "text-in-other-language",
    ),
    "a study of nobody": (update(study(population=""), finding()), "study-without-population"),
    "no finding": (update(study()), "update-without-finding"),
    "eight findings": (update(study(), *(finding(id=f"f{n}") for n in range(8))), "too-many-findings"),
    "no date of the evidence": (update(evidence_current_to=None), "evidence-date-missing"),
    "a key message of 21 words": (
        update(summary=(KeyMessage("m1", " ".join(["word"] * 21)),)),
        "key-message-too-long",
    ),
    "R4: left out for a reason": (
        update(study(control=Control.NONE), finding(without_suggested_reason="It is a survey.")),
        "caveat-suggested",
    ),
    "R6: groups of unequal size": (
        update(study(), finding(numbers=(arm("cells", 9, 27), arm("salt water", 10, 26)))),
        "denominators-differ",
    ),
    "R8: an advertisement, and nobody gains": (
        update(source_documents=(SourceDocument(SourceKind.CLINIC_POST, promotional=True, id="q1"),)),
        "promotional-without-disclosure",
    ),
    "R9: a breakthrough": (update(title="A breakthrough with cells"), "promotional-word"),
    "R10: a notice of nothing": (
        update(study(notices=(Notice(NoticeKind.ERRATUM, on=TODAY),)), finding()),
        "notice-without-status",
    ),
    "R10: corrected without a notice": (
        update(study(publication_status=PublicationStatus.CORRECTED), finding()),
        "status-without-notice",
    ),
    "R11: overdue by a day": (update(next_review_due=date(2026, 5, 31)), "review-overdue"),
}


@pytest.mark.parametrize(("of", "code"), WARNINGS.values(), ids=WARNINGS.keys())
def test_situation_is_told_and_stops_nobody(of: Update, code: str) -> None:
    assert found(of) == []
    assert code in found(of, only_errors=False)


def test_review_that_is_due_today_is_not_overdue() -> None:
    assert found(update(next_review_due=TODAY), only_errors=False) == []


LONG = " ".join(["people"] * 45) + "."


def test_r17_long_sentence_is_told_and_stops_nobody() -> None:
    assert "long-sentence" in found(update(study(), finding(statement=LONG)), only_errors=False)
    assert found(update(study(), finding(statement=LONG))) == []


def test_r17_long_sentence_stops_publication_where_the_site_is_strict() -> None:
    strict = replace(LIMITS, strict_readability=True)

    stopped = errors(problems(update(study(), finding(statement=LONG)), strict))

    assert "long-sentence" in [p.code for p in stopped]


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        ("es", "El estudio demuestra que las células ayudan."),
        ("fr", "L’étude prouve que les cellules aident."),
        ("de", "Die Studie beweist, dass die Zellen helfen."),
        ("ar", "الدراسة تثبت أن الخلايا تساعد."),
    ],
)
def test_r16_strong_word_is_found_in_each_language(language: str, statement: str) -> None:
    spoken = replace(update(study(), finding(statement=statement)), language=language)

    assert found(spoken) == ["wording-too-strong"]


def test_problem_of_a_finding_names_the_block_and_its_number() -> None:
    second = finding(id="f2", caveats=())

    (problem,) = errors(problems(update(study(), finding(), second), LIMITS))

    assert problem.path == ("body", "f2", "caveats")
    assert problem.params["number"] == 2
    assert problem.severity is Severity.ERROR


def test_path_under_a_prefix_keeps_everything_else() -> None:
    problem = Problem("harms-not-stated", ("x",), Severity.WARNING, params={"title": "T"})

    assert problem.under("body") == replace(problem, path=("body", "x"))


@pytest.mark.parametrize("kind", list(codes.PopulationKind))
@pytest.mark.parametrize("reason", ["", "Short.", REASON])
def test_finding_without_caveat_never_goes_by_one_person_alone(kind: PopulationKind, reason: str) -> None:
    assert found(update(study(), finding(population_kind=kind, caveats=(), no_caveat_reason=reason))) != []

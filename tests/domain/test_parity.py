"""R15: a translation has the blocks of its source, with the same ids and the same neutral values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from research.domain.codes import Certainty, Direction, Size
from research.domain.parity import compare
from research.domain.problems import Scope, Severity
from research.domain.study import Identifier
from research.domain.update import Figure, GlossaryEntry, KeyMessage, RichText, Table, Update
from tests.domain.good_update import TODAY, arm, caveat, finding, study, update

SOURCE = update(
    study(identifiers=(Identifier("doi", "10.1186/s13287-024-03765-6", id="i1"),)),
    finding(numbers=(arm("cells", 9, 27),)),
    RichText("r1", "<p>Words.</p>"),
    Table("t1", caption="A table", columns=("Group", "People"), rows=(("Cells", "9"),)),
    Figure("g1", image_id=4, alt="A nerve"),
    GlossaryEntry("e1", "placebo"),
)


def without(block_id: str) -> Update:
    return replace(SOURCE, body=tuple(block for block in SOURCE.body if block.id != block_id))


def changed(block_id: str, **changes: Any) -> Update:
    body = tuple(replace(block, **changes) if block.id == block_id else block for block in SOURCE.body)
    return replace(SOURCE, body=body)


SPOILT: dict[str, tuple[Update, str]] = {
    "a caveat fewer": (changed("f1", caveats=()), "caveat-missing"),
    "a finding fewer": (without("f1"), "block-missing"),
    "a study fewer": (without("s1"), "block-missing"),
    "a text fewer": (without("r1"), "block-missing"),
    "a caveat more": (changed("f1", caveats=(caveat(), caveat(id="c2"))), "block-added"),
    "a finding more": (replace(SOURCE, body=(*SOURCE.body, finding(id="f2"))), "block-added"),
    "another kind of caveat": (changed("f1", caveats=(caveat(n=20),)), "neutral-value-changed"),
    "a surer finding": (changed("f1", certainty=Certainty.HIGH), "neutral-value-changed"),
    "a better finding": (changed("f1", direction=Direction.BETTER), "neutral-value-changed"),
    "a larger finding": (changed("f1", size=Size.LARGE), "neutral-value-changed"),
    "another count": (changed("f1", numbers=(arm("cells", 19, 27),)), "neutral-value-changed"),
    "a count fewer": (changed("f1", numbers=()), "block-missing"),
    "another number of people": (changed("s1", n_enrolled=45), "neutral-value-changed"),
    "a shorter follow-up": (changed("s1", follow_up=None), "neutral-value-changed"),
    "another DOI": (changed("s1", identifiers=(Identifier("doi", "10.1/x", id="i1"),)), "neutral-value-changed"),
    "another image": (changed("g1", image_id=5), "neutral-value-changed"),
    "another word explained": (changed("e1", term="myelin"), "neutral-value-changed"),
    "a row fewer": (changed("t1", rows=()), "neutral-value-changed"),
    "another order": (replace(SOURCE, body=SOURCE.body[::-1]), "neutral-value-changed"),
    "a key message fewer": (replace(SOURCE, summary=()), "block-missing"),
    "a key message more": (replace(SOURCE, summary=(*SOURCE.summary, KeyMessage("m2", "More."))), "block-added"),
    "a disclosure fewer": (replace(SOURCE, disclosures=()), "block-missing"),
    "another condition": (replace(SOURCE, condition="ms"), "neutral-value-changed"),
    "an older look at the evidence": (
        replace(SOURCE, evidence_current_to=TODAY.replace(year=2025)),
        "neutral-value-changed",
    ),
}


@pytest.mark.parametrize(("translation", "code"), SPOILT.values(), ids=SPOILT.keys())
def test_difference_that_is_none_of_language_stops_the_translation(translation: Update, code: str) -> None:
    problems = compare(SOURCE, translation)

    assert code in [p.code for p in problems]
    assert {(p.severity, p.scope) for p in problems} == {(Severity.ERROR, Scope.LOCALE)}


IN_ANOTHER_LANGUAGE: dict[str, Callable[[Update], Update]] = {
    "title": lambda u: replace(u, title="Otro título"),
    "statement": lambda u: changed("f1", statement="Más o menos igual."),
    "label of a group": lambda u: changed("f1", numbers=(replace(arm("cells", 9, 27), label="células"),)),
    "detail of a caveat": lambda u: changed("f1", caveats=(caveat(detail="Solo una."),)),
    "cells of a table": lambda u: changed("t1", columns=("Grupo", "Personas"), rows=(("Células", "9"),)),
    "who reviewed it": lambda u: replace(u, easy_read_tested_by="Un grupo"),
    "id of an identifier, which an API write mints anew": lambda u: changed(
        "s1", identifiers=(Identifier("doi", "10.1186/s13287-024-03765-6", id="other"),)
    ),
}


@pytest.mark.parametrize("translate", IN_ANOTHER_LANGUAGE.values(), ids=IN_ANOTHER_LANGUAGE.keys())
def test_difference_of_language_stops_nothing(translate: Callable[[Update], Update]) -> None:
    assert compare(SOURCE, translate(SOURCE)) == []


def test_number_written_another_way_is_the_same_number() -> None:
    source = changed("s1", follow_up=replace(study().follow_up, value=Decimal("2")))
    translation = changed("s1", follow_up=replace(study().follow_up, value=Decimal("2.00")))

    assert compare(source, translation) == []

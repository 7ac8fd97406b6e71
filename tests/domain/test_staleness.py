"""How far a translation lags behind, block by block."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from research.domain.codes import CaveatKind
from research.domain.finding import Caveat
from research.domain.staleness import items, staleness
from research.domain.update import RichText, Update
from tests.domain.good_update import finding, study, update


def good_update() -> Update:
    general = Caveat(id="general", kind=CaveatKind.OTHER)
    return update(study(), finding(), finding(id="second"), general)


def test_translation_of_what_has_not_changed_does_not_lag() -> None:
    assert not staleness(good_update(), good_update())


def test_review_of_the_source_makes_no_translation_lag() -> None:
    now = replace(good_update(), reviewers=(), last_reviewed=None, next_review_due=None)

    assert not staleness(good_update(), now)


def test_changed_statement_is_told_at_its_finding() -> None:
    before = good_update()
    first = before.findings[0]
    changed = replace(first, statement="Something else was found.")
    now = replace(before, body=tuple(changed if block is first else block for block in before.body))

    assert dict(staleness(before, now).changed) == {first.id: ("statement",)}


def test_new_title_is_told_for_the_page() -> None:
    assert staleness(good_update(), replace(good_update(), title="Another")).page == ("title",)


@given(st.data())
def test_blocks_that_came_went_and_moved_are_told(data: Any) -> None:
    before = good_update()
    body = list(before.body)
    kept = data.draw(st.lists(st.sampled_from(body), unique_by=lambda block: block.id))
    now = replace(before, body=tuple(kept))

    found = staleness(before, now)

    assert set(found.removed) == {block.id for block in body} - {block.id for block in kept}
    assert staleness(now, before).added == tuple(id_ for id_ in items(before) if id_ not in items(now))
    in_order = [block.id for block in body if block in kept]
    assert found.moved == (in_order != [block.id for block in kept])


def test_first_save_of_an_import_in_the_editor_makes_no_translation_lag() -> None:
    before = replace(good_update(), topics=("treatment", "stem_cells"))
    text = RichText(id="rich", html="<p>What was found.</p>")
    saved = replace(text, html='<p data-block-key="a1b2c">What was found.</p>')
    now = replace(before, topics=("stem_cells", "treatment"), body=(*before.body, saved))

    assert not staleness(replace(before, body=(*before.body, text)), now)


def test_topic_that_is_added_is_told() -> None:
    now = replace(good_update(), topics=(*good_update().topics, "walking"))

    assert staleness(good_update(), now).page == ("topics",)

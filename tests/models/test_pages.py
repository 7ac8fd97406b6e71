"""What a page does by itself: dates, language, source, and the gate before it is live."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from research.domain.problems import errors
from research.messages import message
from research.models import PublishBlocked, ResearchIndexPage, ResearchUpdatePage
from research.models.gate import Refusals, note_refusal, refusals, source_page_of
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree, committed, parents_in, publish, set_stream, translated
from tests.stream_data import RawBlock

pytestmark = pytest.mark.django_db


def codes(page: Any) -> list[str]:
    return [problem.code for problem in errors(page.publication_problems())]


@pytest.mark.parametrize(
    ("reviewed", "due"),
    [
        (date(2026, 1, 31), date(2027, 1, 31)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 12, 1), date(2026, 12, 1)),
    ],
)
def test_next_review_is_due_a_year_later_if_nobody_says_otherwise(reviewed: date, due: date) -> None:
    page = ResearchUpdateFactory.create(last_reviewed=reviewed, next_review_due=None)

    assert page.next_review_due == due


def test_date_that_an_editor_set_stays() -> None:
    page = ResearchUpdateFactory.create(last_reviewed=date(2026, 1, 1), next_review_due=date(2026, 3, 1))

    assert page.next_review_due == date(2026, 3, 1)


def test_texts_for_search_engines_are_emptied_because_no_caveat_can_stand_beside_them() -> None:
    page = ResearchUpdateFactory.create(seo_title="Cells help", search_description="Cells help people with MS.")

    assert (page.seo_title, page.search_description) == ("", "")


def test_source_is_the_page_that_was_made_first() -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish, german = translated(page, "es", live=True), translated(page, "de", live=True)

    assert source_page_of(page) is None
    assert source_page_of(spanish) == source_page_of(german) == page


def test_alias_has_no_source_to_be_compared_with_and_keeps_the_language_of_its_original() -> None:
    page = ResearchUpdateFactory.create(live=True)
    french = parents_in("fr")
    with committed():
        alias = page.create_alias(parent=french, update_locale=french.locale, reset_translation_key=False)

    assert source_page_of(alias) is None
    assert (alias.locale.language_code, alias.language) == ("fr", "en")
    assert codes(alias) == []


def test_publication_notes_the_revision_that_was_translated() -> None:
    page = ResearchUpdateFactory.create(live=True)

    spanish = translated(page, "es", live=True)

    assert spanish.source_revision_id == page.live_revision_id


def drop_a_caveat(body: list[RawBlock]) -> list[RawBlock]:
    body[1]["value"]["caveats"].pop()
    return body


def change_a_count(body: list[RawBlock]) -> list[RawBlock]:
    body[1]["value"]["numbers"][0]["value"]["with_event"] = 9
    return body


def change_a_digit(body: list[RawBlock]) -> list[RawBlock]:
    body[1]["value"]["statement"] = body[1]["value"]["statement"].replace("7", "9")
    return body


def raise_certainty(body: list[RawBlock]) -> list[RawBlock]:
    body[1]["value"]["certainty"] = "very_low"
    return body


def drop_the_finding(body: list[RawBlock]) -> list[RawBlock]:
    return body[:1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (drop_a_caveat, "caveat-missing"),
        (change_a_count, "neutral-value-changed"),
        (change_a_digit, "number-changed"),
        (raise_certainty, "neutral-value-changed"),
        (drop_the_finding, "block-missing"),
    ],
)
def test_translation_by_hand_that_says_something_else_is_refused(change: Any, code: str) -> None:
    page = ResearchUpdateFactory.create(live=True)

    with pytest.raises(PublishBlocked) as refused:
        translated(page, "es", live=True, change=change)

    assert code in [problem.code for problem in refused.value.problems]


def test_text_that_stayed_in_the_language_of_the_source_is_refused() -> None:
    page = ResearchUpdateFactory.create(live=True)

    with pytest.raises(PublishBlocked):
        translated(page, "es", live=True, translate=lambda text: text)


def test_translation_of_a_draft_is_refused() -> None:
    page = ResearchUpdateFactory.create()

    with pytest.raises(PublishBlocked) as refused:
        translated(page, "es", live=True)

    assert [problem.code for problem in refused.value.problems] == ["source-not-live"]


def test_title_of_a_list_that_is_still_in_english_is_refused(tree: Tree) -> None:
    spanish = parents_in("es")
    index = ResearchIndexPage.objects.get(pk=tree.index.pk)
    index.title = "What studies have found and what they do not show"
    publish(index)
    spanish = ResearchIndexPage.objects.get(pk=spanish.pk)
    spanish.title = index.title

    with pytest.raises(PublishBlocked) as refused:
        publish(spanish)

    assert [problem.code for problem in refused.value.problems] == ["segment-untranslated"]


def test_refusal_is_a_validation_error_that_forms_and_translators_can_show() -> None:
    page = ResearchUpdateFactory.create(without="caveat")

    with pytest.raises(ValidationError) as refused:
        page.get_latest_revision().publish()

    assert list(refused.value.error_dict) == ["__all__"]
    assert refused.value.messages == [message(problem) for problem in refused.value.problems]
    assert refused.value.page_title == page.title


def test_refused_publication_leaves_row_revision_and_history_as_they_were() -> None:
    page = ResearchUpdateFactory.create(without="caveat")
    row = ResearchUpdatePage.objects.filter(pk=page.pk).values().get()
    history = PageLogEntry.objects.count()

    with pytest.raises(PublishBlocked):
        page.get_latest_revision().publish()

    assert ResearchUpdatePage.objects.filter(pk=page.pk).values().get() == row
    assert PageLogEntry.objects.count() == history


@pytest.mark.parametrize("tolerant", [True, False])
def test_refusal_in_a_request_is_noted_for_the_person_and_only_a_tolerant_one_goes_on(tolerant: bool) -> None:
    token = refusals.set(Refusals(tolerant=tolerant))
    try:
        assert note_refusal(PublishBlocked([])) is tolerant
        assert len(refusals.get().blocked) == 1
    finally:
        refusals.reset(token)


def test_refusal_outside_of_a_request_is_noted_for_nobody() -> None:
    assert note_refusal(PublishBlocked([])) is False


def test_draft_asks_nothing() -> None:
    page = ResearchUpdateFactory.create(without="caveat")
    set_stream(page, "body", [stream_data.raw("finding", {})])

    page.save_revision()
    page.save()

    assert not ResearchUpdatePage.objects.get(pk=page.pk).live

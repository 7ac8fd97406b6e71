"""What is built of a page: every text with its language and origin, findings whole, nothing that is not listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from pydantic import BaseModel, ValidationError

from home.models import Topic
from research.models import ResearchUpdatePage
from research.representations import schema_v1 as v1
from research.representations.build import NotServable, build
from research.representations.canonical import canonical, etag
from research.representations.words import web_address
from tests import stream_data
from tests.factories import LANGUAGES, ResearchUpdateFactory, committed, parents_in, set_stream, translated
from tests.stream_data import raw

pytestmark = pytest.mark.django_db


def built(page: Any) -> dict[str, Any]:
    made: dict[str, Any] = build(page).model_dump(mode="json")
    return made


def texts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("text", value.get("html")), str):
            yield value
        for child in value.values():
            yield from texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from texts(child)


def with_body(*blocks: Any) -> Any:
    return ResearchUpdateFactory.create(live=True, body=list(blocks))


@pytest.mark.parametrize("active", LANGUAGES)
def test_bytes_are_the_same_whatever_language_is_active(active: str) -> None:
    page = with_body(*stream_data.full_body())
    expected = canonical(build(page))

    with translation.override(active):
        assert canonical(build(page)) == expected


def test_equal_content_has_equal_bytes_and_other_content_another_tag() -> None:
    page = ResearchUpdateFactory.create(live=True)
    first, again = canonical(build(page)), canonical(build(page))
    page.title = "Another title"

    assert first == again
    assert json.loads(first)["title"]["text"] == "Cells by injection, two years later"
    assert etag(canonical(build(page))) != etag(first)


@pytest.mark.parametrize("language", ["es", "de", "fr", "ar"])
def test_own_text_is_in_the_language_of_the_page_and_labels_say_theirs(language: str) -> None:
    made = built(translated(ResearchUpdateFactory.create(live=True), language, live=True))

    assert made["title"]["language"] == made["language"] == language
    assert made["blocks"][1]["statement"]["language"] == language
    assert {text["language"] for text in texts(made)} <= {language, "en"}
    assert all(text["origin"] == "fallback" for text in texts(made) if text["language"] != language)


def test_direction_follows_the_language_of_each_text() -> None:
    made = built(translated(ResearchUpdateFactory.create(live=True), "ar", live=True))

    assert all((text["direction"] == "rtl") is (text["language"] == "ar") for text in texts(made))


@pytest.mark.parametrize(
    ("method", "origin"),
    [("human", "human"), ("machine_reviewed", "machine_reviewed"), ("machine", "machine_unreviewed")],
)
def test_origin_says_how_the_text_came_about(method: str, origin: str) -> None:
    spanish = translated(ResearchUpdateFactory.create(live=True), "es", live=True)
    spanish.translation_method = method

    made = built(spanish)

    assert made["title"]["origin"] == origin


@pytest.mark.parametrize(
    ("method", "reviewers", "reviewed"),
    [
        ("human", [], False),
        ("human", [stream_data.raw("reviewer", {"name": "R. Reader", "role": "patient"})], True),
        ("machine_reviewed", [], True),
        ("machine", [], False),
    ],
)
def test_who_translates_does_not_review(method: str, reviewers: list[Any], reviewed: bool) -> None:
    spanish = translated(ResearchUpdateFactory.create(live=True, reviewed_by=reviewers), "es", live=True)
    spanish.translation_method = method

    made = built(spanish)

    assert made["provenance"]["reviewed"] is reviewed
    assert bool(made["provenance"]["review_notice"]) is not reviewed


def test_alias_in_another_locale_never_says_that_its_text_is_in_it() -> None:
    page = ResearchUpdateFactory.create(live=True)
    french = parents_in("fr")
    with committed():
        alias = page.create_alias(parent=french, update_locale=french.locale, reset_translation_key=False)

    made = built(ResearchUpdatePage.objects.get(pk=alias.pk))

    assert (made["locale"], made["language"]) == ("fr", "en")
    assert (made["title"]["language"], made["title"]["origin"]) == ("en", "fallback")
    assert made["provenance"]["review_notice"]["text"]


def test_printed_title_of_a_paper_keeps_its_own_language() -> None:
    body = [stream_data.study(title_original="Nachbeobachtung", title_original_language="de"), stream_data.finding()]

    assert built(with_body(*body))["blocks"][0]["title_original"]["language"] == "de"


def test_finding_in_mice_says_so_before_its_statement() -> None:
    finding = built(with_body(stream_data.study(), stream_data.animal_finding()))["blocks"][1]

    assert [text["text"] for text in finding["before_statement"]] == ["This was seen in mice, not in people."]
    assert [text["text"] for text in finding["after_statement"]] == ["We do not know if this works in people."]


def test_finding_of_a_retracted_study_is_locked_and_the_page_says_so() -> None:
    notices = [{"kind": "retraction", "date": "2025-01-01", "doi": ""}]
    study = stream_data.study(publication_status="retracted", notices=notices)

    made = built(with_body(study, stream_data.finding()))

    assert made["blocks"][1]["locked"] is True
    assert made["evidence"]["state"]["code"] == "retracted"
    assert made["evidence"]["notice"]["text"]


def test_page_whose_finding_lost_its_caveats_cannot_be_built() -> None:
    page = ResearchUpdateFactory.create(without="caveat")

    with pytest.raises(NotServable) as refused:
        build(page)

    assert [problem.code for problem in refused.value.problems] == ["output-finding-without-caveats"]


def test_reason_for_no_caveat_leaves_in_its_place() -> None:
    reason = "Everybody in the country took part, and nobody was lost."
    body = stream_data.body()
    body[1]["value"].update(caveats=[], no_caveat_reason=reason, no_caveat_approved_by="B. Second")

    finding = built(with_body(*body))["blocks"][1]

    assert (finding["caveats"], finding["no_caveat_reason"]["text"]) == ([], reason)


def test_note_for_colleagues_and_names_of_approvers_do_not_leave() -> None:
    body = stream_data.body()
    body[1]["value"].update(without_suggested_reason="Only between us.", no_caveat_approved_by="B. Second")
    page = with_body(*body)

    assert "Only between us" not in json.dumps(built(page))
    assert "B. Second" not in json.dumps(built(page))


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("<p onclick='x()'>Good</p>", "<p>Good</p>"),
        ("<p>Good<script>alert(1)</script></p>", "<p>Good</p>"),
        ('<p><a href="javascript:x()">link</a></p>', '<p><a rel="noopener noreferrer">link</a></p>'),
        ("<h3>Head</h3><ul><li>One</li></ul>", "<h3>Head</h3><ul><li>One</li></ul>"),
        ("<p><img src=x onerror=alert(1)>Good</p>", "<p>Good</p>"),
        ("<p>10<sup>9</sup> cells</p>", "<p>10<sup>9</sup> cells</p>"),
        ('<p><span lang="ar">خلايا</span></p>', '<p><span lang="ar" dir="rtl">خلايا</span></p>'),
        (
            '<p lang="es"><span lang="en" dir="ltr">It</span></p>',
            '<p lang="es" dir="ltr"><span lang="en" dir="ltr">It</span></p>',
        ),
        ('<p><em lang="es" dir="rtl">uno</em></p>', '<p><em lang="es" dir="ltr">uno</em></p>'),
        ('<ul><li lang="ar">خلايا</li></ul>', '<ul><li lang="ar" dir="rtl">خلايا</li></ul>'),
        ('<p><span lang="no language">It</span></p>', "<p><span>It</span></p>"),
    ],
)
def test_rich_text_leaves_without_anything_that_can_act(typed: str, left: str) -> None:
    made = built(with_body(*stream_data.body(), stream_data.rich(typed)))

    assert made["blocks"][2]["content"]["html"] == left


def test_term_that_the_site_no_longer_has_leaves_by_its_code_and_in_no_language() -> None:
    page = ResearchUpdateFactory.create(live=True, topics=["gone"])

    (topic,) = built(page)["topics"]

    assert (topic["code"], topic["label"]["language"], topic["label"]["origin"]) == ("gone", "zxx", "fallback")


def test_label_of_a_term_without_a_translation_says_that_it_is_english() -> None:
    Topic.objects.create(code="exercise", name_en="Exercise")
    page = translated(ResearchUpdateFactory.create(live=True, topics=["exercise"]), "ar", live=True)

    (topic,) = built(page)["topics"]

    assert (topic["label"]["language"], topic["label"]["direction"], topic["label"]["origin"]) == (
        "en",
        "ltr",
        "fallback",
    )


def test_image_that_was_deleted_and_word_that_is_gone_leave_nothing_behind() -> None:
    figure = {"image": 999, "decorative": False, "alt_text": "A nerve", "caption": "", "long_description": ""}
    page = with_body(*stream_data.body(), raw("figure", figure), raw("glossary_term", "gone"))

    assert [block["type"] for block in built(page)["blocks"]] == ["study", "finding"]


def test_count_is_a_sentence_and_numbers_leave_as_entered() -> None:
    arm = built(ResearchUpdateFactory.create(live=True))["blocks"][1]["numbers"][0]

    assert (arm["with_event"], arm["out_of"], arm["sentence"]["text"]) == (7, 20, "“Given cells”: 7 of 20.")


def test_decimal_numbers_leave_as_text_and_never_as_binary_fractions() -> None:
    body = stream_data.body()
    body[1]["value"]["effect"] = {"measure": "md", "value": "0.10", "ci_low": "-1.5", "ci_high": "2E+1", "p": "0.03"}

    effect = built(with_body(*body))["blocks"][1]["effect"]

    assert (effect["value"], effect["ci_low"], effect["ci_high"], effect["p"]) == ("0.1", "-1.5", "20", "0.03")


def test_review_dates_of_the_page_leave_as_dates() -> None:
    provenance = built(ResearchUpdateFactory.create(live=True))["provenance"]

    assert (provenance["last_reviewed"], provenance["evidence_current_to"]) == ("2026-01-15", "2026-01-10")


def every_part() -> Iterator[type[BaseModel]]:
    yield from (part for part in vars(v1).values() if isinstance(part, type) and issubclass(part, BaseModel))


@pytest.mark.parametrize("part", sorted(set(every_part()), key=lambda part: part.__name__))
def test_part_of_the_schema_refuses_fields_that_nobody_listed(part: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as refused:
        part(secret="a field that slipped in")

    assert "extra_forbidden" in {error["type"] for error in refused.value.errors()}


def test_changing_the_page_in_memory_after_building_changes_nothing_that_was_built() -> None:
    page = ResearchUpdateFactory.create(live=True)
    made = build(page)
    before = canonical(made)
    set_stream(page, "body", [])

    assert canonical(made) == before


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//x.example", "http://[x", ""]
)
def test_address_that_is_none_of_the_web_does_not_leave(address: str) -> None:
    """Code and imports can store what no form would take."""
    assert web_address(address) is None
    assert web_address("https://example.org/a") == "https://example.org/a"

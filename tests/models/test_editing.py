"""What an editor sees and gets back from the form of an update."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail_localize.segments.extract import extract_segments

from home.models import Topic
from research.forms import term_choices
from research.models import ResearchUpdatePage
from tests import stream_data
from tests.doors.forms import form_of
from tests.factories import ResearchUpdateFactory, set_stream, stream, translated, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(user(superuser=True))
    return client


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_wrong_address_does_not_hide_what_the_rules_say(editor: Client) -> None:
    page = ResearchUpdateFactory.create(without="summary")
    data = form_of(page, **{"action-publish": "action-publish"}, slug="no good address")

    said = editor.post(edit(page), data).content.decode()

    assert "Add a key message" in said
    assert "slug" in said
    assert not ResearchUpdatePage.objects.get(pk=page.pk).live


def test_editor_learns_what_goes_with_an_update_before_it_is_taken_back(editor: Client) -> None:
    page = ResearchUpdateFactory.create(live=True)
    for language in ("es", "ar"):
        translated(page, language, live=True)
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])

    said = editor.get(address).content.decode()
    assert "Its translations go with it: Spanish, Arabic." in said
    assert "write it first at “Why it was taken back”, in the tab “Review”" in said

    page.withdrawal_note = "A figure was wrong."
    page.save_revision()
    assert "Readers will not be told why" not in editor.get(address).content.decode()
    spanish = page.get_translations().get(locale__language_code="es")
    assert "go with it" not in editor.get(reverse("wagtailadmin_pages:unpublish", args=[spanish.pk])).content.decode()


def test_problem_in_easy_read_text_says_that_it_is_there(editor: Client) -> None:
    page = ResearchUpdateFactory.create(easy_title="Cells", easy_summary="It proves much.\nIt was better for 50%.")

    panel = BeautifulSoup(editor.get(edit(page)).content, "lxml").select(".research-checks li")

    said = [item.get_text(" ", strip=True) for item in panel]
    place = "What this is about, in easy words: "
    assert any(words.startswith(f"{place}“proves” claims more") for words in said)
    assert f"{place}Say of how many: “50%” alone is hard to picture." in said
    # Others say so in their own words.
    assert any(words.startswith("Easy read: say how many of how many people") for words in said)


def test_line_break_in_a_line_of_text_becomes_a_space(editor: Client) -> None:
    page = ResearchUpdateFactory.create(summary=stream_data.summary("Some people\r\n moved better."))

    editor.post(edit(page), form_of(page))

    kept = ResearchUpdatePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert stream(kept, "summary")[0]["value"] == "Some people moved better."


def test_saving_in_a_browser_changes_no_text(editor: Client) -> None:
    """A browser ends each line with two signs; segments of translators must stay what they are."""
    finding = stream_data.finding(
        easy_read="Some people moved.\nSome did not.", easy_meaning="It is no cure.\nNot yet."
    )
    page = ResearchUpdateFactory.create(body=[finding], easy_title="Easy", easy_summary="One line.\nAnother line.")
    before = {
        segment.string.get_translatable_html() for segment in extract_segments(page) if hasattr(segment, "string")
    }
    as_sent = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in form_of(page).items()
    }
    assert any("\r\n" in value for value in as_sent.values() if isinstance(value, str))

    editor.post(edit(page), as_sent)

    kept = ResearchUpdatePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    after = {segment.string.get_translatable_html() for segment in extract_segments(kept) if hasattr(segment, "string")}
    assert after == before
    assert kept.easy_summary == "One line.\nAnother line."


def test_terms_are_offered_in_the_language_of_the_editor() -> None:
    Topic.objects.create(code="stem_cells_too", name_en="Stem cells", name_es="Células madre")

    with translation.override("es"):
        offered = dict(term_choices("topic", []))

    assert offered["stem_cells_too"] == "Células madre"


def test_checks_say_how_plain_the_words_are(editor: Client) -> None:
    long = "This is a short sentence that everybody can read. " * 12
    page = ResearchUpdateFactory.create(body=[*stream_data.body(), stream_data.rich(f"<p>{long}</p>")])

    said = editor.get(edit(page)).content.decode()

    assert "Flesch Reading Ease: " in said
    assert "The longest sentences:" in said


def test_checks_of_a_short_text_give_no_score(editor: Client) -> None:
    page = ResearchUpdateFactory.create()
    set_stream(page, "body", [])
    page.save_revision()

    said = editor.get(edit(page)).content.decode()

    assert "words so far" in said
    assert "Flesch Reading Ease" not in said

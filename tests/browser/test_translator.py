"""A translator carries an update into Arabic: is stopped at the segment whose number changed, mends it, publishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from research.models import ResearchUpdatePage
from tests import stream_data
from tests.factories import ResearchUpdateFactory, parents_in, site_tree, user
from tests.translations import translator

pytestmark = pytest.mark.django_db(transaction=True)


def begin_arabic(page: ResearchUpdatePage, person: Any, known: dict[str, str] | None = None) -> Translation:
    """Submit ``page`` for Arabic and translate every segment rightly, as a translator has by then.

    ``known`` says what becomes of texts that are not those of every test.
    """
    parents_in("ar")
    arabic = site_tree().locales["ar"]
    translate_object(page, [arabic], user=person)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=arabic)
    say = translator("ar")
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=arabic,
            data=(known or {}).get(segment.string.data) or say(segment.string.data),
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=person,
        )
    return translation


def rewrite(page: Page, old: str, new: str) -> None:
    """Open the segment that says ``old``, write ``new`` and save it."""
    segment = segment_of(page, old)
    segment.get_by_role("button", name="Edit").click()
    # The old text is gone from the page now: the open segment is the one with a field.
    field = page.locator(".js-translation-editor textarea")
    expect(field).to_have_count(1)
    expect(field).to_have_attribute("dir", "rtl")
    expect(field).to_have_attribute("lang", "ar")
    field.fill(new)
    page.locator(".js-translation-editor").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".js-translation-editor textarea")).to_have_count(0)


def segment_of(page: Page, text: str) -> Locator:
    return page.get_by_text(text, exact=True).locator("xpath=ancestor::li[1]")


def test_translator_is_stopped_at_the_changed_number_and_publishes_once_it_is_right(
    live_server: LiveServer, sign_in: Callable[[Any], Page], screenshot: Callable[[str], None]
) -> None:
    person = user("translator", superuser=True)
    update = ResearchUpdateFactory.create(live=True)
    translation = begin_arabic(update, person)
    target = translation.get_target_instance()
    right = next(
        found
        for found in StringTranslation.objects.filter(locale=translation.target_locale).order_by("pk")
        if any(character.isdigit() for character in found.data) and "<" not in found.data
    )
    digit = next(character for character in right.data if character.isdigit())
    wrong = right.data.replace(digit, str((int(digit) + 1) % 10), 1)
    page = sign_in(person)
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[target.pk]))

    rewrite(page, right.data, wrong)
    page.get_by_role("button", name="Publish").first.click()

    expect(page.get_by_text("The numbers differ from the source").last).to_be_visible()
    expect(segment_of(page, wrong).get_by_text("The numbers differ from the source")).to_be_visible()
    segment_of(page, wrong).scroll_into_view_if_needed()
    screenshot("translator-stopped-at-segment")
    assert not ResearchUpdatePage.objects.get(pk=target.pk).live

    rewrite(page, wrong, right.data)
    page.get_by_role("button", name="Publish").first.click()

    expect(page.get_by_text("Published").first).to_be_visible()
    assert ResearchUpdatePage.objects.get(pk=target.pk).live
    answer = page.request.get(f"{live_server.url}/api/research/v1/updates/{update.translation_key}/?locale=ar")
    assert answer.json()["title"]["direction"] == "rtl"


def test_translator_sees_words_in_another_language_inside_of_their_sentence(
    live_server: LiveServer, sign_in: Callable[[Any], Page], screenshot: Callable[[str], None]
) -> None:
    person = user("translator", superuser=True)
    sentence = 'The trial is called <span lang="es">Ensayo</span> there.'
    source = ResearchUpdateFactory.create(live=True, body=[*stream_data.body(), stream_data.rich(f"<p>{sentence}</p>")])
    translation = begin_arabic(source, person, {sentence: sentence})
    page = sign_in(person)
    copy = translation.get_target_instance()
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[copy.pk]))

    segment_of(page, sentence).first.scroll_into_view_if_needed()
    screenshot("translator-words-in-another-language")
    arabic = 'تسمى التجربة هناك <span lang="es">Ensayo</span>.'
    with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        rewrite(page, sentence, arabic)

    assert saved.value.ok
    stored = [
        one.data for one in StringTranslation.objects.filter(locale=translation.target_locale) if "Ensayo" in one.data
    ]
    assert stored == [arabic]

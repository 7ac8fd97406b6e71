"""The two doors of wagtail-localize: its editor, and “update translations” for all languages at once."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from research.domain.text import plain
from research.models import ResearchIndexPage, ResearchUpdatePage
from tests import stream_data
from tests.doors.world import Outcome, World
from tests.factories import ResearchIndexFactory, ResearchUpdateFactory, Tree, publish, set_stream, stream
from tests.translation.localize import submit, translate_all, translated_by_localize
from tests.translations import translator

pytestmark = pytest.mark.django_db


def leave_untranslated(translation: Translation) -> None:
    StringTranslation.objects.filter(locale=translation.target_locale, context__path="title").delete()


def change_a_number(translation: Translation) -> None:
    found = StringTranslation.objects.get(locale=translation.target_locale, data__contains="7 de 20")
    found.data = found.data.replace("7 de 20", "9 de 20")
    found.save()


def leave_in_english(translation: Translation) -> None:
    found = StringTranslation.objects.get(locale=translation.target_locale, data__contains="7 de 20")
    found.data = found.translation_of.data
    found.save()


def lose_a_negation(translation: Translation) -> None:
    found = StringTranslation.objects.get(locale=translation.target_locale, data__contains="no significa")
    found.data = found.data.replace("no significa", "significa")
    found.save()


#: What is wrong with the translation, and what the translator is told.
SPOILT: dict[str, tuple[Callable[[Translation], None], str]] = {
    "a text is not translated": (
        leave_untranslated,
        "“Cells by injection, two years later” is not translated yet. Translate it, then publish.",
    ),
    "a number is changed": (change_a_number, "The numbers differ from the source. Missing here: 7. Only here: 9."),
    "a text is still in English": (leave_in_english, "This text is still in the language of the source. Translate it."),
}


@pytest.fixture
def world(tree: Tree) -> World:
    return World(tree)


def publish_in_the_editor(world: World, page: ResearchUpdatePage) -> Outcome:
    return world.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, [page.pk])


def update_all(world: World, translation: Translation, pages: list[ResearchUpdatePage]) -> Outcome:
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    return world.post(address, {"publish_translations": "on"}, [page.pk for page in pages])


def complete(world: World, language: str = "es") -> tuple[Translation, ResearchUpdatePage]:
    translation = submit(ResearchUpdateFactory.create(live=True), language)
    translate_all(translation)
    return translation, translation.get_target_instance()


def test_good_translation_goes_live_through_the_editor(world: World) -> None:
    _translation, spanish = complete(world)

    assert publish_in_the_editor(world, spanish).live == [True]


@pytest.mark.usefixtures("real_commits")
def test_good_translation_goes_live_through_update_translations(world: World) -> None:
    translation, spanish = complete(world)

    assert update_all(world, translation, [spanish]).live == [True]


@pytest.mark.parametrize(("spoil", "told"), SPOILT.values(), ids=SPOILT.keys())
def test_spoilt_translation_is_stopped_in_the_editor_and_the_segment_says_why(
    spoil: Callable[[Translation], None], told: str, world: World
) -> None:
    translation, spanish = complete(world)
    spoil(translation)

    outcome = publish_in_the_editor(world, spanish)

    assert outcome.status == 200
    assert outcome.live == [False]
    assert "The translation was not published: 1 thing has to be mended." in outcome.told
    assert told in outcome.told
    marked = StringTranslation.objects.filter(locale=translation.target_locale, has_error=True)
    assert [found.field_error for found in marked] == ([] if spoil is leave_untranslated else [told])


@pytest.mark.usefixtures("real_commits")
@pytest.mark.parametrize(("spoil", "told"), SPOILT.values(), ids=SPOILT.keys())
def test_spoilt_translation_is_stopped_in_update_translations_and_told(
    spoil: Callable[[Translation], None], told: str, world: World
) -> None:
    translation, spanish = complete(world)
    spoil(translation)

    outcome = update_all(world, translation, [spanish])

    assert outcome.status == 200
    assert outcome.live == [False]
    assert "was not published" in outcome.told
    assert told in outcome.told


@pytest.mark.usefixtures("real_commits")
def test_one_bad_translation_stops_no_other(world: World) -> None:
    page = ResearchUpdateFactory.create(live=True)
    translations = {language: submit(page, language) for language in ("es", "de", "ar")}
    for translation in translations.values():
        translate_all(translation)
    change_a_number(translations["es"])
    pages = [translation.get_target_instance() for translation in translations.values()]

    outcome = update_all(world, translations["es"], pages)

    assert outcome.live == [False, True, True]
    assert "The numbers differ from the source" in outcome.told


def test_live_translation_stays_as_it_is_when_a_bad_change_is_refused(world: World) -> None:
    translation, spanish = translated_by_localize(ResearchUpdateFactory.create(live=True), "es")
    change_a_number(translation)

    outcome = publish_in_the_editor(world, spanish)

    row = ResearchUpdatePage.objects.get(pk=spanish.pk)
    assert outcome.live == [True]
    assert "7 de 20" in row.as_update().findings[0].statement


def test_mended_segment_can_be_published(world: World) -> None:
    translation, spanish = complete(world)
    change_a_number(translation)
    publish_in_the_editor(world, spanish)
    translate_all(translation)

    assert publish_in_the_editor(world, spanish).live == [True]


def test_lost_negation_is_asked_about_once_before_it_goes_live(world: World) -> None:
    translation, spanish = complete(world)
    lose_a_negation(translation)

    asked = publish_in_the_editor(world, spanish)
    assert asked.live == [False]
    assert "the meaning may have changed" in asked.told
    assert "The source says “not”; the translation does not seem to." in asked.told

    assert publish_in_the_editor(world, spanish).live == [True]


def test_doubt_stands_at_its_segment_and_leaves_it_translated(world: World) -> None:
    translation, spanish = complete(world)
    lose_a_negation(translation)
    address = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    assert doubts_shown(world, address) == []

    publish_in_the_editor(world, spanish)

    assert len(doubts_shown(world, address)) == 1
    assert not StringTranslation.objects.filter(locale=translation.target_locale, has_error=True).exists()
    assert translation.get_progress()[0] == translation.get_progress()[1]
    translate_all(translation)
    assert doubts_shown(world, address) == []


def doubts_shown(world: World, address: str) -> list[str]:
    """Open the editor and return what it says at segments."""
    page = BeautifulSoup(world.client.get(address).content, "html.parser")
    editor = page.find(class_="js-translation-editor")
    assert isinstance(editor, Tag)
    told = json.loads(str(editor["data-props"]))["initialStringTranslations"]
    return [one["error"] for one in told if one["error"]]


def test_doubts_are_told_beside_errors_and_not_asked_about_again(world: World) -> None:
    translation, spanish = complete(world)
    lose_a_negation(translation)
    change_a_number(translation)

    stopped = publish_in_the_editor(world, spanish)
    assert stopped.live == [False]
    assert "The translation was not published: 1 thing has to be mended." in stopped.told
    assert "Not published yet: in 1 text the meaning may have changed." in stopped.told
    assert len(doubts_shown(world, reverse("wagtailadmin_pages:edit", args=[spanish.pk]))) == 2

    translate_all(translation)
    lose_a_negation(translation)
    assert publish_in_the_editor(world, spanish).live == [True]


def test_lost_negation_in_the_words_of_a_list_is_asked_about_too(world: World) -> None:
    intro = {"en": "<p>We do not sell treatments.</p>", "es": "<p>Vendemos tratamientos.</p>"}
    listing = ResearchIndexFactory.create(
        parent=world.tree.root, title="Research on nerves", slug="nerves", intro=intro["en"]
    )
    translation = submit(listing, "es")
    spanish = {"Research on nerves": "Investigación sobre los nervios", plain(intro["en"]): plain(intro["es"])}
    translate_all(translation, lambda text: spanish[text])
    page = translation.get_target_instance()

    asked = publish_in_the_editor(world, page)

    assert "“Vendemos tratamientos.”: The source says “not”" in asked.told
    assert not ResearchIndexPage.objects.get(pk=page.pk).live
    publish_in_the_editor(world, page)
    assert ResearchIndexPage.objects.get(pk=page.pk).live


def test_two_segments_of_one_text_say_each_what_is_wrong_with_it(world: World) -> None:
    sentences = {"It took 12 weeks.": "Duró 21 semanas.", "They saw 34 people.": "Vieron a 43 personas."}
    page = ResearchUpdateFactory.create(
        live=True, body=[*stream_data.body(), stream_data.rich("".join(f"<p>{one}</p>" for one in sentences))]
    )
    translation = submit(page, "es")
    right = translator("es")
    translate_all(translation, lambda text: sentences.get(text) or right(text))

    told = publish_in_the_editor(world, translation.get_target_instance()).told

    marked = StringTranslation.objects.filter(locale=translation.target_locale, has_error=True).order_by("data")
    assert [one.field_error for one in marked] == [
        "The numbers differ from the source. Missing here: 12. Only here: 21.",
        "The numbers differ from the source. Missing here: 34. Only here: 43.",
    ]
    assert all(f"“{one.data}”: {one.field_error}" in told for one in marked)


@pytest.mark.parametrize("mark", ['<span lang="en">{}</span>', "<b>{}</b>", "{} <!-- x --><i></i>"])
def test_mark_in_a_field_of_plain_text_is_told_and_stops_publication(mark: str, world: World) -> None:
    translation, spanish = complete(world)
    title = StringTranslation.objects.get(locale=translation.target_locale, context__path="title")
    title.data = mark.format(title.data)
    title.save()

    outcome = publish_in_the_editor(world, spanish)

    assert outcome.live == [False]
    assert "readers would not get this: " in outcome.told
    title.refresh_from_db()
    assert title.field_error


@pytest.mark.usefixtures("real_commits")
def test_doubt_that_was_answered_is_not_asked_about_again_unless_its_texts_change(world: World) -> None:
    translation, spanish = complete(world)
    lose_a_negation(translation)
    publish_in_the_editor(world, spanish)
    assert publish_in_the_editor(world, spanish).live == [True]

    assert "the meaning may have changed" not in publish_in_the_editor(world, spanish).told

    found = StringTranslation.objects.get(locale=translation.target_locale, data__contains="Esto significa")
    found.data = found.data.replace("Esto significa", "Eso significa")
    found.save()
    assert "the meaning may have changed" in publish_in_the_editor(world, spanish).told


def test_words_in_a_third_language_are_asked_about(world: World) -> None:
    translation, spanish = complete(world)
    found = StringTranslation.objects.get(locale=translation.target_locale, data__contains="no significa")
    found.data = "Cela ne veut pas dire que les cellules arrêtent la SEP pour les personnes."
    found.save()

    asked = publish_in_the_editor(world, spanish)

    assert asked.live == [False]
    assert "seems to be in French, but the page is in Spanish" in asked.told


def test_text_that_is_not_translated_is_told_once_and_not_doubted(world: World) -> None:
    translation = submit(ResearchUpdateFactory.create(live=True), "ar")

    told = publish_in_the_editor(world, translation.get_target_instance()).told

    assert "is not translated yet" in told
    for follows in ("the meaning may have changed", "The source says “not”", "Most of this text"):
        assert follows not in told


def test_element_that_cannot_stand_in_a_translation_is_no_missing_translation(world: World) -> None:
    translation, spanish = complete(world)
    found = StringTranslation.objects.get(locale=translation.target_locale, data__contains="no significa")
    found.data += "<script>alert(1)</script>"
    found.save()

    told = publish_in_the_editor(world, spanish).told

    assert "“This does not mean that the cells stop MS.” has an error, which stands beside it." in told
    assert "is not translated yet" not in told
    publish_in_the_editor(world, spanish)
    found.refresh_from_db()
    assert found.has_error


@pytest.mark.usefixtures("real_commits")
def test_translator_of_a_text_that_changed_sees_the_old_pair(world: World) -> None:
    page = ResearchUpdateFactory.create(live=True)
    _translation, spanish = translated_by_localize(page, "es")
    body = stream(page)
    finding = next(block for block in body if block["type"] == "finding")
    before = finding["value"]["statement"]
    finding["value"]["statement"] = before.replace("7 of 20", "8 of 20")
    set_stream(page, "body", body)
    publish(page)

    shown = html.unescape(world.client.get(reverse("wagtailadmin_pages:edit", args=[spanish.pk])).content.decode())

    assert f"The source has changed. It says: “{finding['value']['statement']}” Before: “{before}”" in shown
    assert "That was translated as: “La discapacidad" in shown


@pytest.mark.usefixtures("real_commits")
def test_lost_negation_is_told_when_all_translations_are_updated_at_once(world: World) -> None:
    translation, spanish = complete(world)
    lose_a_negation(translation)

    outcome = update_all(world, translation, [spanish])

    assert outcome.live == [True]
    assert "The source says “not”; the translation does not seem to." in outcome.told

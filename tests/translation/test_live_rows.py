"""Nothing goes live untranslated, and a draft never reaches the row that readers see."""

from __future__ import annotations

import pytest
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from research.models import PublishBlocked, Representation, ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, committed, publish
from tests.translation.localize import segments, submit, translate_all, translated_by_localize

pytestmark = pytest.mark.django_db


def test_submitting_a_live_page_makes_a_draft_and_nothing_public() -> None:
    translation = submit(ResearchUpdateFactory.create(live=True), "es")

    assert not translation.get_target_instance().live
    assert not Representation.objects.filter(locale__language_code="es").exists()


def test_half_translated_page_cannot_be_published() -> None:
    translation = submit(ResearchUpdateFactory.create(live=True), "es")
    translate_all(translation)
    StringTranslation.objects.filter(locale=translation.target_locale).order_by("pk").last().delete()

    with pytest.raises(PublishBlocked) as refused, committed():
        translation.save_target(publish=True)

    assert "segment-not-translated" in {problem.code for problem in refused.value.problems}
    assert not translation.get_target_instance().live


def test_draft_of_a_live_translation_does_not_reach_its_row() -> None:
    translation, spanish = translated_by_localize(ResearchUpdateFactory.create(live=True), "es")
    title = spanish.title
    entry = StringTranslation.objects.get(locale=translation.target_locale, context__path="title")
    entry.data = "Células por inyección, dos años más tarde"
    entry.save()

    with committed():
        translation.save_target(publish=False)

    row = ResearchUpdatePage.objects.get(pk=spanish.pk)
    assert row.title == title
    assert row.has_unpublished_changes
    assert row.get_latest_revision_as_object().title == "Células por inyección, dos años más tarde"

    with committed():
        translation.save_target(publish=True)

    assert ResearchUpdatePage.objects.get(pk=spanish.pk).title == "Células por inyección, dos años más tarde"


def test_translation_cannot_be_public_while_its_source_is_not() -> None:
    page = ResearchUpdateFactory.create()
    translation = submit(page, "es")
    translate_all(translation)

    with pytest.raises(PublishBlocked) as refused, committed():
        translation.save_target(publish=True)

    assert [problem.code for problem in refused.value.problems] == ["source-not-live"]


def test_progress_falls_when_the_source_is_published_with_a_new_sentence() -> None:
    page = ResearchUpdateFactory.create(live=True)
    translation, spanish = translated_by_localize(page, "es")
    total, done = translation.get_progress()
    assert total == done

    page = ResearchUpdatePage.objects.get(pk=page.pk)
    page.title = "Cells by injection, what came next"
    publish(page)

    assert translation.get_progress() == (total, total - 1)
    body = Representation.objects.get(pk=spanish.pk).body
    assert '"outdated":true' in body
    assert ResearchUpdatePage.objects.get(pk=spanish.pk).live


def test_origin_is_machine_until_a_person_saves_the_segment() -> None:
    translation = submit(ResearchUpdateFactory.create(live=True), "es")
    translate_all(translation, kind="machine")
    with committed():
        translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert '"origin":"machine_unreviewed"' in Representation.objects.get(pk=target.pk).body
    assert target.translation_method == "machine"

    translate_all(translation, kind="manual")
    with committed():
        translation.save_target(publish=True)

    assert translation.get_target_instance().translation_method == "human"


def test_number_changed_in_a_segment_blocks_publication() -> None:
    translation = submit(ResearchUpdateFactory.create(live=True), "es")
    translate_all(translation)
    changed = StringTranslation.objects.filter(locale=translation.target_locale, data__contains="7 de 20").get()
    changed.data = changed.data.replace("7 de 20", "17 de 20")
    changed.save()

    with pytest.raises(PublishBlocked) as refused, committed():
        translation.save_target(publish=True)

    assert [problem.code for problem in refused.value.problems] == ["number-changed"]


def test_deleting_the_source_keeps_the_translators_work_and_takes_the_translation_offline() -> None:
    page = ResearchUpdateFactory.create(live=True)
    translation, spanish = translated_by_localize(page, "es")
    strings = StringTranslation.objects.filter(locale=translation.target_locale).count()
    assert strings == segments(translation).count()

    with committed():
        page.delete()

    assert StringTranslation.objects.filter(locale=translation.target_locale).count() == strings
    assert TranslationSource.objects.filter(pk=translation.source_id).exists()
    assert not Translation.objects.get(pk=translation.pk).enabled
    assert not ResearchUpdatePage.objects.get(pk=spanish.pk).live
    assert not Representation.objects.filter(pk=spanish.pk).exists()
    assert PageLogEntry.objects.filter(page=spanish.pk, action="research.unpublished_with_source").exists()

"""Words in another language, inside of a sentence that is translated."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from research.translation import language_spans
from tests import stream_data
from tests.factories import ResearchUpdateFactory, user
from tests.translation.localize import segments, submit, translate_all
from tests.translations import translator

pytestmark = pytest.mark.django_db

SENTENCE = 'The trial is called <span lang="es">Ensayo de células</span> in <a href="https://example.org/">Peru</a>.'


def test_a_sentence_with_words_in_another_language_is_one_segment_that_shows_the_mark() -> None:
    _template, found = language_spans.extract_strings(f"<p>{SENTENCE}</p><p>More.</p>")

    assert [string.data for string, _attributes in found] == [
        'The trial is called <span lang="es">Ensayo de células</span> in <a id="a2">Peru</a>.',
        "More.",
    ]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{SENTENCE}</p>",
        '<p><span lang="es">Ensayo</span></p>',
        '<p><span dir="rtl" lang="ar">تجربة</span> and <b>more <span lang="fr">essai</span></b></p>',
        '<ul><li>One <span lang="de">Studie</span></li><li>Two</li></ul>',
        '<p><a href="https://example.org/"><span lang="es">Ensayo</span></a></p>',
    ],
)
def test_what_was_taken_apart_is_put_together_again(html: str) -> None:
    template, found = language_spans.extract_strings(html)

    assert restore_strings(template, found).replace('"', "'") == html.replace('"', "'")
    assert all("<span lang" in s.data or "<span dir" in s.data for s, _ in found if "Ensayo" in s.data)


def test_a_mark_around_what_cuts_a_sentence_stays_on_both_sides_of_the_cut() -> None:
    html = '<p>The <span lang="es">ensayo CO<sub>2</sub> <span lang="fr">grand</span></span> was big.</p>'

    template, found = language_spans.extract_strings(html)

    assert [string.data for string, _attributes in found] == [
        'The <span lang="es">ensayo CO</span>',
        '<span lang="es">2</span>',
        '<span lang="fr">grand</span> was big.',
    ]
    assert restore_strings(template, found) == (
        '<p>The <span lang="es">ensayo CO</span><sub><span lang="es">2</span></sub> '
        '<span lang="fr">grand</span> was big.</p>'
    )


def test_text_without_marks_is_taken_apart_as_ever() -> None:
    html = '<p>One <b>two</b> <a href="https://example.org/">three</a>.</p><h3>Four</h3>'

    assert language_spans.extract_strings(html) == extract_strings(html)


@pytest.mark.parametrize(
    "data",
    [
        'Ein <span onclick="x()" lang="es">Ensayo</span>',
        "Ein <span>Ensayo</span>",
        'Ein <span lang="es"><script>x</script></span>',
        'Ein <b lang="es">Ensayo</b>',
    ],
)
def test_a_translation_may_hold_no_other_mark(data: str) -> None:
    with pytest.raises(ValueError, match=r"<span>|<script>|attributes"):
        StringValue.from_translated_html(data)


def body(html: str) -> list[dict[str, Any]]:
    return [*stream_data.body(), {"type": "rich_text", "value": html}]


def test_the_mark_arrives_on_the_page_of_the_translation() -> None:
    page = ResearchUpdateFactory.create(live=True, body=body(f"<p>{SENTENCE}</p>"))
    translation = submit(page, "de")
    (segment,) = (found for found in segments(translation) if "Ensayo" in found.string.data)
    german = 'Die Studie heißt <span lang="es">Ensayo de células</span> in <a id="a2">Peru</a>.'
    translate_all(translation, lambda text: german if text == segment.string.data else f"{text} (de)")

    translation.save_target(publish=False)

    draft = translation.get_target_instance().get_latest_revision_as_object()
    (saved,) = (block.value.source for block in draft.body if block.block_type == "rich_text")
    linked = german.replace('a id="a2"', 'a href="https://example.org/"')
    assert saved == f"<p>{linked}</p>"


@pytest.mark.parametrize(
    "german",
    [
        'Eine Studie mit <span lang="es">ensayo hatte wenige Menschen.',
        '<span lang="es">Eine Studie mit ensayo hatte wenige Menschen.</span>',
        'Eine Studie mit <span lang="es">ensayo</span> hatte <span lang="en">wenige Menschen</span>.',
    ],
)
def test_a_mark_around_other_words_is_told_at_its_segment_and_stops_publication(german: str) -> None:
    sentence = 'A study with <span lang="es">ensayo</span> had few people.'
    page = ResearchUpdateFactory.create(live=True, body=body(f"<p>{sentence}</p><p>It was in <b>Peru</b>.</p>"))
    translation = submit(page, "de")
    right = translator("de")
    ours = {sentence: german, "It was in <b>Peru</b>.": "Es war in <b>Peru</b>."}
    translate_all(translation, lambda text: ours.get(text) or right(text))
    client = Client()
    client.force_login(user(superuser=True))
    page = translation.get_target_instance()

    said = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True)

    left_open = german.count("<span") > german.count("</span>")
    told = "has no right end" if left_open else "is marked as being in"
    assert "“Eine Studie mit ensayo hatte wenige Menschen.”: " in html.unescape(said.content.decode())
    assert told in html.unescape(said.content.decode())
    assert not type(page).objects.get(pk=page.pk).live
    marked = StringTranslation.objects.filter(locale=translation.target_locale, has_error=True)
    assert [found.data for found in marked] == [german]
    assert told in marked[0].field_error

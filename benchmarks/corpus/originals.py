"""The updates that all others are copies of: real content, published through the doors, in five languages.

They are updates of the demo with fewer blocks, so that a representation has 6 to 10 KB.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Locale, Page, Site

from benchmarks.corpus import words
from home import languages, vocabulary_data
from home.demo import content, pages, publisher
from home.demo.translating import Outcome, translate
from research.models import ResearchIndexPage, ResearchUpdatePage

NAMESPACE = uuid.UUID("0e3f2c6b-58d4-4f0a-9a7e-4d6c1f4f9b10")


@dataclass(frozen=True, slots=True)
class Original:
    """An update of the demo with the blocks that are left of it, and what lists find it by."""

    name: str
    demo: str
    keep: frozenset[str]
    condition: str
    topics: tuple[str, ...]


_ALWAYS = frozenset({"source-paper", "disclosure-not-asked", "study"})
_IN_2010 = _ALWAYS | {"message-2010", "finding-2010"}
_IN_2017 = _ALWAYS | {"message-2017", "finding-2017"}
ORIGINALS = (
    Original("in-2010", "ms-in-the-us", _IN_2010, "multiple_sclerosis", ("how_common",)),
    Original("in-2017", "ms-in-the-us", _IN_2017, "multiple_sclerosis", ("how_common",)),
    Original("early", "ms-in-the-us", _IN_2010, "progressive_ms", ("diagnosis", "safety")),
    Original("late", "ms-in-the-us", _IN_2017, "progressive_ms", ("diagnosis",)),
)
LANGUAGES = tuple(code for code in languages.CODES if code != languages.DEFAULT)


def publish() -> tuple[Site, list[list[ResearchUpdatePage]]]:
    """Publish everything; return the site, and per original its pages, English first, in the order of the languages.

    Raises ``PublishBlocked`` if a rule refuses one, and ``RuntimeError`` if a translation is not complete.
    """
    with translation.override(languages.DEFAULT):
        for code in languages.CODES:
            Locale.objects.get_or_create(language_code=code)
        vocabulary_data.load(io.StringIO())
        publisher.fill_in(pages.site())
        home = pages.home_page(None)
        index = pages.index_page(home, None)
        for language in LANGUAGES:
            _translate(home, "home", language)
            _translate(index, pages.INDEX, language)
        return pages.site(), [_in_all_languages(original, index) for original in ORIGINALS]


def _in_all_languages(original: Original, index: ResearchIndexPage) -> list[ResearchUpdatePage]:
    source = _source(original, index)
    return [source, *(_translate(source, original.demo, language) for language in LANGUAGES)]


@transaction.atomic
def _source(original: Original, index: ResearchIndexPage) -> ResearchUpdatePage:
    without = (*_block_names(original.demo) - original.keep, *content.update(original.demo).get("added_later", ()))
    fields = content.fields(original.demo, _today, without)
    key = uuid.uuid5(NAMESPACE, original.name)
    page = ResearchUpdatePage(translation_key=key, locale=index.locale, live=False)
    own = {
        "title": _named(fields["title"]),
        "slug": original.name,
        "condition": original.condition,
        "topics": list(original.topics),
    }
    for name, value in {**fields, **own}.items():
        setattr(page, name, value)
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _translate(source: Page, slug: str, language: str) -> Page:
    locale = Locale.objects.get(language_code=language)
    texts = dict(content.translations(language).get(slug, {}))
    if slug in content.UPDATES:
        texts["title"] = _named(str(texts["title"]))
    outcome = translate(source, locale, slug, texts, None)
    if outcome is Outcome.DRAFT:
        raise RuntimeError(f"“{source.title}” has texts without a translation into “{language}”, so it is not live.")
    return source.get_translation(locale).specific


def _named(title: str) -> str:
    return f"{words.OF_ORIGINALS}: {title}"


def _block_names(demo: str) -> set[str]:
    """Return the names of the blocks at the top of each StreamField."""
    data = content.update(demo)
    return {block["id"] for name in content.STREAM_FIELDS for block in data.get(name, ())}


def _today(name: str, value: str) -> str:
    """Stand in for the pages, images and dates that the demo names; the blocks that are kept name only dates."""
    return timezone.localdate().isoformat() if value == "today" else value

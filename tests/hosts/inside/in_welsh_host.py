"""An update written in Portuguese and translated into Welsh with wagtail-localize. Importing this does it."""

from __future__ import annotations

import sys
from typing import Any

import stream_data
import updates
from translations import translated_data
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object
from welsh import PORTUGUESE, WELSH, WRONG

import research
from research.models import PublishBlocked, ResearchUpdatePage


def portuguese(data: Any) -> Any:
    return translated_data(data, PORTUGUESE.__getitem__)


def submit(page: Any) -> Translation:
    """Submit ``page`` for translation, as the admin does."""
    translate_object(page, [cy])
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=cy)


def write(translation: Translation, words: dict[str, str]) -> None:
    """Save a translator's text for each segment whose text is among ``words``."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=cy,
                context=segment.context,
                defaults={"data": words[segment.string.data], "translation_type": "manual"},
            )


def refusal(translation: Translation) -> list[str]:
    try:
        translation.save_target(publish=True)
    except PublishBlocked as blocked:
        return sorted({problem.code for problem in blocked.problems})
    return []


cy, _created = Locale.objects.get_or_create(language_code="cy")
home = updates.first_page()
updates.publish(home.copy_for_translation(cy))
index = updates.index_below(home, "Pesquisa")
page = updates.draft(
    index,
    "celulas",
    title=PORTUGUESE["Cells by injection, two years later"],
    summary=portuguese(stream_data.summary()),
    body=portuguese(stream_data.body()),
    disclosures=portuguese(stream_data.disclosures()),
)
page = updates.publish(page)

of_index = submit(index)
write(of_index, WELSH)
of_index.save_target(publish=True)
translation = submit(page)
drafted = ResearchUpdatePage.objects.get(locale=cy)
untranslated = refusal(translation)
write(translation, {**WELSH, PORTUGUESE["Disability was less in 7 of 20 people. It did not last in 5 of them."]: WRONG})
other_number = refusal(translation)
refused_detail = updates.read(f"{updates.API}{page.translation_key}/?locale=cy")
write(translation, WELSH)
accepted = refusal(translation)

updates.report(
    plugin=research.__file__,
    loaded=sorted({"wagtail_localize", "modeltranslation"} & set(sys.modules)),
    locales=sorted(Locale.objects.values_list("language_code", flat=True)),
    submitted_is_live=drafted.live,
    untranslated=untranslated,
    other_number=other_number,
    refused_detail=refused_detail,
    accepted=accepted,
    listed=updates.read(),
    portuguese=updates.read(f"{updates.API}{page.translation_key}/"),
    welsh=updates.read(f"{updates.API}{page.translation_key}/?locale=cy"),
    screens=updates.screens(index, ResearchUpdatePage.objects.get(locale=cy)),
    page=updates.read("/research/celulas/"),
    english=updates.read(f"{updates.API}{page.translation_key}/?locale=en"),
)

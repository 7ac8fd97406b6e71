"""What wagtail-localize knows of a page: whether it is a translation, and what is not translated yet."""

from __future__ import annotations

import re

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, Translation

from research.domain.codes import TranslationMethod
from research.domain.problems import Path, Problem, Scope
from research.domain.text import plain
from research.domain.translation_quality import SegmentPair, run
from research.domain.translation_quality.markup import UNCLOSED, Markup
from research.models.gate import glossary

#: Codes that say that a segment has no translation that could be published.
NOT_TRANSLATED = frozenset({"segment-not-translated", "segment-has-error"})
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")


def translation_of(page: Page) -> Translation | None:
    """Return the enabled translation that writes ``page``, or ``None`` if people write it themselves."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def missing(translation: Translation) -> list[Problem]:
    """Return one error for each segment without a translation; saving would fill it with the source's words.

    A translation with an error counts as none, but whoever wrote it must not read that there is none.
    """
    refused = set(translations(translation).filter(has_error=True).values_list("context_id", "translation_of_id"))
    segments = (
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .select_related("context", "string")
        .order_by("order")
    )
    return [
        Problem(
            "segment-has-error" if (segment.context_id, segment.string_id) in refused else "segment-not-translated",
            tuple(segment.context.path.split(".")),
            scope=Scope.LOCALE,
            params={"text": plain(segment.string.data)},
        )
        for segment in segments
    ]


def method(translation: Translation) -> TranslationMethod:
    """Say how the text came about: by a machine as soon as one segment is, until a person has saved it anew."""
    segments = StringSegment.objects.filter(source=translation.source)
    used = StringTranslation.objects.filter(
        locale=translation.target_locale,
        translation_of__in=segments.values("string"),
        context__in=segments.values("context"),
    )
    by_machine = used.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).exists()
    return TranslationMethod.MACHINE if by_machine else TranslationMethod.HUMAN


def unsound(translation: Translation) -> list[Problem]:
    """Return what a segment shows and the page would not have: marks left open, and marks in a field of plain text.

    wagtail-localize closes the former and takes the latter away without a word, before anything else looks.
    """
    formatted = set(TemplateSegment.objects.filter(source=translation.source).values_list("context__path", flat=True))
    found: list[Problem] = []
    for place in translations(translation).filter(data__contains="<"):
        elements = tuple(dict.fromkeys(name for name in map(str.lower, _TAG.findall(place.data)) if name != "br"))
        if elements and place.context.path not in formatted:
            found.append(Problem("markup-in-plain-text", path_of(place), params={"elements": elements}))
        else:
            found += [own for own in run([pair_of(place, translation)], [Markup()]) if own.code == UNCLOSED]
    return found


def path_of(place: StringTranslation) -> Path:
    return tuple(place.context.path.split("."))


def pair_of(place: StringTranslation, translation: Translation) -> SegmentPair:
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    return SegmentPair(path_of(place), place.translation_of.data, place.data, *languages, glossary=glossary(*languages))


def translations(translation: Translation) -> QuerySet[StringTranslation]:
    segments = StringSegment.objects.filter(source=translation.source)
    return StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__in=segments.values("context"),
        translation_of__in=segments.values("string"),
    ).select_related("context", "translation_of")

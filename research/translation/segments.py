"""What wagtail-localize knows of a page: whether it is a translation, and what is not translated yet."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from research.domain.codes import TranslationMethod
from research.domain.problems import Problem, Scope
from research.domain.text import plain
from research.domain.translation_quality import SegmentPair, run
from research.messages import message


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
    """Return one error for each segment without a translation; saving would fill it with the source's words."""
    segments = (
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .select_related("context", "string")
        .order_by("order")
    )
    return [
        Problem(
            "segment-not-translated",
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


def forget_errors(translation: Translation) -> None:
    """Take back what an earlier attempt to publish said at segments. Broken markup keeps its error."""
    _translations(translation).filter(has_error=True).exclude(field_error="").update(has_error=False, field_error="")


def show_errors(translation: Translation, problems: Iterable[Problem]) -> list[Problem]:
    """Put each problem on the segment that it is about. Returns those that no segment could take."""
    by_path: dict[str, list[StringTranslation]] = {}
    for found in _translations(translation).select_related("context", "translation_of"):
        by_path.setdefault(found.context.path, []).append(found)
    left = []
    for problem in problems:
        places = by_path.get(".".join(problem.path))
        if not places:
            left.append(problem)
            continue
        for place, told in _guilty(places, problem, translation) or [(place, problem) for place in places]:
            place.set_field_error([ValidationError(message(told), code=told.code)])
    return left


def _guilty(
    places: list[StringTranslation], problem: Problem, translation: Translation
) -> list[tuple[StringTranslation, Problem]]:
    """Return the segments of one text in which the check that found ``problem`` finds it when it sees only them.

    What is left open is closed by wagtail-localize before anything else looks; only the segment still shows it.
    """
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    pairs = [SegmentPair(problem.path, place.translation_of.data, place.data, *languages) for place in places]
    guilty = []
    for place, pair in zip(places, pairs, strict=True):
        found = {own.code: own for own in run([pair])}
        if problem.code in found:
            guilty.append((place, found.get("markup-unclosed", found[problem.code])))
    return guilty


def _translations(translation: Translation) -> QuerySet[StringTranslation]:
    segments = StringSegment.objects.filter(source=translation.source)
    return StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__in=segments.values("context"),
        translation_of__in=segments.values("string"),
    )

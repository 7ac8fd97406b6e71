"""What wagtail-localize knows of a page: whether it is a translation, and what is not translated yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, Translation

from research.domain.codes import TranslationMethod
from research.domain.problems import Path, Problem, Scope
from research.domain.text import plain
from research.domain.translation_quality import SegmentPair, run
from research.domain.translation_quality.markup import UNCLOSED, Markup
from research.messages import message
from research.models.gate import glossary

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


def unsound(translation: Translation) -> list[Problem]:
    """Return what a segment shows and the page would not have: marks left open, and marks in a field of plain text.

    wagtail-localize closes the former and takes the latter away without a word, before anything else looks.
    """
    formatted = set(TemplateSegment.objects.filter(source=translation.source).values_list("context__path", flat=True))
    found: list[Problem] = []
    for place in _translations(translation).filter(data__contains="<"):
        elements = tuple(dict.fromkeys(name for name in map(str.lower, _TAG.findall(place.data)) if name != "br"))
        if elements and place.context.path not in formatted:
            found.append(Problem("markup-in-plain-text", _path(place), params={"elements": elements}))
        else:
            found += [own for own in run([_pair(place, translation)], [Markup()]) if own.code == UNCLOSED]
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """A problem and the segment that it is about; ``place`` is ``None`` where no segment holds it."""

    problem: Problem
    place: StringTranslation | None = None

    @property
    def text(self) -> str:
        """The words of the segment, without markup."""
        return plain(self.place.data) if self.place else ""


def located(translation: Translation, problems: Sequence[Problem]) -> list[Told]:
    """Return each problem at the segments of its text in which its check finds it when it sees only them.

    A text may be several segments, of which one has changed. What shows only in the text as a whole stands at all of
    them. Where a mark is left open nothing else is told: the rest follows from it.
    """
    if not problems:
        return []
    seen: dict[Path, list[tuple[StringTranslation, list[Problem]]]] = {}
    for place in _translations(translation).order_by("pk"):
        seen.setdefault(_path(place), []).append((place, run([_pair(place, translation)])))
    told: list[Told] = []
    for problem in problems:
        places = seen.get(problem.path, [])
        at = [Told(own, place) for place, found in places for own in _at_fault(problem, found)]
        at = at or [Told(problem, place) for place, _found in places] or [Told(problem)]
        told += [one for one in at if one not in told]
    return told


def _at_fault(problem: Problem, found: list[Problem]) -> list[Problem]:
    if all(own.code != problem.code for own in found):
        return []
    unclosed = [own for own in found if own.code == UNCLOSED]
    return unclosed or [own for own in found if own.code == problem.code]


def show(told: Iterable[Told]) -> None:
    """Let the editor say each problem at its segment."""
    at: dict[int, list[Told]] = {}
    for one in told:
        if one.place is not None:
            at.setdefault(one.place.pk, []).append(one)
    for here in at.values():
        place, said = here[0].place, dict.fromkeys(message(one.problem) for one in here)
        if place is not None:
            place.set_field_error([ValidationError(" ".join(said), code=here[0].problem.code)])


def forget_errors(translation: Translation) -> None:
    """Take back what an earlier attempt to publish said at segments. Broken markup keeps its error."""
    _translations(translation).filter(has_error=True).exclude(field_error="").update(has_error=False, field_error="")


def _path(place: StringTranslation) -> Path:
    return tuple(place.context.path.split("."))


def _pair(place: StringTranslation, translation: Translation) -> SegmentPair:
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    return SegmentPair(_path(place), place.translation_of.data, place.data, *languages, glossary=glossary(*languages))


def _translations(translation: Translation) -> QuerySet[StringTranslation]:
    segments = StringSegment.objects.filter(source=translation.source)
    return StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__in=segments.values("context"),
        translation_of__in=segments.values("string"),
    ).select_related("context", "translation_of")

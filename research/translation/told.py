"""Problems beside the segments that they are about, as the editor of translations shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from wagtail_localize.models import StringTranslation, Translation

from research.domain.problems import Path, Problem
from research.domain.text import plain
from research.domain.translation_quality import run
from research.domain.translation_quality.markup import UNCLOSED
from research.messages import message
from research.translation.segments import pair_of, path_of, translations


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
    for place in translations(translation).order_by("pk"):
        seen.setdefault(path_of(place), []).append((place, run([pair_of(place, translation)])))
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
        # Broken markup has an error of its own, which must outlast ``forget_errors``.
        if place is not None and not place.has_error:
            place.set_field_error([ValidationError(" ".join(said), code=here[0].problem.code)])


def forget_errors(translation: Translation) -> None:
    """Take back what an earlier attempt to publish said at segments. Broken markup keeps its error."""
    translations(translation).filter(has_error=True).exclude(field_error="").update(has_error=False, field_error="")

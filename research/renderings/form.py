"""What a form is: a name, a media type, and a function from one update to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import slugify

from research.renderings.links import Surroundings
from research.renderings.outline import Outline, outline
from research.representations import schema_v1 as v1


@dataclass(frozen=True)
class Source:
    """What a form is made from: never a page. Several forms of one update share its outline."""

    update: v1.ResearchUpdateV1
    around: Surroundings

    @cached_property
    def outline(self) -> Outline:
        return outline(self.update, self.around)


#: Signs of the name of a file before its locale.
LONGEST_NAME = 80


def file_title(title: str) -> str:
    """Return what a file is called that has ``title``. No word is cut, unless there is but one; "" for no letters."""
    name = slugify(title, allow_unicode=True)
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]
    return name


class Unavailable(Exception):
    """A form cannot be made here. ``reason`` is the English message that says why, and what to do about it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _lacks_nothing(language: str = "") -> Unavailable | None:
    return None


def _always(_update: v1.ResearchUpdateV1) -> Unavailable | None:
    return None


@dataclass(frozen=True, slots=True)
class Form:
    """``label`` is the English name; catalogues have it in other languages.

    ``make`` raises nothing but ``Unavailable``, where an optional part of the form is missing or the update lacks what
    the form is made of. ``lacks`` says beforehand whether a part is missing for an update in a language or, asked with
    "", for any; ``lacks_in`` whether an update lacks something. A ``dear`` form is kept as a file, and one that is
    ``on_request`` is never made beforehand. One that is ``for_people`` is offered to readers of a page; the others are
    for programs, or are that page.
    """

    name: str
    label: str
    media_type: str
    extension: str
    make: Callable[[Source], bytes]
    dear: bool = False
    on_request: bool = False
    for_people: bool = False
    lacks: Callable[[str], Unavailable | None] = _lacks_nothing
    lacks_in: Callable[[v1.ResearchUpdateV1], Unavailable | None] = _always

    def missing(self, languages: Iterable[str] = ("",)) -> Unavailable | None:
        """Return the first thing that is missing for one of the languages."""
        return next(filter(None, map(self.lacks, languages)), None)

    def missing_for(self, update: v1.ResearchUpdateV1, languages: Iterable[str]) -> Unavailable | None:
        """Return why the form cannot be made of ``update`` here; ``None`` where it can."""
        return self.missing(languages) or self.lacks_in(update)

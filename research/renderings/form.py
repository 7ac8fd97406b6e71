"""What a form is: a name, a media type, and a function from one update to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True, slots=True)
class Form:
    """``label`` is the English name; catalogues have it in other languages. ``make`` raises nothing on any update."""

    name: str
    label: str
    media_type: str
    extension: str
    make: Callable[[Source], bytes]

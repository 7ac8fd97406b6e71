"""What a rule found: a code, the place, how bad it is, and the figures that a message needs.

A problem holds no words. The words for each code live in ``research.messages``, so
that the same problem can be told to an editor, a translator and an API client.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

#: Where a problem is. Field names are strings; a block is named by its stable id,
#: for example ``("body", "<block id>", "numbers", "<arm id>", "out_of")``.
Path = tuple[str, ...]


class Severity(StrEnum):
    """An error stops publication; a warning is shown and recorded."""

    ERROR = "error"
    WARNING = "warning"


class Scope(StrEnum):
    """What has to be looked at to see the problem (domain notes, A6)."""

    BLOCK = "block"
    PAGE = "page"
    LOCALE = "locale"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one rule.

    ``code`` is kebab-case and closed: every code has a message, a row in
    ``docs/reference/problems.md`` and a test.
    """

    code: str
    path: Path = ()
    severity: Severity = Severity.ERROR
    scope: Scope = Scope.BLOCK
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def under(self, *prefix: str) -> Problem:
        """Return the same problem with ``prefix`` put before its path."""
        return replace(self, path=(*prefix, *self.path))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop publication, in the order given."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are told but do not stop publication, in the order given."""
    return [problem for problem in problems if problem.severity is Severity.WARNING]

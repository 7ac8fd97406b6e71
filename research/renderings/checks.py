"""What each form was checked with when this release was made: data for readers, and no claim of conformance.

``checks.json`` beside this file is written by the tests that check the forms, and they fail where it no longer says
what they find. It tells of the demo: the updates of a site are made by the same code, and were not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_noop

from research.wording import Said, catalogue

FILE = Path(__file__).parent / "checks.json"
CHECKED = gettext_noop("Example updates were checked with %(validator)s on %(date)s: nothing was found.")
LIMITS = gettext_noop(
    "This update was made in the same way as the examples, and was not checked itself. A program cannot tell whether "
    "people can use and understand a text. No conformance is claimed here."
)


@dataclass(frozen=True, slots=True)
class Check:
    """One validator that had nothing to say against a form.

    ``validator`` is a name, the same in every language; ``version`` is empty where it goes with this release.
    ``files`` is how many files it was given. ``rules`` is how many of its rules were applied and kept; ``None`` where
    it does not count them.
    """

    validator: str
    version: str
    files: int
    rules: int | None = None


@dataclass(frozen=True, slots=True)
class Checks:
    """``ran_on`` is the day of the run, ``forms`` what each form was checked with, by name of the form."""

    ran_on: date
    forms: Mapping[str, tuple[Check, ...]]

    def of(self, form: str) -> tuple[Check, ...]:
        """Return the checks of a form; none of one that a site has added."""
        return self.forms.get(form, ())

    def said(self, check: Check, locale: str) -> Said:
        """Return a check as a sentence for people. The date is as ISO 8601 writes it, the same in every language."""
        name = f"{check.validator} {check.version}".strip()
        return catalogue(locale).gettext(CHECKED, validator=name, date=self.ran_on.isoformat())


def read(data: str) -> Checks:
    """Return what a file of checks says. Raises ``KeyError``, ``TypeError`` or ``ValueError`` on any other file."""
    found = json.loads(data)
    forms = {name: tuple(Check(**check) for check in checks) for name, checks in found["forms"].items()}
    return Checks(date.fromisoformat(found["ran_on"]), forms)


@lru_cache(maxsize=1)
def checks() -> Checks:
    return read(FILE.read_text(encoding="utf-8"))

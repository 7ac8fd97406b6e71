"""A term of an open vocabulary, and who publishes: rows that the site owns and research only reads.

Closed vocabularies, which rules depend on, are the enumerations in ``research.domain.codes``.
Open ones (topics, conditions, glossary) come from the site through ``research.conf``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: language code (BCP 47) -> text in that language; a language without text is absent.
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """One controlled value: a stable ``code`` with labels and definitions per language.

    ``reviewed_languages`` names the languages whose label and definition a person
    has checked; text in any other language leaves marked as not reviewed.
    ``identifiers`` maps a scheme to an id, such as ``{"mesh": "D009103"}``.
    ``forms`` holds, per language, the other spellings under which a glossary
    term is recognised in a text.
    """

    code: str
    labels: Texts
    definitions: Texts = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    reviewed_languages: frozenset[str] = frozenset()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who stands behind the updates of a site, under which licence, and how to reach them.

    ``name`` and ``contact_note`` are per language; ``contact_email`` may be empty.
    """

    name: Texts
    url: str = ""
    licence_name: str = ""
    licence_url: str = ""
    contact_email: str = ""
    contact_note: Texts = field(default_factory=dict)
    reviewed_languages: frozenset[str] = frozenset()

"""Where an update and those around it can be read: what a rendering is made of beside the representation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Link:
    """A page or answer that anybody may open: an absolute address, its title, and the language of that title."""

    url: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``api`` is the address of the update in its locale, ``page`` where people read it, if the site has pages.

    ``related`` holds the updates that it names, by translation key; what nobody may open is absent. ``translations``
    are the addresses of its other locales, by locale. ``forms`` is the address below which its forms are.
    """

    api: str
    forms: str
    page: str | None = None
    related: Mapping[str, Link] = field(default_factory=dict)
    translations: Mapping[str, str] = field(default_factory=dict)


def address(url: str) -> str:
    """Return ``url`` as the target of a link: what an address cannot hold as percent signs and figures."""
    return quote(url, safe="/:?#[]@!$&'*+,;=%~-._")

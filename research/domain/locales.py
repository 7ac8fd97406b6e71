"""Language codes: which way they are written, what they call themselves, and which one a reader gets.

Codes are BCP 47 strings ("pt-BR"). Matching follows RFC 4647 section 3.4 (lookup).
Nothing here raises on what a stranger sends: a header is read as far as it makes sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

Direction = Literal["ltr", "rtl"]

#: Scripts in use today that are written from right to left, by ISO 15924 code.
RTL_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Gara", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Todr", "Yezi"}
)

#: Well-formed language tags of RFC 5646, section 2.1, without the grandfathered ones. Written for JSON Schema too.
TAG_PATTERN = (
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"  # language and extended language
    r"(?:-[A-Za-z]{4})?"  # script
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"  # extensions
    r"(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"  # private use
)
_TAG = re.compile(TAG_PATTERN)
_RANGE = re.compile(r"(?:[a-z]{1,8}|\*)(?:-(?:[a-z0-9]{1,8}|\*))*", re.I | re.A)
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.I | re.A)

MAX_TAG = 64
MAX_HEADER = 2048
MAX_RANGES = 32


def is_language_tag(value: str) -> bool:
    """True where ``value`` is a well-formed tag; it need not be a language that exists."""
    return len(value) <= MAX_TAG and _TAG.fullmatch(value) is not None


@lru_cache(maxsize=512)
def base_language(code: str) -> str:
    """Return the language alone, in lower case: ``pt`` for ``pt-BR``."""
    return re.split(r"[-_]", code.strip(), maxsplit=1)[0].lower()


@lru_cache(maxsize=512)
def script_of(language: str) -> str:
    """Return the ISO 15924 code of the script a language is usually written in, or "" where unknown."""
    parts = re.split(r"[-_]", language.strip())[:8]
    explicit = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if explicit:
        return explicit
    likely = get_global("likely_subtags")
    region = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    for key in (f"{parts[0].lower()}_{region}" if region else "", parts[0].lower()):
        if found := likely.get(key):
            return str(found).split("_")[1]
    return ""


def direction(language: str) -> Direction:
    """Return which way a language is written; an unknown one is taken to be ``ltr``."""
    return "rtl" if script_of(language) in RTL_SCRIPTS else "ltr"


def lookup(ranges: Iterable[str], available: Iterable[str]) -> str | None:
    """Return the first available code that answers one of the reader's ranges, in the reader's order.

    Each range is shortened from its end until it names something available, as
    RFC 4647 section 3.4 says; ``*`` is passed over. None where nothing answers: the
    caller decides on a default and says that it did.
    """
    by_folded = {code.lower().replace("_", "-"): code for code in reversed(list(available))}
    for wanted in ranges:
        subtags = wanted.lower().replace("_", "-").split("-")
        if subtags[0] == "*":
            continue
        subtags = [subtag for subtag in subtags if subtag != "*"]
        while subtags:
            if (found := by_folded.get("-".join(subtags))) is not None:
                return found
            subtags.pop()
            if subtags and len(subtags[-1]) == 1:
                subtags.pop()
    return None


def parse_accept_language(header: str) -> list[str]:
    """Return the ranges of an Accept-Language header, best first; those with ``q=0`` are left out.

    Ranges of the same quality keep their order. What is not a language range is passed
    over; of a very long header only the beginning is read.
    """
    weighed: dict[str, float] = {}
    refused: set[str] = set()
    for item in header[:MAX_HEADER].split(",")[:MAX_RANGES]:
        tag, *parameters = item.split(";")
        tag = tag.strip()
        if not tag or len(tag) > MAX_TAG or _RANGE.fullmatch(tag) is None:
            continue
        quality = 1.0
        if parameters:
            found = _QUALITY.fullmatch(parameters[0]) if len(parameters) == 1 else None
            if found is None:
                continue
            quality = float(found[1])
        if quality == 0:
            refused.add(tag.lower())
        elif tag not in weighed:
            weighed[tag] = quality
    wanted = [tag for tag in weighed if tag.lower() not in refused]
    return sorted(wanted, key=lambda tag: -weighed[tag])


@lru_cache(maxsize=512)
def own_name(code: str) -> str:
    """Return what speakers call the language ("español"), or the code where that is not known."""
    if not is_language_tag(code):
        return code
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        if (base := base_language(code)) != code.lower():
            return own_name(base)
        return code
    return locale.get_display_name(locale) or code


@lru_cache(maxsize=512)
def name_in(code: str, language: str) -> str:
    """Return what ``code`` is called in ``language`` ("German" in English), or the code where nobody knows."""
    try:
        return Locale.parse(code, sep="-").get_display_name(Locale.parse(language, sep="-")) or code
    except (UnknownLocaleError, ValueError):
        return code

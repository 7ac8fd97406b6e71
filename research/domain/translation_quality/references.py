"""What a text refers to by number or address: DOIs, register numbers, addresses, links.

These are copied, never translated, so they are compared letter by letter, and their
digits are not figures of the text.
"""

from __future__ import annotations

import re
from collections import Counter

from research.domain.locales import base_language

_DOI = r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi[:\s]\s*)?(?P<doi>10\.\d{4,9}/[^\s\"'<>«»“”]+)"
_PATTERN = re.compile(
    rf"(?<![\w./+-])(?:{_DOI}"
    r"|(?P<url>(?:https?://|ftp://|www\.)[^\s\"'<>«»“”]+)"
    r"|(?P<mail>(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
    r"|(?P<number>NCT[\s-]?\d{3,}|ISRCTN\s?\d{3,}|DRKS\s?\d{3,}|ACTRN\s?\d{6,}[pP]?|CTRI/[\d/]+\d"
    r"|jRCTs?\d{6,}|ChiCTR[A-Z\d-]*\d{4,}|PMC\d{3,}|20\d\d-\d{6}-\d{2}(?:-\d{2})?"
    r"|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|(?:WO|US|EP|CA)\s?\d{4,}(?:/\d+)?\s?[A-Z]\d)"
    r"|PMC?ID\s*[:#]?\s*(?P<pmid>[0-9]{1,9})"
    r"|ISSN\s*:?\s*(?P<issn>\d{4}-\d{3}[\dX])"
    r"|(?P<site>(?:[a-z0-9-]{1,63}\.)+(?:org|com|net|eu|gov|edu|info|int|io|uk|de|fr|es|ch|at|be|ca|au)(?:/[^\s\"'<>«»“”]*)?)"
    r")(?![\w])",
    re.I,
)
_LINK = re.compile(r"<[a-z][^<>]*?\s(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_TRAILING = ".,;:!?)]}،؛؟。…"


def _tidy(kind: str, value: str, language: str) -> str:
    value = value.rstrip(_TRAILING) if kind != "link" else value.strip()
    if kind == "doi":
        return "doi:" + value.lower()
    if kind in {"number", "pmid", "issn"}:
        return re.sub(r"\s", "", value).upper()
    if kind == "mail":
        return value.lower().removeprefix("mailto:")
    if found := re.search(r"(?:doi\.org/|^doi:)(10\..+)$", value, re.I):
        return "doi:" + found[1].lower()
    # A link may lead to the same page in the reader's language: /en/help and /es/help.
    parts = re.split(r"([/.?=&])", value)
    codes = {language.lower(), base_language(language)}
    return "".join("{language}" if part.lower() in codes else part for part in parts)


def in_text(text: str, language: str) -> Counter[str]:
    """Count the references that a reader sees in plain text, each in one comparable form."""
    return Counter(_tidy(match.lastgroup or "", match[match.lastgroup or 0], language) for match in _matches(text))


def in_links(html: str, language: str) -> Counter[str]:
    """Count where the links and pictures of an HTML fragment lead."""
    if "<" not in html:
        return Counter()
    return Counter(_tidy("link", next(filter(None, match.groups()), ""), language) for match in _LINK.finditer(html))


def _matches(text: str) -> list[re.Match[str]]:
    # Every reference has a digit, a slash or a dot inside a word: most sentences are done here.
    if not _HINT.search(text):
        return []
    return list(_PATTERN.finditer(text))


_HINT = re.compile(r"\d{4}|\w\.\w|://|@")


def blanked(text: str) -> str:
    """Return ``text`` with every reference replaced by spaces, so that places stay the same."""
    if not _HINT.search(text):
        return text
    return _PATTERN.sub(lambda match: " " * len(match[0]), text)

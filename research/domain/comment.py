"""What a reader wrote of their own accord, as plain text and without what would tell who they are."""

from __future__ import annotations

import re
import unicodedata

#: Characters that a comment may have.
LONGEST = 500
#: Stands in the place of what was taken out. The same in every language.
MARK = "[…]"
#: Format characters that scripts need, such as the joiners of Persian and the marks of direction; all others are
#: hidden from whoever reads the comment.
_NEEDED = frozenset("\u200c\u200d\u200e\u200f\u061c")
_AT = "@＠﹫"
#: What may stand between the digits of one number, and what holds digits together without being seen.
_BETWEEN = r"[\s\-–./()+\u200c-\u200f\u061c]"
_PATTERNS = (
    # Addresses of the web: a profile is a name, and what is sent to lure people has nothing to do here.
    re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE),
    # “name (at) example.org”, as people write to escape from programs.
    re.compile(r"\S+\s*[\[(]\s*at\s*[\])]\s*\S+", re.IGNORECASE),
    re.compile(rf"\S+\s[{_AT}]\s?\S+\.\S+"),
    # E-mail addresses and names of accounts.
    re.compile(rf"\S*[{_AT}]\S*"),
    # Seven digits or more: numbers of telephones, of insurances, of patients, and whole dates.
    re.compile(rf"\+?\d(?:{_BETWEEN}{{0,3}}\d){{6,}}"),
)


def plain_comment(text: str) -> str:
    """Return ``text`` with no control character but line ends, no hidden one, and no blank around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(filter(_is_seen, line)).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def without_contacts(text: str) -> str:
    """Return ``text`` with ``MARK`` for addresses, names of accounts and long numbers.

    It finds what can be known by its shape. A name in words stays, and so does what somebody says of their health.
    """
    for pattern in _PATTERNS:
        text = pattern.sub(MARK, text)
    return text


def _is_seen(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":
        return character in _NEEDED
    # Control characters, and halves of characters, which no database takes.
    return category not in ("Cc", "Cs") or character == "\t"

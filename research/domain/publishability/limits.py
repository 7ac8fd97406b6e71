"""The limits that rules compare with. A site sets them in ``RESEARCH_UPDATES``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Limits:
    """``today`` is given, so that a rule gives the same answer whenever it is asked."""

    today: date
    small_sample: int = 30
    short_follow_up_months: float = 6
    strict_readability: bool = False
    #: Words that a reader can look up on the page, so that they are not jargon.
    explained_words: frozenset[str] = field(default_factory=frozenset)
    max_key_messages: int = 3
    max_key_message_words: int = 20
    max_findings: int = 7
    min_reason_characters: int = 30

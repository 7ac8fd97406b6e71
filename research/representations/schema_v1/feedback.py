"""What a reader answers to “Was this clear?”, and what is kept of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool

from research.domain.comment import LONGEST
from research.domain.locales import MAX_TAG, TAG_PATTERN
from research.representations.schema_v1.text import Part

#: A part of an update by its id, or ``summary``.
LONGEST_BLOCK = 100


class FeedbackRequest(Part):
    """One answer of one reader. Ask them to write nothing of who they are and nothing of their health."""

    locale: str = Field(
        max_length=MAX_TAG, pattern=f"^{TAG_PATTERN}$", description="The locale that they read, such as `es`."
    )
    block: Annotated[str, Field(max_length=LONGEST_BLOCK)] | None = Field(
        default=None,
        description="The `id` of a block, of a caveat or of a key message; `summary` for all key messages; null for "
        "the whole update.",
    )
    clear: StrictBool = Field(description="Whether it was clear to them.")
    comment: Annotated[str, Field(max_length=LONGEST)] | None = Field(
        default=None, description="Plain text. What looks like an address or the number of a telephone is taken out."
    )
    etag: Annotated[str, Field(max_length=200)] | None = Field(
        default=None,
        description="The entity tag of the text that they read. Without it, it is taken to be the one that is served "
        "now.",
    )


class FeedbackReceived(Part):
    """An answer as it is kept: for so long as the site keeps them, and with nothing of who sent it."""

    translation_key: UUID
    locale: str
    language: str = Field(description="The language that the text was really in.")
    block: str | None
    clear: bool
    comment: str | None = Field(description="As it is kept: `[…]` stands for what was taken out.")
    current: bool = Field(description="Whether they read what is served now; otherwise it counts for an older text.")
    received_at: datetime

"""One change of the journal, as those who follow it receive it: the same in the feed and in a webhook."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from research.domain.changes import Reason
from research.representations.schema_v1.text import Part, Text


class ChangeV1(Part):
    sequence: int = Field(
        description="Place in the journal: without a gap, in the order in which changes became visible.", examples=[41]
    )
    translation_key: UUID = Field(description="Identity of the update, shared by all its translations.")
    locale: str = Field(description="The locale that changed.", examples=["es"])
    reason: Reason = Field(
        description="Why: `published`, `updated`, `corrected`, `overtaken`, `retracted`, `translation-outdated`, or "
        "`withdrawn`. Replace your copy for all of them but `withdrawn`, for which remove it."
    )
    removed: bool = Field(description="Whether the update is not public any more in this locale: remove your copy.")
    state: Literal["withdrawn", "gone", "redirected"] | None = Field(
        description="What became of an update that was removed; `null` for one that is public."
    )
    note: Text | None = Field(description="Why it was taken back, in an editor’s words; `null` where nobody said why.")
    etag: str | None = Field(
        description="Tells the content as it was public then: the entity tag of an answer begins with it. `null` for "
        "one that was removed."
    )
    at: datetime = Field(description="When it became visible.")
    path: str = Field(
        description="Where the update is, below the address of this API. One that was removed answers 410 there.",
        examples=["updates/596dd3f2-5fb1-5c8d-be9d-226e1a891432/?locale=es"],
    )


class ChangeList(Part):
    items: list[ChangeV1]
    next: str | None = Field(description="Address of the next page; null at the end of the journal.")
    resume: str = Field(description="Address to ask again later: what comes after the last item.")

"""A text that leaves, with its language, direction and origin."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from research.domain.codes import Origin


class Part(BaseModel):
    """What all parts share: unknown fields are refused, so that nothing slips out unlisted."""

    # What has a default is always there too: a client need not look whether a block has a ``type``.
    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class InLanguage(Part):
    language: str = Field(description="BCP 47 code of the language that this text is really in.", examples=["es"])
    direction: Literal["ltr", "rtl"] = Field(description="Writing direction of the text.")
    origin: Origin = Field(
        description="Who wrote it: `human`, `machine_reviewed`, `machine_unreviewed`, or `fallback` where the text "
        "is in another language than the update because no translation exists."
    )


class Lag(Part):
    """What the source says otherwise now than when this part was translated."""

    fields: list[str] = Field(description="Names of the fields that differ; `removed` where the source has it no more.")
    since: datetime | None = Field(description="When the source was published that differs.")


class BlockPart(Part):
    """A block: its own text is in the language of `written_in`; what is not, such as a label, says so itself."""

    written_in: InLanguage
    lag: Lag | None = Field(description="Null where it says what its source says, and for a source itself.")


class Text(InLanguage):
    text: str = Field(description="Plain text.")


class Html(InLanguage):
    html: str = Field(description="Sanitised HTML: paragraphs, headings, lists, emphasis and links.")

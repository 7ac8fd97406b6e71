"""A text that leaves, with its language, direction and origin."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from research.domain.codes import Origin


class Part(BaseModel):
    """What all parts share: unknown fields are refused, so that nothing slips out unlisted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InLanguage(Part):
    language: str = Field(description="BCP 47 code of the language that this text is really in.", examples=["es"])
    direction: Literal["ltr", "rtl"] = Field(description="Writing direction of the text.")
    origin: Origin = Field(
        description="Who wrote it: `human`, `machine_reviewed`, `machine_unreviewed`, or `fallback` where the text "
        "is in another language than the update because no translation exists."
    )


class Text(InLanguage):
    text: str = Field(description="Plain text.")


class Html(InLanguage):
    html: str = Field(description="Sanitised HTML: paragraphs, headings, lists, emphasis and links.")

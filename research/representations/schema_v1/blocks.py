"""The blocks of an update, told apart by ``type``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from research.representations.schema_v1.finding import FindingWithCaveats, GeneralCaveat
from research.representations.schema_v1.study import Study
from research.representations.schema_v1.text import BlockPart, Html, Text


class RichText(BlockPart):
    type: Literal["rich_text"] = "rich_text"
    id: str
    content: Html


class Figure(BlockPart):
    type: Literal["figure"] = "figure"
    id: str
    url: str
    width: int
    height: int
    decorative: bool
    alt: Text | None
    caption: Text | None
    long_description: Text | None


class Table(BlockPart):
    type: Literal["table"] = "table"
    id: str
    caption: Text | None
    columns: list[Text]
    rows: list[list[Text]]


class GlossaryTerm(BlockPart):
    type: Literal["glossary_term"] = "glossary_term"
    id: str
    code: str
    term: Text
    definition: Text | None


Block = Annotated[
    Study | FindingWithCaveats | GeneralCaveat | RichText | Figure | Table | GlossaryTerm,
    Field(discriminator="type"),
]

"""An update in one locale, and a list of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from research.representations.schema_v1.blocks import Block
from research.representations.schema_v1.labels import Label
from research.representations.schema_v1.provenance import (
    ConflictOfInterest,
    Disclosure,
    Evidence,
    Provenance,
    SourceDocument,
)
from research.representations.schema_v1.text import BlockPart, Part, Text


class KeyMessage(BlockPart):
    id: str
    message: Text


class GlossaryDefinition(Part):
    """A word of the update that the glossary explains; `forms` are its spellings in this language."""

    code: str
    term: Text
    definition: Text
    forms: list[str]


class ResearchUpdateV1(Part):
    """One update in one locale, as stored."""

    schema_version: Literal["1"] = "1"
    translation_key: str
    locale: str
    language: str = Field(description="The language of the update's own text.")
    direction: Literal["ltr", "rtl"]
    title: Text
    evidence: Evidence
    conflict_of_interest: ConflictOfInterest | None
    summary: list[KeyMessage]
    topics: list[Label]
    condition: Label | None
    blocks: list[Block]
    source_documents: list[SourceDocument]
    disclosures: list[Disclosure]
    provenance: Provenance
    glossary: list[GlossaryDefinition]


class Alternate(Part):
    locale: str
    language: str
    name: str = Field(description="The language's own name for itself.")
    url: str
    html_url: str | None


class Links(Part):
    self: str
    page: str | None = Field(description="Where people read it on this site; null if the site has no pages.")


class ServedUpdateV1(ResearchUpdateV1):
    """One update in one locale, with what can change without the update: other locales and addresses."""

    review_overdue: bool
    alternates: list[Alternate]
    links: Links


class UpdateList(Part):
    items: list[ServedUpdateV1]
    next: str | None = Field(description="Address of the next page, or null.")

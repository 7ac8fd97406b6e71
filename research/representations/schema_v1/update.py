"""An update in one locale, and a list of them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

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


class EasyRead(Part):
    """Beginning of the easy-read version; the rest stands in the blocks. It is there once all of it is written."""

    title: Text
    summary: list[Text] = Field(description="What the update is about, a sentence each.")
    tested_by: str | None = Field(description="The readers who tested it in this language; null if nobody has.")
    notice: Text | None = Field(description="To be shown where nobody has tested it.")


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
    easy_read: EasyRead | None = None


class Alternate(Part):
    locale: str
    language: str
    name: str = Field(description="The language's own name for itself.")
    url: str
    html_url: str | None


class Links(Part):
    self: str
    page: str | None = Field(description="Where people read it on this site; null if the site has no pages.")


class Served(Part):
    """What was asked for, what is served, and why."""

    asked: list[str] = Field(description="The locales that were asked for, best first; empty where none was.")
    by: Literal["locale", "accept-language", "list", "nothing"] = Field(description="How they were asked for.")
    locale: str
    why: Literal["asked", "lookup", "related", "fallback", "source", "every"] = Field(
        description="`asked`: the very locale. `lookup`: a less precise one (RFC 4647), such as `es` for `es-MX`. "
        "`related`: another variety of the same language. `fallback`: another language, by the site's chain. "
        "`source`: of the locales that may be read, the one that was made first; as a rule it is what the others are "
        "translated from. `every`: a list of every locale, because none was asked for."
    )


class ServedUpdateV1(ResearchUpdateV1):
    """One update in one locale, with what can change without the update: other locales and addresses."""

    review_overdue: bool
    served: Served
    alternates: list[Alternate]
    links: Links


class UpdateList(Part):
    items: list[ServedUpdateV1]
    next: str | None = Field(description="Address of the next page, or null.")
    total: int | None = Field(default=None, description="With `total=true`: how many there are on all pages.")


#: What stands in every excerpt, because a reader must know it before a finding; a title is one, too. Provenance says
#: what no person has reviewed, and that the source says otherwise by now.
ALWAYS = (
    *("schema_version", "translation_key", "locale", "language", "direction"),
    *("title", "evidence", "conflict_of_interest", "provenance", "served", "links"),
)


class Excerpt(ServedUpdateV1):
    """What `fields` asked for of an update. What a reader must know before a finding is always there."""

    # A field that was not asked for is absent; one that is there is as in the whole update.
    model_config = ConfigDict(json_schema_extra={"required": list(ALWAYS)})


class UpdateInLocales(Part):
    """One update in several locales at once (`locales=es,fr` or `locales=*`)."""

    translation_key: str
    items: list[ServedUpdateV1] | list[Excerpt]
    missing: list[str] = Field(description="Locales that were asked for and that there is nothing for.")


class ExcerptList(Part):
    items: list[Excerpt]
    next: str | None = Field(description="Address of the next page, or null.")
    total: int | None = None


class DraftProblem(Part):
    """What a rule found in a draft: an `error` stops its publication."""

    code: str
    severity: Literal["error", "warning"]
    loc: list[str] = Field(description="Where: names of fields and ids of blocks.")
    message: Text


class Preview(Part):
    """Marks a draft. Say so to whoever reads it, and keep nothing of it."""

    saved_at: datetime | None
    expires_at: datetime | None = Field(description="When the token or key stops opening it; `null` for never.")
    problems: list[DraftProblem]


class PreviewV1(ServedUpdateV1):
    """The draft of an update, for whoever has a token. It was never public, or not in these words."""

    preview: Preview


class Known(Part):
    """A copy that a site keeps."""

    translation_key: UUID
    locale: str = Field(max_length=100)
    etag: str = Field(max_length=200, description="The entity tag that it came with, or that the journal named.")


class CheckRequest(Part):
    copies: list[Known] = Field(max_length=1000)


class Checked(Part):
    """What became of a copy: keep it if `current`, fetch it again if `stale`, remove it otherwise."""

    translation_key: UUID
    locale: str
    state: Literal["current", "stale", "withdrawn", "gone", "redirected", "unknown"]
    etag: str | None = Field(description="Tells the content that is served now.")
    url: str | None = Field(description="Where to get it.")


class CheckedList(Part):
    items: list[Checked]

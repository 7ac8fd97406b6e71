"""A JSON Feed (version 1.1, jsonfeed.org). What it has no place for stands below ``_research_updates``."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from research.domain.codes import EvidenceState, Origin
from research.representations.schema_v1.text import Part, Text


def _absent(value: object) -> bool:
    """What an item does not have is left out: a JSON Feed knows no null."""
    return value is None


class FeedAuthor(Part):
    name: str | None = Field(default=None, exclude_if=_absent, description="Absent where it has none in this language.")
    url: str | None = Field(default=None, exclude_if=_absent)


class AlternateAddress(Part):
    locale: str
    url: str


class ItemExtension(Part):
    """The same item with the language of each text, for those who show it as data."""

    translation_key: UUID
    locale: str
    direction: Literal["ltr", "rtl"]
    origin: Origin
    evidence: EvidenceState
    notices: list[Text] = Field(description="To be shown first, in this order.")
    key_messages: list[Text]
    publisher: Text | None = Field(default=None, exclude_if=_absent)
    licence_name: str | None = Field(default=None, exclude_if=_absent)
    licence_url: str | None = Field(default=None, exclude_if=_absent)
    api_url: str = Field(description="The whole update, with its findings and their caveats.")
    alternates: list[AlternateAddress] = Field(description="Pages with the same update in other languages.")


class FeedItem(Part):
    id: str = Field(description="Stays the same for an update in a locale: `urn:uuid:…`.")
    url: str | None = Field(
        default=None, description="The page that people read; absent if the site has no page for it."
    )
    title: str = Field(description="In `language`.")
    content_html: str = Field(
        description="Notices, then key messages. It has no findings: their caveats would not fit. Each element says "
        "its language and direction."
    )
    language: str = Field(description="The language that the text is really in.")
    date_published: datetime
    date_modified: datetime
    authors: list[FeedAuthor]
    tags: list[str] = Field(description="Codes of topics and of the condition.")
    research: ItemExtension = Field(serialization_alias="_research_updates")


class RemovedItem(Part):
    """An item that was in the feed once and is not public any more: remove your copy."""

    id: str
    at: datetime
    state: Literal["withdrawn", "gone", "redirected"] | None = Field(default=None, exclude_if=_absent)
    note: Text | None = Field(default=None, exclude_if=_absent, description="Why, in an editor’s words.")


class FeedExtension(Part):
    about: str = Field(description="Where this extension is explained.")
    title: Text
    removed: list[RemovedItem] = Field(description="The latest first.")


class JsonFeed(Part):
    version: Literal["https://jsonfeed.org/version/1.1"] = "https://jsonfeed.org/version/1.1"
    title: str
    home_page_url: str | None = Field(default=None, exclude_if=_absent)
    feed_url: str
    language: str
    authors: list[FeedAuthor]
    items: list[FeedItem]
    research: FeedExtension = Field(serialization_alias="_research_updates")

"""Vocabularies, the glossary, and what each locale of a site has: with labels in every language."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from research.representations.schema_v1.text import Part, Text


class Whole(Part):
    """A list that is never cut."""

    next: None = Field(default=None, description="Always null: the list is whole. It is here as in every other list.")


class TermIdentifier(Part):
    """What a term is called in another system."""

    scheme: str = Field(examples=["mesh"])
    value: str = Field(examples=["D009103"])


class TextInLocale(Part):
    """A text for the readers of a locale; where nobody has translated it, `text` says which language it is in."""

    locale: str
    text: Text


class UpdatesInLocale(Part):
    locale: str
    updates: int = Field(description="How many public updates have it in this locale.")


class Code(Part):
    """A code with its labels, one for each locale of the site."""

    code: str
    retired: bool = Field(description="True if editors are not offered it any more. Updates that have it keep it.")
    labels: list[TextInLocale]
    definitions: list[TextInLocale] = Field(description="Only for the locales that have one.")
    identifiers: list[TermIdentifier]
    updates: list[UpdatesInLocale] | None = Field(
        description="Only for the locales that have any; null where updates are not filtered by this vocabulary."
    )


class VocabularySummary(Part):
    name: str
    open: bool = Field(description="True if it has the terms of this site; false if its codes come with the API.")
    filter: bool = Field(description="True if lists of updates take its name as a parameter, and its codes as values.")
    codes: int = Field(description="How many codes it has.")
    url: str


class VocabularyList(Whole):
    items: list[VocabularySummary]


class Vocabulary(Whole):
    name: str
    open: bool
    filter: bool
    items: list[Code]


class GlossaryText(Part):
    """A word in one locale. `forms` are its other spellings in the language of `term`."""

    locale: str
    term: Text
    definition: Text | None
    forms: list[str]


class GlossaryEntry(Part):
    code: str
    retired: bool
    texts: list[GlossaryText]
    identifiers: list[TermIdentifier]


class Glossary(Whole):
    items: list[GlossaryEntry]


class UpdateCompleteness(Part):
    """Of the updates that are public in any locale, what one locale has of them."""

    of: int = Field(description="How many updates are public in any locale.")
    translated: int = Field(description="How many have a text in this locale’s own language.")
    repeated: int = Field(description="How many only repeat the text of another language here.")
    missing: int = Field(description="How many are not here at all.")
    outdated: int = Field(description="How many of the translated ones lag behind their source.")
    unreviewed: int = Field(description="How many of the translated ones no person has reviewed.")


class LabelCompleteness(Part):
    """Of all labels and terms in use, what one locale has of them."""

    of: int
    translated: int
    unreviewed: int = Field(description="How many of the translated ones no person has reviewed.")


class FeedAddresses(Part):
    atom: str
    json_feed: str


class LocaleV1(Part):
    code: str = Field(examples=["pt-BR"])
    name: str = Field(description="The language’s own name for itself.", examples=["português (Brasil)"])
    direction: Literal["ltr", "rtl"]
    fallbacks: list[str] = Field(description="What stands in, in this order, for an update that is missing here.")
    updates: int = Field(description="How many public updates there are in it, repeated ones included.")
    completeness: UpdateCompleteness
    labels: LabelCompleteness
    feeds: FeedAddresses


class LocaleList(Whole):
    items: list[LocaleV1]


class OperationSummary(Part):
    id: str = Field(description="The `operationId` of the OpenAPI document.")
    method: str
    url: str = Field(description="Its address; names in braces are to be filled in (RFC 6570).")
    summary: str


class ApiIndex(Part):
    """What there is at this API."""

    title: str
    version: str
    openapi: str = Field(description="Address of the OpenAPI document.")
    documentation: str = Field(description="Address of the page that explains it.")
    operations: list[OperationSummary]

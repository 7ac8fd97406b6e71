"""What search answers: updates in which words were found, and where.

A snippet that comes from a finding holds what must be told with that finding; there is no snippet of one without it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from research.representations.schema_v1.finding import Caveat, LaterEvidence
from research.representations.schema_v1.labels import CaveatLabel, CertaintyLabel, PopulationLabel, SeverityLabel
from research.representations.schema_v1.provenance import Evidence
from research.representations.schema_v1.text import Html, Part, Text


class FindingSnippet(Part):
    """A text of a finding in which a word was found. Show the parts in this order.

    Either `caveats` has an entry or `no_caveat_reason` says why there is none.
    """

    type: Literal["finding"] = "finding"
    id: str
    locked: bool = Field(description="True if a study behind it was retracted: show it only with the notice.")
    later_evidence: list[LaterEvidence]
    before_statement: list[Text] = Field(description="To be told first, such as that this was seen in mice.")
    statement: Text
    after_statement: list[Text]
    caveats: list[Caveat] = Field(description="Its own, and the update's that apply to it.")
    no_caveat_reason: Text | None
    certainty: CertaintyLabel
    population: PopulationLabel
    place: str = Field(description="Which of its texts the excerpt is, such as `statement` or `caveat`.")
    excerpt: Html = Field(description="The whole text, escaped, with `mark` round the words found; no other element.")


class TextSnippet(Part):
    """A sentence from elsewhere in the update. What `caveats` of the hit say holds for it as well."""

    type: Literal["text"] = "text"
    id: str = Field(description="The block, or the key message, that it is from.")
    place: Literal["key_message", "caveat", "study", "identifier", "rich_text", "table", "figure", "glossary"]
    excerpt: Html = Field(
        description="The whole sentence, escaped, with `mark` round the words found; no other element."
    )


class CaveatInBrief(Part):
    kind: CaveatLabel
    severity: SeverityLabel
    sentence: Text
    detail: Text | None = Field(description="What is particular to this update, in the words of its editor.")


class SearchHit(Part):
    """An update in which every word was found. What stands before `title` is to be shown before anything else."""

    evidence: Evidence
    conflict_of_interest_notice: Text | None = Field(description="To be shown before any finding.")
    outdated_notice: Text | None = Field(description="To be shown where the translation is outdated.")
    review_notice: Text | None = Field(description="To be shown where no person has reviewed the text.")
    translation_key: str
    locale: str
    language: str = Field(description="The language of the update's own text.")
    direction: Literal["ltr", "rtl"]
    title: Text
    caveats: list[CaveatInBrief] = Field(description="Every caveat of the update, in one sentence each.")
    url: str = Field(description="The update itself.")
    html_url: str | None = Field(description="Where people read it on this site; null if the site has no pages.")
    published_at: datetime
    score: Literal[1, 2, 3] = Field(
        description="3: every word is in the title. 2: in the title, the key messages and the findings. 1: elsewhere."
    )
    snippets: list[Annotated[FindingSnippet | TextSnippet, Field(discriminator="type")]]


class SearchResults(Part):
    items: list[SearchHit]
    next: str | None = Field(description="Address of the next page, or null.")
    total: int | None = Field(default=None, description="With `total=true`: how many hits there are, at most 1,000.")

"""The forms of an update."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from research.representations.schema_v1.text import Part, Text


class CheckV1(Part):
    """A program of others that had nothing to say against a form of the example content when this release was made."""

    validator: str
    version: str | None
    ran_on: date
    files: int = Field(description="How many files it was given.")
    rules: int | None = Field(description="How many of its rules were kept; null where it does not count them.")
    said: Text = Field(description="The same as a sentence.")


class RenderingV1(Part):
    """One form of one update in one locale: where it is, how long it is, and what tells whether yours is the same."""

    form: str = Field(description="Name of the form, such as `text`.", examples=["text"])
    label: Text
    media_type: str = Field(examples=["text/plain"])
    languages: list[str] = Field(description="Languages that it is in, that of the update's own text first.")
    url: str
    bytes: int | None = Field(description="Its size; null for a form that is made when somebody asks for it.")
    sha256: str | None = Field(description="Of its bytes, in hexadecimal figures.")
    file_name: str = Field(description="What to call it where it is saved.")
    unavailable: Text | None = Field(description="Why this site cannot make it; null where it can.")
    checks: list[CheckV1] = Field(description="What the form was checked with. No claim that it conforms to anything.")


class RenderingList(Part):
    translation_key: str
    locale: str
    title: Text
    checks_notice: Text = Field(description="What the checks cannot tell. Show it with them.")
    items: list[RenderingV1]

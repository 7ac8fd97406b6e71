"""The forms of an update."""

from __future__ import annotations

from pydantic import Field

from research.representations.schema_v1.text import Part, Text


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


class RenderingList(Part):
    translation_key: str
    locale: str
    title: Text
    items: list[RenderingV1]

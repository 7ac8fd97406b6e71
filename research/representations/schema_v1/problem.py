"""Problem details (RFC 9457)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from research.representations.schema_v1.text import Part, Text


class ProblemError(Part):
    code: str
    loc: list[str]
    detail: str | None = None


class Withdrawal(Part):
    """What became of an update that was public."""

    state: Literal["withdrawn", "gone", "redirected"]
    at: datetime | None = Field(description="When it stopped being public.")
    note: Text | None = Field(description="Why it was taken back, in the words of its editors.")
    location: str | None = Field(description="With `redirected`: where its page leads now.")


class ProblemDetail(Part):
    """RFC 9457 problem details."""

    type: str = Field(
        json_schema_extra={"format": "uri-reference"},
        description="Path of a page that says what this kind of problem means and what to do.",
        examples=["/api/research/v1/problems/unknown-parameter/"],
    )
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemError] = []
    withdrawal: Withdrawal | None = Field(default=None, description="With status 410: what became of the update.")
    available_locales: list[str] = Field(
        default=[], description="With `locale-not-available`: the locales that the update can be asked for in."
    )


class ProblemKind(Part):
    """One kind of problem, as the catalogue tells of it."""

    code: str
    type: str = Field(json_schema_extra={"format": "uri-reference"}, description="The path of this very entry.")
    status: int
    title: str
    meaning: str
    what_to_do: str
    example: ProblemDetail | None


class ProblemKindList(Part):
    items: list[ProblemKind]

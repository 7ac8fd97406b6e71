"""Problem details (RFC 9457)."""

from __future__ import annotations

from pydantic import Field

from research.representations.schema_v1.text import Part


class ProblemError(Part):
    code: str
    loc: list[str]
    detail: str | None = None


class ProblemDetail(Part):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemError] = []
    available_locales: list[str] = Field(
        default=[], description="With `locale-not-available`: the locales that the update can be asked for in."
    )

"""The body of a webhook."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from research.domain.changes import Reason
from research.representations.schema_v1.change import ChangeV1
from research.representations.schema_v1.text import Part

PREFIX = "research-update"
TEST = f"{PREFIX}.test"


def webhook_type(reason: Reason) -> str:
    return f"{PREFIX}.{reason}"


class WebhookV1(Part):
    type: str = Field(
        description="`research-update.` and the reason of the change, or `research-update.test`. Answer 2xx to one "
        "that you do not know and do nothing.",
        examples=["research-update.corrected"],
    )
    timestamp: datetime = Field(description="When it happened.")
    data: ChangeV1 | None = Field(description="The change, as in `/changes/`; `null` for a test.")

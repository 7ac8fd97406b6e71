"""What a webhook says and how it is signed: https://www.standardwebhooks.com."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

import research
from research.models import Change
from research.representations.canonical import canonical
from research.representations.changes import change_item
from research.representations.schema_v1.webhook import TEST, WebhookV1, webhook_type

USER_AGENT = f"wagtail-research-updates/{research.__version__}"


def change_body(change: Change) -> bytes:
    """Return what is told of ``change``: the same bytes however often it is sent."""
    item = change_item(change)
    return canonical(WebhookV1(type=webhook_type(item.reason), timestamp=item.at, data=item))


def test_body(at: datetime) -> bytes:
    return canonical(WebhookV1(type=TEST, timestamp=at, data=None))


def headers(message_id: str, at: datetime, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """Return the headers of an attempt made ``at``; one signature for each of ``secrets``, the newest first."""
    at = at.astimezone(UTC)
    signatures = [Webhook(secret).sign(message_id, at, body.decode()) for secret in secrets]
    return {
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": USER_AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }

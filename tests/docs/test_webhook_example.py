"""The receiver in the guide does what the guide says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from research.domain.changes import Reason
from research.models.webhook import new_secret
from research.representations.schema_v1.webhook import WebhookV1
from research.webhooks import sign
from tests.docs import pages
from tests.docs.pages import Example

SECRET = new_secret()


def examples(language: str) -> list[Example]:
    return [one for one in pages.examples() if one.page.name == "receive-webhooks.md" and one.language == language]


def receiver() -> Callable[..., int]:
    (example,) = examples("python")
    names: dict[str, Any] = {}
    exec(compile(example.text, str(example), "exec"), names)  # noqa: S102 - our own page
    found: Callable[..., int] = names["receive"]
    return found


def message(sequence: int, **fields: Any) -> bytes:
    said = json.loads(examples("json")[0].text)
    said["data"] |= {"sequence": sequence, **fields}
    return json.dumps(said).encode()


def test_the_message_in_the_guide_has_the_shape_of_the_schema() -> None:
    (example,) = examples("json")

    shown = WebhookV1.model_validate_json(example.text)

    assert shown.data is not None
    assert shown.type == f"research-update.{Reason.WITHDRAWN}" == f"research-update.{shown.data.reason}"


def test_the_receiver_keeps_the_newest_and_refuses_a_forgery() -> None:
    receive, kept = receiver(), {}
    newer, older = message(42), message(41, removed=False)

    def send(body: bytes, secret: str = SECRET) -> int:
        return receive(sign.headers("msg_1", timezone.now(), body, [secret]), body, SECRET, kept)

    assert [send(newer), send(newer), send(older)] == [204, 204, 204]
    assert send(sign.test_body(timezone.now())) == 204
    assert send(message(43), new_secret()) == 401
    assert [change["sequence"] for change in kept.values()] == [42]

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.webhooks.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as listening:
        yield listening


@pytest.fixture
def private(settings: Any) -> None:
    """Webhooks may go to this machine, and are not waited for long."""
    settings.RESEARCH_UPDATES = {
        **settings.RESEARCH_UPDATES,
        "WEBHOOKS_ALLOW_PRIVATE": True,
        "WEBHOOKS_TIMEOUT": 1,
    }

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from research.webhooks import retry
from tests.webhooks.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as listening:
        yield listening


@pytest.fixture
def private(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Webhooks may go to this machine, are not waited for long, and one that failed waits as long as it may."""
    settings.RESEARCH_UPDATES = {
        **settings.RESEARCH_UPDATES,
        "WEBHOOKS_ALLOW_PRIVATE": True,
        "WEBHOOKS_TIMEOUT": 1,
    }
    # A wait that is drawn may be of no length, and the same call would try again what a test sees fail once.
    monkeypatch.setattr(retry._spread, "uniform", lambda _shortest, longest: longest)

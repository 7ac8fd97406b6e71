"""Settings of the workers that tests start: they reach this machine, wait little, and lose a lease soon."""

from __future__ import annotations

import os
from typing import Any

from cms.settings.test import *  # noqa: F403 - settings build on the names of others
from cms.settings.test import RESEARCH_UPDATES as CONTENT

RESEARCH_UPDATES: dict[str, Any] = {
    **CONTENT,
    "WORKER": True,
    "WEBHOOKS_ALLOW_PRIVATE": True,
    "WEBHOOKS_TIMEOUT": float(os.environ.get("WEBHOOKS_TIMEOUT", "1")),
    "WEBHOOKS_WAITS": (0.02, 0.5),
}

"""The committed files of the contract, and how they are written anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

# They travel in the wheel, because the document shows them.
from research.api.examples import FOLDER as EXAMPLES

FOLDER = Path(__file__).parent
OPENAPI = FOLDER / "openapi.json"
#: Set by ``python -m tests.contract.renew``.
RENEWING = os.environ.get("RENEW_CONTRACT") == "1"
HOW_TO_RENEW = (
    "If you meant to change the API: python -m tests.contract.renew, read the difference, write the CHANGELOG."
)


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def agrees(path: Path, now: Any) -> bool:
    """Whether the file holds ``now``; writes it while the contract is renewed."""
    if RENEWING:
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(now, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return bool(read(path) == now)


def forget_examples_except(names: set[str]) -> None:
    for path in EXAMPLES.glob("*.json"):
        if RENEWING and path.stem not in names:
            path.unlink()

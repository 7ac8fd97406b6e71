"""What the run finds, against the committed ``research/renderings/checks.json``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Any

from research.renderings.checks import FILE, Check

#: Set by ``python -m tests.renderings.renew``.
RENEWING = os.environ.get("RENEW_CHECKS") == "1"
HOW_TO_RENEW = "If the demo, a form or a validator was changed on purpose: make renew-checks, and read the difference."


def found(form: str, check: Check) -> None:
    """Tell what a validator found of a form. Raises ``AssertionError`` where the file says something else."""
    if RENEWING:
        _write(form, check)
    assert asdict(check) in _read()["forms"].get(form, []), f"{check} is not what {FILE.name} says. {HOW_TO_RENEW}"


def _read() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return told


def _write(form: str, check: Check) -> None:
    told = _read()
    others = [other for other in told["forms"].get(form, []) if other["validator"] != check.validator]
    told["forms"][form] = sorted([*others, asdict(check)], key=lambda one: str(one["validator"]))
    told["forms"] = dict(sorted(told["forms"].items()))
    FILE.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

"""Measure the making of each form, in a process of its own: the demo in five languages, and one update of 50 findings.

What is measured is ``form.make`` with the outline that it walks. Reading the stored row is not in it. As a program it
loads the demo into the database of ``DATABASE_URL``, which must be empty, and writes what it found as JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import django
from django.core.management import call_command

HERE = "https://updates.example/"
FINDINGS = 50
REPEATS = 5
#: Not measured: easy read, which few updates have and which is a shorter page, and sound, which is a program's work.
MEASURED = ("html", "embed", "text", "markdown", "speech", "pdf", "epub", "braille", "pef", "jsonld")


@dataclass(frozen=True, slots=True)
class Made:
    """CPU milliseconds and bytes of a form: the median of the updates of the demo, and an update of 50 findings."""

    form: str
    cpu_ms: float
    size: float
    large_cpu_ms: float
    large_size: int


def measure(bodies: Sequence[str], repeats: int = REPEATS) -> list[Made]:
    """Return what each form takes; ``bodies`` are representations, the longest of which grows to 50 findings."""
    large = with_findings(max(bodies, key=len), FINDINGS)
    found = []
    for name in MEASURED:
        small = [_made(name, body, repeats) for body in bodies]
        large_cpu, large_size = _made(name, large, repeats)
        cpu, size = (statistics.median(one[part] for one in small) for part in (0, 1))
        found.append(Made(name, cpu, size, large_cpu, large_size))
    return found


def _made(name: str, body: str, repeats: int) -> tuple[float, int]:
    """Return the median CPU time of making a form, in milliseconds, and its bytes; the first time does not count."""
    from research.renderings.form import Source  # noqa: PLC0415 - after django.setup()
    from research.renderings.forms import FORMS  # noqa: PLC0415 - after django.setup()
    from research.renderings.links import Surroundings  # noqa: PLC0415 - after django.setup()
    from research.representations import schema_v1 as v1  # noqa: PLC0415 - after django.setup()

    update = v1.ResearchUpdateV1.model_validate_json(body)
    api = f"{HERE}api/updates/{update.translation_key}/"
    around = Surroundings(api=api, forms=f"{api}renderings/", page=f"{HERE}an-update/")
    size, times = 0, []
    for _turn in range(repeats + 1):
        # The outline is made anew each time: forms share it only within one answer.
        source = Source(update, around)
        before = time.process_time_ns()
        size = len(FORMS[name].make(source))
        times.append((time.process_time_ns() - before) / 1e6)
    return statistics.median(times[1:]), size


def with_findings(body: str, number: int) -> str:
    """Return a representation with so many findings: its own over and over, each with ids of its own."""
    update = json.loads(body)
    findings = [block for block in update["blocks"] if block["type"] == "finding"]
    others = [block for block in update["blocks"] if block["type"] != "finding"]
    copies = [_renamed(findings[n % len(findings)], n) for n in range(number)]
    return json.dumps({**update, "blocks": [*others, *copies]})


def _renamed(value: Any, number: int) -> Any:
    if isinstance(value, dict):
        return {
            key: str(uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {child}")) if key == "id" else _renamed(child, number)
            for key, child in value.items()
        }
    return [_renamed(child, number) for child in value] if isinstance(value, list) else value


def main() -> None:
    django.setup()
    from research.models import Representation  # noqa: PLC0415 - after django.setup()

    call_command("migrate", verbosity=0)
    call_command("load_demo", stdout=sys.stderr)
    bodies = list(Representation.objects.order_by("pk").values_list("body", flat=True))
    json.dump([asdict(made) for made in measure(bodies)], sys.stdout)


if __name__ == "__main__":
    main()

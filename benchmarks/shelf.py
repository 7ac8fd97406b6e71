"""Send every update of the corpus through the follower that makes and keeps its forms, one publication at a time.

As a program it is given the corpus by ``DATABASE_URL`` and a folder for the files by ``BENCH_FILES``, and writes what
it found as JSON. What is kept is taken away again.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass

import django


@dataclass(frozen=True, slots=True)
class Followed:
    """Seconds, and what was kept: forms of so many representations, with their bytes."""

    updates: int
    representations: int
    forms: int
    refused: int
    size: int
    cpu_seconds: float
    seconds: float
    slowest_seconds: float


def follow() -> Followed:
    """Tell the follower of each update, as after its publication in all languages."""
    from django.db.models import Sum  # noqa: PLC0415 - after django.setup()

    from research.models import Change, Rendering, Representation  # noqa: PLC0415 - after django.setup()
    from research.shelf import follower  # noqa: PLC0415 - after django.setup()

    keys = list(Representation.objects.order_by("translation_key").values_list("translation_key", flat=True).distinct())
    Rendering.objects.all().delete()
    begun, cpu, slowest = time.perf_counter(), time.process_time(), 0.0
    for number, key in enumerate(keys, start=1):
        before = time.perf_counter()
        follower.follow([Change(translation_key=key)])
        slowest = max(slowest, time.perf_counter() - before)
        if number % 100 == 0:
            print(f"  follower: {number} of {len(keys)} updates", file=sys.stderr, flush=True)
    cpu, seconds = time.process_time() - cpu, time.perf_counter() - begun
    kept = Rendering.objects.filter(unavailable="")
    found = Followed(
        updates=len(keys),
        representations=Representation.objects.count(),
        forms=kept.count(),
        refused=Rendering.objects.exclude(unavailable="").count(),
        size=kept.aggregate(size=Sum("size"))["size"] or 0,
        cpu_seconds=cpu,
        seconds=seconds,
        slowest_seconds=slowest,
    )
    Rendering.objects.all().delete()
    return found


def main() -> None:
    django.setup()
    json.dump(asdict(follow()), sys.stdout)


if __name__ == "__main__":
    main()

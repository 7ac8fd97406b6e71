"""Make the forms of every update that are missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from research import conf
from research.shelf.making import forget_refusals, make, public_keys, remove_hidden


class Command(BaseCommand):
    help = (
        "Make the forms of updates (PDF, e-book and the others) that are missing or older than what is served. Use it "
        "after an upgrade or an import and, without a worker, after a change of many updates. Safe to run twice, "
        "beside a running site, and to stop: it goes on where it was."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not conf.setting("KEEP_RENDERINGS"):
            raise CommandError("Nothing is kept on this site: KEEP_RENDERINGS is False.")
        remove_hidden()
        forget_refusals()
        keys = list(public_keys())
        done = made = 0
        try:
            for done, key in enumerate(keys, start=1):
                # Each that is what would be made now is left: after an upgrade it may not be, whatever its update is.
                made += bool(make([key]))
                if done % 100 == 0:
                    self.stdout.write(f"  {done} of {len(keys)}")
        except KeyboardInterrupt:
            raise CommandError(f"Stopped after {done} of {len(keys)}. Run it again to go on.") from None
        self.stdout.write(f"Forms of {made} updates made.")

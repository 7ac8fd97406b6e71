"""Make the forms of every update that are missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from research import conf
from research.shelf.making import forget_refusals, make_missing, missing, remove_hidden


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
        total = missing().values("translation_key").distinct().order_by().count()
        done = 0
        try:
            for done, _key in enumerate(make_missing(), start=1):
                if done % 100 == 0:
                    self.stdout.write(f"  {done} of {total}")
        except KeyboardInterrupt:
            raise CommandError(f"Stopped after {done} of {total}. Run it again to go on.") from None
        self.stdout.write(f"Forms of {done} updates made.")

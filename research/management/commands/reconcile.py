"""Compare what is served with the pages, mend it, and say what was wrong."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from research.feedback import receive as feedback
from research.publishing import followers
from research.publishing.concerned import keys_of
from research.publishing.drain import drain, draining
from research.publishing.rebuild import every_key
from research.publishing.reconcile import What, reconcile
from research.search import index
from research.webhooks.stalled import stalled


class Command(BaseCommand):
    help = (
        "Find and mend what no signal tells of: queryset.update(), bulk changes, a process that was killed between a "
        "publication and its build. Run it every night, and after any change of the database by hand. It reports what "
        "it found and exits with 1 where something could not be mended."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Report as JSON, one object a line, for a monitor.")

    def handle(self, *args: Any, **options: Any) -> None:
        as_json = options["json"]
        with translation.override("en"):
            waiting = stalled().sentences
        for sentence in waiting:
            row = {"translation_key": None, "locale": "", "found": "no_worker"}
            self.stdout.write(json.dumps(row) if as_json else sentence)
        left = sum(1 for _key in draining())
        if left and not as_json:
            self.stdout.write(f"{left} builds had been left waiting; they are done.")
        total = len(keys_of("all", ""))
        counts: Counter[What] = Counter()
        for number, (key, findings) in enumerate(reconcile(every_key()), start=1):
            for finding in findings:
                counts[finding.what] += 1
                if as_json:
                    row = {"translation_key": str(key), "locale": finding.locale, "found": finding.what.name.lower()}
                    self.stdout.write(json.dumps(row))
                else:
                    place = f"{key} ({finding.locale})" if finding.locale else str(key)
                    self.stdout.write(f"  {place} {finding.what.value}.")
            if not as_json and number % 100 == 0:
                self.stdout.write(f"  {number} of {total}")
        # Those that name an update which has only now become public.
        drain()
        followers.catch_up_in_process()
        mended = index.mend()
        if mended and not as_json:
            self.stdout.write(f"{mended} updates were not found by search as they are; they are now.")
        forgotten = feedback.prune()
        if forgotten and not as_json:
            self.stdout.write(f"{forgotten} answers of readers were older than they are kept; they are removed.")
        if not as_json:
            found = ", ".join(f"{count} {what.name.lower().replace('_', ' ')}" for what, count in counts.items())
            self.stdout.write(f"{total} updates looked at: {found or 'nothing was wrong'}.")
        if counts[What.FAILED]:
            raise SystemExit(1)

"""Build what is served anew from the pages, which are the truth."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from research.models import Representation
from research.publishing import followers
from research.publishing.concerned import keys_of
from research.publishing.drain import drain
from research.publishing.rebuild import build_again, every_key
from research.search import index


class Command(BaseCommand):
    help = (
        "Build the representations of every update anew, in all its locales, and remove what belongs to no live page. "
        "Use it after an upgrade, or after a change that no signal tells of, such as an import. Safe to run twice, "
        "beside a running site, and to stop: it says how to go on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", metavar="KEY", default="", help="Go on after this translation key.")

    def handle(self, *args: Any, **options: Any) -> None:
        after = options["after"]
        if after:
            try:
                after = str(uuid.UUID(after))
            except ValueError:
                raise CommandError(
                    f"“{after}” is not a translation key; take it from the line of the last run."
                ) from None
        total = len(keys_of("all", "", after=after))
        done = failed = 0
        last = after
        try:
            for key, built in build_again(every_key(after)):
                done, failed, last = done + 1, failed + (not built), str(key)
                if not built:
                    self.stderr.write(f"Not built: {key}. The log says why; it is tried again later.")
                if done % 100 == 0:
                    # Search shows nothing that differs from what is served, so that it is told now and not at the end.
                    followers.catch_up_in_process()
                if done % 100 == 0 or done == total:
                    self.stdout.write(f"  {done} of {total}")
        except KeyboardInterrupt:
            raise CommandError(f"Stopped after {done} of {total}. Go on with: --after {last}") from None
        # Those that name an update which has only now become public.
        drain()
        followers.catch_up_in_process()
        index.mend()
        self.stdout.write(f"{done} updates built, {failed} failed; {Representation.objects.count()} representations.")

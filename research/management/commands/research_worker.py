"""The process beside the site that does what need not be waited for."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from importlib import import_module, util
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections, connection

from research import conf
from research.feedback import receive as feedback
from research.publishing import followers
from research.publishing.drain import draining
from research.shelf.making import make_missing
from research.webhooks.report import prune

logger = logging.getLogger("research")

#: Seconds between two looks where nothing was to be done, and after something went wrong.
PAUSE, PAUSE_AFTER_ERROR = 1.0, 5.0
#: After how many builds those who follow the journal are told, in the middle of much work.
BUILDS = 20
PRUNE_EVERY = 3600.0
#: How often it is looked for forms that are missing, and of how many updates they are made before the next build.
LOOK_FOR_FORMS_EVERY, FORMS_AT_ONCE = 300.0, 5

Work = Callable[[], object]


class Command(BaseCommand):
    help = (
        "Build what waits to be built, let everything that follows the journal catch up, and send webhooks. Run it "
        "beside the site, under a supervisor that starts it again; several at once are safe. It ends on SIGTERM or "
        "Ctrl-C after what it has in hand. A worker that is killed loses nothing: another goes on once its lease is "
        "over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due now and end, for cron.")
        parser.add_argument(
            "--senders",
            type=int,
            default=4,
            metavar="N",
            help="To how many webhooks to send at the same time, so that a slow one holds up no other. Default 4.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["senders"] < 1:
            raise CommandError("--senders must be 1 or more.")
        self.stop = threading.Event()
        before = {number: signal.signal(number, self.end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            deliver = self.deliver()
            if options["once"]:
                self.once(deliver, options["senders"])
            else:
                self.run(deliver, options["senders"])
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def end(self, *_args: object) -> None:
        self.stop.set()

    def run(self, deliver: Callable[[], int] | None, senders: int) -> None:
        self.stdout.write("The worker has started.")
        threads = [self.thread(deliver, f"sender-{number}") for number in range(senders) if deliver]
        self.keep_doing(self.build_and_tell)
        for thread in threads:
            thread.join()
        self.stdout.write("The worker has ended; nothing was left in hand.")

    def deliver(self) -> Callable[[], int] | None:
        """Return what sends webhooks, or ``None`` where the packages that it needs are missing."""
        if not (util.find_spec("httpcore") and util.find_spec("standardwebhooks")):
            self.stderr.write("Webhooks are not sent: install wagtail-research-updates[webhooks] for that.")
            return None
        send: Callable[..., int] = import_module("research.webhooks.deliver").deliver_due
        return lambda: send(self.stop.is_set)

    def once(self, deliver: Callable[[], int] | None, senders: int) -> None:
        built = sum(1 for _key in draining())
        followers.catch_up_in_process()
        counts: list[int] = []
        if deliver:
            threads = [self.thread(deliver, f"sender-{number}", counts) for number in range(senders)]
            for thread in threads:
                thread.join()
        removed, forgotten = prune(), feedback.prune()
        while self.make_forms() and not self.stop.is_set():
            pass
        self.stdout.write(
            f"{built} updates built, {sum(counts)} webhooks sent, {removed} old rows of the report and "
            f"{forgotten} old answers of readers removed."
        )

    def thread(self, work: Callable[[], int], name: str, counts: list[int] | None = None) -> threading.Thread:
        def run() -> None:
            try:
                if counts is None:
                    self.keep_doing(work)
                else:
                    counts.append(work())
            except Exception:
                logger.exception("Webhooks could not be sent.")
            finally:
                connection.close()

        thread = threading.Thread(target=run, name=name)
        thread.start()
        return thread

    def keep_doing(self, work: Work) -> None:
        """Do ``work`` until the worker is asked to end. An error is logged and does not end it: the database may be
        away for a moment, and the next look finds everything as it was.
        """
        while not self.stop.is_set():
            close_old_connections()
            try:
                done = work()
            except Exception:
                logger.exception("The worker goes on in %s seconds.", PAUSE_AFTER_ERROR)
                connection.close()
                self.stop.wait(PAUSE_AFTER_ERROR)
                continue
            if not done:
                self.stop.wait(PAUSE)

    pruned_at = 0.0
    looked_for_forms_at = 0.0

    def build_and_tell(self) -> int:
        built = 0
        for _key in draining():
            built += 1
            if self.stop.is_set() or built % BUILDS == 0:
                break
        followers.catch_up_in_process()
        if time.monotonic() - self.pruned_at > PRUNE_EVERY or not self.pruned_at:
            prune()
            feedback.prune()
            self.pruned_at = time.monotonic()
        if built:
            logger.info("%s updates built.", built)
        return built or self.make_forms()

    def make_forms(self) -> int:
        """Make some of the forms that are missing, where nothing else is to be done."""
        if not conf.setting("KEEP_RENDERINGS"):
            return 0
        if self.looked_for_forms_at and time.monotonic() - self.looked_for_forms_at < LOOK_FOR_FORMS_EVERY:
            return 0
        made = sum(1 for _key in make_missing(FORMS_AT_ONCE))
        # Where some were missing there may be more; else the next look has time.
        self.looked_for_forms_at = 0.0 if made else time.monotonic()
        return made

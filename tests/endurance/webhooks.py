"""Webhooks under trouble, with figures.

    python -m tests.endurance.webhooks --changes 5000   # one endpoint fails 30 % of the time, one is down for a while
    python -m tests.endurance.webhooks --kills 100      # a worker is killed in mid-delivery, again and again

On SQLite, or on the PostgreSQL that ``DATABASE_URL`` names, in a database that is made for the run and removed after.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.webhooks.settings"
django.setup()

from django.db import connection  # noqa: E402 - settings first
from django.db.models import Max  # noqa: E402

from research.models import WebhookDelivery, WebhookEndpoint  # noqa: E402
from tests.webhooks.journal import REASONS, endpoint, journalled  # noqa: E402
from tests.webhooks.receiver import Received, Receiver, Reply  # noqa: E402
from tests.webhooks.workers import Worker, environment, wait_for  # noqa: E402

#: How many processes publish at the same time, and how many changes one transaction holds at most.
PUBLISHERS, AT_ONCE = 3, 3
#: How many changes are published before each worker that is killed.
AT_EACH_KILL = 10
TROUBLES = (
    Reply(500),
    Reply(503, {"Retry-After": "0"}),
    Reply(429),
    Reply(302, {"Location": "http://127.0.0.1:1/"}),
    Reply(cut=True),
    Reply(hold=0.7),  # longer than a delivery may take
)


@contextmanager
def database() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def publish(count: int, seconds: float) -> list[threading.Thread]:
    """Append ``count`` changes from several threads, spread over ``seconds``."""

    def run(mine: int) -> None:
        while mine > 0:
            now = min(mine, random.randint(1, AT_ONCE))
            journalled(now, reason=random.choice(REASONS), locale=random.choice(["en", "es", "ar"]))
            mine -= now
            time.sleep(seconds / count * PUBLISHERS * now * random.random())
        connection.close()

    shares = [count // PUBLISHERS + (number < count % PUBLISHERS) for number in range(PUBLISHERS)]
    threads = [threading.Thread(target=run, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    return threads


def faults(receiver: Receiver, expected: list[int]) -> list[str]:
    """Return what is wrong with what a receiver has, as one that drops repeats by ``webhook-id``."""
    found = []
    if missing := len(set(expected) - set(receiver.first_time)):
        found.append(f"{missing} changes are missing")
    if receiver.first_time != sorted(receiver.first_time):
        found.append("changes are out of order")
    if receiver.sequences != sorted(receiver.sequences):
        found.append("a repeat came after a later change")
    if len({received.id for received in receiver.taken}) != len({received.sequence for received in receiver.taken}):
        found.append("a change has two ids")
    if unsigned := sum(not received.verified for received in receiver.received):
        found.append(f"{unsigned} signatures are wrong")
    return found


def under_trouble(count: int) -> bool:
    """Deliver ``count`` changes to three endpoints, with two workers."""

    def fails(_received: Received) -> Reply:
        return random.choice(TROUBLES) if random.random() < 0.3 else Reply()

    with Receiver() as steady, Receiver(fails) as failing, Receiver() as down:
        receivers = {"steady": steady, "fails 30 %": failing, "down for a while": down}
        rows = {name: endpoint(receiver, description=name) for name, receiver in receivers.items()}
        began = time.monotonic()
        threads = publish(count, seconds=count / 100)
        pair = [Worker(), Worker()]
        wait_for(lambda: len(down.taken) >= count // 10, 600)
        down.go_down()
        went = time.monotonic()
        wait_for(lambda: len(steady.taken) >= count * 6 // 10, 3600)
        down.come_up()
        away = time.monotonic() - went
        for thread in threads:
            thread.join()
        wait_for(lambda: all(row.sequence == count for row in WebhookEndpoint.objects.all()), 7200)
        seconds = time.monotonic() - began
        for worker in pair:
            worker.ask_to_end()
        print(f"{connection.vendor}: {count} changes, {PUBLISHERS} publishers, 2 workers, {seconds:.0f} s;", end=" ")
        print(f"one endpoint was down for {away:.0f} s")
        good = True
        for name, receiver in receivers.items():
            wrong = faults(receiver, list(range(1, count + 1)))
            good = good and not wrong
            states = Counter(rows[name].deliveries.values_list("state", flat=True))
            tried = rows[name].deliveries.aggregate(most=Max("attempt"))["most"]
            repeats = len(receiver.taken) - len(receiver.first_time)
            print(f"  {name}: {len(receiver.first_time)} changes arrived, {repeats} of them again;", end=" ")
            print(f"{dict(states)}, at most {tried} attempts; {'; '.join(wrong) or 'complete, in order, signed'}")
        return good


class Forks:
    """Workers that start at once (``tests.endurance.forked``)."""

    def __init__(self) -> None:
        #: The number of the worker that was started last; 0 once it was ended.
        self.alive = 0
        command = [sys.executable, "-m", "tests.endurance.forked"]
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._read()

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def start(self) -> None:
        """Start a worker."""
        assert self.process.stdin is not None
        self.process.stdin.write("start\n")
        self.process.stdin.flush()
        self.alive = int(self._read())

    def end(self) -> None:
        """End the process that forks, and a worker that is still there because something went wrong."""
        if self.alive:
            self.stop(signal.SIGKILL)
        self.process.communicate()

    def stop(self, how: signal.Signals) -> None:
        """Send the worker a signal and wait until it has ended."""
        os.kill(self.alive, how)
        wait_for(lambda: not Path(f"/proc/{self.alive}").exists())
        self.alive = 0


class Trap:
    """Makes the receiver hold a request at one stage of a delivery until the worker is dead."""

    def __init__(self, receiver: Receiver, stage: str, after: int) -> None:
        self.receiver, self.stage, self.left = receiver, stage, after
        self.sprung, self.dead = threading.Event(), threading.Event()
        receiver.plan = self.plan

    def plan(self, received: Received) -> Reply:
        self.left -= 1
        if self.left >= 0:
            return Reply()
        if self.stage == "answered":
            self.sprung.set()
            return Reply()
        if self.stage == "taken":
            self.receiver.taken.append(received)
        self.sprung.set()
        self.dead.wait(5)
        return Reply(cut=True)


def kill_at_each_stage(receiver: Receiver, forks: Forks, times: int) -> Counter[str]:
    stages: Counter[str] = Counter()
    for number in range(times):
        stage = ("held", "taken", "answered")[number % 3]
        journalled(AT_EACH_KILL, reason=random.choice(REASONS))
        trap = Trap(receiver, stage, random.randint(0, 7))
        forks.start()
        wait_for(trap.sprung.is_set)
        if stage == "answered":
            time.sleep(random.uniform(0, 0.004))
        forks.stop(signal.SIGKILL)
        trap.dead.set()
        stages[stage] += 1
    return stages


def killed(times: int) -> bool:
    """Kill a worker ``times`` times: while a request is held, taken and not answered, or has just been answered."""
    with Receiver() as receiver:
        row, forks = endpoint(receiver), Forks()
        began = time.monotonic()
        try:
            stages = kill_at_each_stage(receiver, forks, times)
            receiver.plan = lambda _received: Reply()
            forks.start()
            total = times * AT_EACH_KILL
            wait_for(lambda: WebhookEndpoint.objects.get(pk=row.pk).sequence == total, 1200)
            forks.stop(signal.SIGTERM)
        finally:
            forks.end()
        wrong = faults(receiver, list(range(1, total + 1)))
        interrupted = WebhookDelivery.objects.filter(state="interrupted").count()
        print(f"{connection.vendor}: {times} workers killed {dict(stages)}, {time.monotonic() - began:.0f} s")
        print(f"  {total} changes; {interrupted} attempts were interrupted;", end=" ")
        print(f"{len(receiver.taken) - len(receiver.first_time)} changes came again, under the same id;", end=" ")
        print("; ".join(wrong) or "nothing lost, in order, signed")
        return not wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    arguments = parser.parse_args()
    good = True
    if arguments.changes:
        with database():
            good = under_trouble(arguments.changes) and good
    if arguments.kills:
        with database():
            good = killed(arguments.kills) and good
    if not good:
        sys.exit(1)


if __name__ == "__main__":
    main()

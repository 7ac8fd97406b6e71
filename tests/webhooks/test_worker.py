"""The worker as a process: killed, asked to end, and beside others."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.management import call_command

from research.models import OutboxRow, WebhookDelivery, WebhookEndpoint
from tests.factories import ResearchUpdateFactory
from tests.webhooks.journal import endpoint, journalled
from tests.webhooks.receiver import Received, Receiver, Reply
from tests.webhooks.workers import Worker, wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_commits")]


def test_a_worker_killed_in_mid_delivery_loses_nothing(receiver: Receiver) -> None:
    """Killed while the receiver holds a request: before it was taken, and after it was taken and not yet noted."""
    made = endpoint(receiver)
    numbers = journalled(30)
    for taken_first in (False, True):
        hold = threading.Event()
        receiver.arrived.clear()

        def plan(_received: Received, taken_first: bool = taken_first, hold: threading.Event = hold) -> Reply:
            if taken_first:
                # The receiver has done its part, and the worker never hears of it.
                receiver.taken.append(_received)
            hold.wait(2)
            return Reply(cut=True)

        receiver.plan = plan
        worker = Worker()
        wait_for(receiver.arrived.is_set)
        worker.kill()
        hold.set()
    receiver.plan = lambda _received: Reply()

    worker = Worker()
    wait_for(lambda: WebhookEndpoint.objects.get(pk=made.pk).sequence == numbers[-1])
    said = worker.ask_to_end()

    assert receiver.first_time == numbers
    # At least once: the one that was taken and not noted comes again, and so may one that a busy database did not note.
    assert receiver.sequences.count(numbers[0]) == 2
    assert receiver.sequences == sorted(receiver.sequences)
    assert all(received.verified for received in receiver.taken)
    assert "nothing was left in hand" in said
    assert WebhookDelivery.objects.filter(state="interrupted").count() == 2


def test_a_worker_asked_to_end_finishes_what_it_has_in_hand(receiver: Receiver) -> None:
    made = endpoint(receiver)
    numbers = journalled(3)
    receiver.plan = lambda _received: Reply(hold=0.3)

    worker = Worker()
    wait_for(receiver.arrived.is_set)
    worker.ask_to_end()

    left = WebhookEndpoint.objects.get(pk=made.pk)
    assert receiver.sequences == numbers[:1]
    assert (left.sequence, left.leased_by) == (numbers[0], "")
    assert worker.process.returncode == 0


def test_several_workers_share_the_endpoints_and_send_nothing_twice() -> None:
    with Receiver() as first, Receiver() as second, Receiver() as third:
        receivers = [first, second, third]
        for one in receivers:
            endpoint(one)
            one.plan = lambda _received: Reply(hold=0.005)
        numbers = journalled(60)

        workers = [Worker("--senders", "2"), Worker("--senders", "2")]
        wait_for(lambda: all(len(one.taken) >= 60 for one in receivers))
        time.sleep(0.5)
        for worker in workers:
            worker.ask_to_end()

        assert [one.sequences for one in receivers] == [numbers] * 3


def test_once_builds_what_waits_and_tells_of_it(receiver: Receiver) -> None:
    made = endpoint(receiver)
    update = ResearchUpdateFactory.create(live=True)
    WebhookEndpoint.objects.filter(pk=made.pk).update(sequence=0)
    OutboxRow.objects.create(scope="key", subject=str(update.translation_key))

    worker = Worker("--once")
    worker.process.wait(timeout=60)

    assert worker.first_line.startswith("1 updates built, 1 webhooks sent")
    (received,) = receiver.taken
    assert received.verified
    assert received.data is not None
    assert received.data["translation_key"] == str(update.translation_key)
    assert received.data["path"] == f"updates/{update.translation_key}/?locale=en"


def test_a_worker_needs_at_least_one_sender() -> None:
    with pytest.raises(Exception, match="--senders must be 1 or more"):
        call_command("research_worker", "--once", "--senders", "0")

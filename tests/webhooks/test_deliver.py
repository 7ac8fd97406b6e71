"""Each change arrives at each endpoint that wants it: in order, signed, at least once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from standardwebhooks import Webhook
from wagtail.models import ModelLogEntry

from research.domain.changes import Reason
from research.models import DeliveryState, EndpointState, Failure, WebhookDelivery, WebhookEndpoint
from research.webhooks import leases, sign
from research.webhooks.deliver import deliver_due
from research.webhooks.report import ask_resend, ask_test, prune
from tests.factories import user
from tests.webhooks.journal import endpoint, journalled, wait_no_more
from tests.webhooks.receiver import Receiver, Reply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private")]


def again(made: WebhookEndpoint) -> WebhookEndpoint:
    return WebhookEndpoint.objects.get(pk=made.pk)


def test_changes_arrive_in_order_and_signed(receiver: Receiver) -> None:
    made = endpoint(receiver)
    numbers = journalled(3)

    assert deliver_due() == 3

    assert receiver.sequences == numbers
    assert all(received.verified for received in receiver.taken)
    assert [received.id for received in receiver.taken] == [made.message_id(number) for number in numbers]
    assert deliver_due() == 0


def test_a_message_says_what_the_feed_says(receiver: Receiver) -> None:
    endpoint(receiver)
    journalled(reason=Reason.WITHDRAWN, note="Taken back.", note_language="en")

    deliver_due()

    (received,) = receiver.taken
    assert received.type == "research-update.withdrawn"
    assert received.data is not None
    assert (received.data["removed"], received.data["state"]) == (True, "withdrawn")
    assert received.data["note"] == {
        "text": "Taken back.",
        "language": "en",
        "direction": "ltr",
        "origin": "human",
    }


def test_a_change_that_fails_holds_up_the_later_ones_and_keeps_its_id(receiver: Receiver) -> None:
    made = endpoint(receiver)
    first, second = journalled(2)
    receiver.plan = lambda _received: Reply(503)
    deliver_due()

    receiver.plan = lambda _received: Reply()
    assert deliver_due() == 0  # it waits
    wait_no_more(made)
    deliver_due()

    assert [received.sequence for received in receiver.received] == [first, first, second]
    assert receiver.received[0].id == receiver.received[1].id
    assert again(made).failures == 0


def test_a_slow_or_failing_endpoint_does_not_hold_up_another(receiver: Receiver) -> None:
    with Receiver(lambda _received: Reply(hold=1.5)) as slow:
        endpoint(slow)
        endpoint(receiver)
        numbers = journalled(2)

        deliver_due()

    assert receiver.sequences == numbers
    timed_out = WebhookDelivery.objects.get(failure=Failure.TIMEOUT)
    assert timed_out.seconds is not None
    assert timed_out.seconds >= 1.0


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    with Receiver() as elsewhere:
        receiver.plan = lambda _received: Reply(308, {"Location": elsewhere.url})
        endpoint(receiver)
        journalled()

        deliver_due()

    assert elsewhere.received == []
    assert "Redirects are not followed" in WebhookDelivery.objects.get().get_failure_display()


def test_the_time_that_a_receiver_names_is_kept(receiver: Receiver) -> None:
    made = endpoint(receiver)
    journalled()
    receiver.plan = lambda _received: Reply(429, {"Retry-After": "600"})

    before = timezone.now()
    deliver_due()

    waits = again(made).not_before
    assert waits is not None
    assert timedelta(seconds=599) < waits - before < timedelta(seconds=610)


def test_a_receiver_cannot_name_a_time_without_end(receiver: Receiver) -> None:
    made = endpoint(receiver)
    journalled()
    receiver.plan = lambda _received: Reply(503, {"Retry-After": "999999999"})

    deliver_due()

    waits = again(made).not_before
    assert waits is not None
    assert waits - timezone.now() <= timedelta(hours=1)


def test_410_disables_with_notice_and_nothing_is_lost(receiver: Receiver) -> None:
    user("keeper", superuser=True)
    made = endpoint(receiver, description="The clinic")
    numbers = journalled(2)
    receiver.plan = lambda _received: Reply(410)

    deliver_due()
    wait_no_more(made)
    deliver_due()

    assert len(receiver.received) == 1
    assert again(made).state == EndpointState.DISABLED
    (sent,) = mail.outbox
    assert sent.to == ["root@example.org"]
    assert "The clinic" in sent.subject
    assert "410 Gone" in sent.body
    assert f"/admin/webhooks/edit/{made.pk}/" in sent.body
    assert ModelLogEntry.objects.filter(action="research.webhook_disabled", object_id=str(made.pk)).exists()

    receiver.plan = lambda _received: Reply()
    WebhookEndpoint.objects.filter(pk=made.pk).update(enabled=True, disabled_because="", not_before=None)
    deliver_due()
    assert receiver.sequences == numbers


def test_an_endpoint_that_failed_for_days_is_disabled(receiver: Receiver) -> None:
    made = endpoint(receiver, failing_since=timezone.now() - timedelta(days=6), failures=40)
    journalled()
    receiver.plan = lambda _received: Reply(500)

    deliver_due()

    assert again(made).state == EndpointState.DISABLED


def test_a_paused_endpoint_is_told_nothing_and_goes_on_later(receiver: Receiver) -> None:
    made = endpoint(receiver, enabled=False)
    numbers = journalled(2)
    assert deliver_due() == 0

    WebhookEndpoint.objects.filter(pk=made.pk).update(enabled=True)
    deliver_due()

    assert receiver.sequences == numbers


def test_filters_choose_but_a_retraction_is_always_sent(receiver: Receiver) -> None:
    made = endpoint(receiver, reasons=["corrected"], locales=["es"])
    journalled(reason=Reason.PUBLISHED, locale="es")
    corrected = journalled(reason=Reason.CORRECTED, locale="es")
    journalled(reason=Reason.CORRECTED, locale="fr")
    retracted = journalled(reason=Reason.RETRACTED, locale="es")
    last = journalled(reason=Reason.UPDATED, locale="es")

    deliver_due()

    assert receiver.sequences == [*corrected, *retracted]
    assert [again(made).sequence] == last


def test_changes_of_another_site_are_not_sent(receiver: Receiver) -> None:
    made = endpoint(receiver)
    journalled(root=made.key)

    assert deliver_due() == 0


def test_both_secrets_sign_while_one_is_replaced(receiver: Receiver) -> None:
    made = endpoint(receiver)
    old = made.secret
    made.rotate(timezone.now(), timedelta(hours=24))
    journalled()

    deliver_due()

    (received,) = receiver.taken
    assert received.verified  # with the old secret, which the receiver still has
    assert len(received.headers["webhook-signature"].split()) == 2
    receiver.secret = made.secret
    assert made.secret != old
    made.old_secret_until = timezone.now() - timedelta(seconds=1)
    assert made.secrets(timezone.now()) == [made.secret]


def test_a_new_secret_verifies_too(receiver: Receiver) -> None:
    made = endpoint(receiver)
    made.rotate(timezone.now(), timedelta(hours=24))
    receiver.secret = made.secret
    journalled()

    deliver_due()

    assert receiver.taken[0].verified


def test_a_signature_does_not_fit_another_body_or_secret() -> None:
    signed = sign.headers("msg_1", timezone.now(), b'{"a":1}', ["whsec_" + "QUFB" * 8])

    assert Webhook("whsec_" + "QUFB" * 8).verify(b'{"a":1}', signed) == {"a": 1}
    for secret, body in (("QUFB" * 8, b'{"a":2}'), ("QkJC" * 8, b'{"a":1}')):
        with pytest.raises(Exception, match="No matching signature"):
            Webhook(f"whsec_{secret}").verify(body, signed)


def test_nothing_is_sent_to_a_private_address_unless_allowed(receiver: Receiver, settings: Any) -> None:
    settings.RESEARCH_UPDATES = {**settings.RESEARCH_UPDATES, "WEBHOOKS_ALLOW_PRIVATE": False}
    endpoint(receiver)
    journalled()

    deliver_due()

    assert receiver.received == []
    assert WebhookDelivery.objects.get().failure == Failure.ADDRESS


def test_a_test_is_sent_to_a_paused_endpoint_and_moves_nothing(receiver: Receiver) -> None:
    made = endpoint(receiver, enabled=False)
    journalled()
    ask_test(made)

    assert deliver_due() == 1

    assert (receiver.taken[0].type, receiver.taken[0].data) == ("research-update.test", None)
    assert receiver.taken[0].verified
    assert again(made).sequence == 0


def test_a_change_is_sent_again_with_the_id_that_it_had(receiver: Receiver) -> None:
    endpoint(receiver)
    journalled(2)
    deliver_due()

    ask_resend(WebhookDelivery.objects.earliest("pk"))
    deliver_due()

    assert receiver.sequences == [1, 2, 1]
    assert receiver.first_time == [1, 2]


def test_what_a_killed_worker_had_in_hand_is_sent_again_under_the_same_id(receiver: Receiver) -> None:
    made = endpoint(receiver)
    (number,) = journalled()
    lease = leases.claim()
    assert lease is not None
    # What stands in the database when a worker is killed between writing the attempt and its answer.
    WebhookDelivery.objects.create(
        endpoint=made,
        kind="change",
        sequence=number,
        message_id="msg_x",
        state=DeliveryState.SENDING,
        at=timezone.now(),
    )
    assert deliver_due() == 0

    WebhookEndpoint.objects.update(leased_until=timezone.now())
    deliver_due()

    assert receiver.sequences == [number]
    assert WebhookDelivery.objects.earliest("pk").state == DeliveryState.INTERRUPTED


def test_a_worker_that_lost_its_lease_changes_nothing(receiver: Receiver) -> None:
    made = endpoint(receiver)
    journalled(2)

    def another_takes_over(host: str, _port: int) -> list[str]:
        WebhookEndpoint.objects.filter(pk=made.pk).update(leased_by="another")
        return [host]

    deliver_due(resolver=another_takes_over)

    assert receiver.sequences == [1]
    assert (again(made).sequence, again(made).leased_by) == (0, "another")


def test_a_webhook_may_be_deleted_while_something_is_sent_to_it(receiver: Receiver) -> None:
    made = endpoint(receiver)
    journalled(2)

    def a_person_deletes_it(host: str, _port: int) -> list[str]:
        made.delete()
        return [host]

    assert deliver_due(resolver=a_person_deletes_it) == 1
    assert not WebhookDelivery.objects.exists()


def test_an_endpoint_has_one_worker_at_a_time(receiver: Receiver) -> None:
    endpoint(receiver)
    journalled()

    lease = leases.claim()

    assert lease is not None
    assert leases.claim() is None
    leases.release(lease)
    assert leases.claim() is not None


def test_the_answer_is_kept_in_part_and_can_be_stored(receiver: Receiver) -> None:
    receiver.plan = lambda _received: Reply(500, body=b"\x00\xffbad \xc3\xa9" + b"x" * 10_000)
    endpoint(receiver)
    journalled()

    deliver_due()

    excerpt = WebhookDelivery.objects.get().excerpt
    assert "bad é" in excerpt
    assert "\x00" not in excerpt
    assert len(excerpt) <= 4096


def test_the_report_forgets_what_is_old_and_keeps_what_waits(receiver: Receiver) -> None:
    made = endpoint(receiver)
    old = timezone.now() - timedelta(days=31)
    for state in (DeliveryState.DELIVERED, DeliveryState.WAITING):
        WebhookDelivery.objects.create(endpoint=made, kind="test", message_id="msg", state=state, at=old)
    ask_test(made)

    assert prune() == 1

    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {"waiting"}

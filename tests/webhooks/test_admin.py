"""Webhooks in the admin: who may do what, what a form refuses, and how often a secret is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from research.models import EndpointState, WebhookDelivery, WebhookEndpoint
from research.webhooks.admin import address
from tests.factories import user
from tests.webhooks.journal import endpoint, journalled, site

pytestmark = pytest.mark.django_db

SignedIn = Callable[..., Client]


@pytest.fixture
def signed_in() -> SignedIn:
    """Return the browser of a person who may enter the admin and do the named things with webhooks."""

    def with_permissions(*actions: str) -> Client:
        person = user("person-" + "-".join(actions))
        wanted = ["access_admin", *(f"{action}_webhookendpoint" for action in actions)]
        person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
        client = Client()
        client.force_login(person)
        return client

    return with_permissions


def delivery(made: WebhookEndpoint, **fields: Any) -> WebhookDelivery:
    given = {"kind": "change", "sequence": 1, "message_id": made.message_id(1), "state": "delivered", **fields}
    return WebhookDelivery.objects.create(endpoint=made, at=timezone.now(), **given)


def filled(**fields: Any) -> dict[str, Any]:
    given = {"description": "The clinic", "url": "https://93.184.216.34/hooks", "site": site().pk, "enabled": "on"}
    return {**given, **fields}


def screens(made: WebhookEndpoint, sent: WebhookDelivery) -> dict[str, str]:
    return {
        "index": address("index"),
        "add": address("add"),
        "edit": address("edit", made.pk),
        "delete": address("delete", made.pk),
        "secret": address("secret", made.pk),
        "new secret": address("new_secret", made.pk),
        "test": address("test", made.pk),
        "deliveries": address("deliveries"),
        "again": address("again", sent.pk),
    }


MATRIX = {
    (): set(),
    ("view",): {"index", "deliveries"},
    ("add",): {"index", "add", "secret", "deliveries"},
    ("change",): {"index", "edit", "secret", "new secret", "test", "deliveries", "again"},
    ("delete",): {"index", "delete", "deliveries"},
    ("add", "change", "delete", "view"): {
        *("index", "add", "edit", "delete", "secret", "new secret", "test", "deliveries", "again"),
    },
}


@pytest.mark.parametrize("actions", MATRIX, ids=lambda actions: "+".join(actions) or "nothing")
def test_who_may_see_which_screen(signed_in: SignedIn, actions: tuple[str, ...]) -> None:
    made = endpoint()
    client = signed_in(*actions)

    seen = {name for name, url in screens(made, delivery(made)).items() if client.get(url).status_code == 200}

    assert seen == MATRIX[actions]


@pytest.mark.parametrize("actions", MATRIX, ids=lambda actions: "+".join(actions) or "nothing")
def test_who_may_do_what(signed_in: SignedIn, actions: tuple[str, ...]) -> None:
    made = endpoint()
    sent = delivery(made)
    secret = made.secret
    client = signed_in(*actions)
    may_change = "change" in actions

    for name in ("test", "again", "new secret"):
        client.post(screens(made, sent)[name])
    client.post(address("edit", made.pk), filled())
    client.post(address("add"), filled(description="Another"))

    made.refresh_from_db()
    assert (made.secret != secret) is may_change
    assert (made.description == "The clinic") is may_change
    assert WebhookDelivery.objects.filter(state="waiting").count() == (2 if may_change else 0)
    assert WebhookEndpoint.objects.filter(description="Another").exists() is ("add" in actions)


def test_somebody_who_is_not_signed_in_sees_nothing() -> None:
    made = endpoint()

    for url in screens(made, delivery(made)).values():
        assert Client().get(url).status_code == 302


def test_editors_and_moderators_have_no_access_until_it_is_given() -> None:
    client = Client()
    client.force_login(user("", "Editors", "Moderators"))

    assert client.get(address("index")).status_code == 302
    assert "Webhook" not in client.get("/admin/reports/site-history/").content.decode()


def test_a_secret_is_shown_once_to_who_made_it(signed_in: SignedIn) -> None:
    client, other = signed_in("add", "change"), signed_in("change")

    added = client.post(address("add"), filled(), follow=True)

    made = WebhookEndpoint.objects.get()
    assert made.secret in added.content.decode()
    assert "no-store" in added.headers["Cache-Control"]
    for browser in (client, other):
        for url in screens(made, delivery(made)).values():
            assert made.secret not in browser.get(url).content.decode()


def test_a_new_secret_is_shown_once_and_the_old_one_goes_on_for_a_while(signed_in: SignedIn) -> None:
    made = endpoint()
    old = made.secret
    client = signed_in("change")

    shown = client.post(address("new_secret", made.pk), follow=True).content.decode()

    made.refresh_from_db()
    assert made.secret in shown
    assert old not in shown
    assert made.secrets(timezone.now()) == [made.secret, old]
    assert made.secret not in client.get(address("secret", made.pk)).content.decode()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://93.184.216.34/hooks", "begins with https://"),
        ("https://127.0.0.1/hooks", "private or reserved network"),
        ("https://localhost/hooks", "private or reserved network"),
        ("https://169.254.169.254/latest/meta-data/", "private or reserved network"),
        ("https://[::ffff:10.0.0.1]/", "private or reserved network"),
        ("https://user:pw@93.184.216.34/", "Leave out the user name"),
        ("https://93.184.216.34:25/", "Use port 443"),
        ("nonsense", "not the address of a web page"),
    ],
)
def test_a_bad_address_is_refused_at_its_field(signed_in: SignedIn, url: str, sentence: str) -> None:
    answer = signed_in("add").post(address("add"), filled(url=url))

    assert answer.status_code == 200
    assert sentence in " ".join(answer.context["form"].errors["url"])
    assert sentence in answer.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_a_new_webhook_begins_with_the_next_change_unless_it_wants_all(signed_in: SignedIn) -> None:
    numbers = journalled(3)
    client = signed_in("add")

    client.post(address("add"), filled(description="new"))
    client.post(address("add"), filled(description="all", from_beginning="on"))

    assert WebhookEndpoint.objects.get(description="new").sequence == numbers[-1]
    assert WebhookEndpoint.objects.get(description="all").sequence == 0


def test_the_form_never_puts_back_what_the_worker_did_meanwhile(signed_in: SignedIn, monkeypatch: Any) -> None:
    made = endpoint(locales=["es"])
    client = signed_in("change")
    form_clean = "research.webhooks.forms.WebhookForm.clean_url"

    def worker_moves_on(form: Any) -> str:
        WebhookEndpoint.objects.filter(pk=made.pk).update(sequence=99, leased_by="worker")
        return str(form.cleaned_data["url"])

    monkeypatch.setattr(form_clean, worker_moves_on)
    client.post(address("edit", made.pk), filled(reasons=["corrected"], locales=["es"]))

    made.refresh_from_db()
    assert (made.sequence, made.leased_by) == (99, "worker")
    assert (made.reasons, made.locales) == (["corrected"], ["es"])


def test_a_locale_that_was_removed_since_stays_chosen(signed_in: SignedIn) -> None:
    made = endpoint(locales=["xx"])

    signed_in("change").post(address("edit", made.pk), filled(locales=["xx"]))

    made.refresh_from_db()
    assert made.locales == ["xx"]


def test_enabling_again_clears_what_was_wrong_and_keeps_the_place(signed_in: SignedIn) -> None:
    made = endpoint(enabled=False, disabled_because="failing", failures=9, sequence=5, disabled_at=timezone.now())
    client = signed_in("change")
    page = client.get(address("edit", made.pk)).content.decode()

    client.post(address("edit", made.pk), filled())

    assert "Nothing was taken for too long." in page
    made.refresh_from_db()
    assert made.state == EndpointState.WORKING
    assert (made.failures, made.sequence, made.not_before) == (0, 5, None)


def test_the_report_says_what_came_of_each_attempt(signed_in: SignedIn) -> None:
    made = endpoint(description="The clinic", enabled=False, disabled_because="gone")
    other = endpoint(description="The library")
    delivery(made, state="failed", failure="redirect", status=302, excerpt="<script>alert(1)</script>")
    delivery(other, state="delivered", status=200)
    client = signed_in("view")

    everything = client.get(address("deliveries")).content.decode()
    failed = client.get(address("deliveries") + f"?endpoint={made.pk}&state=failed").context["object_list"]

    assert "Redirects are not followed" in everything
    assert "is disabled. The receiver answered 410 Gone" in everything
    assert "<script>alert" not in everything
    assert [row.endpoint for row in failed] == [made]
    assert "Send again" not in everything  # who may only look


def test_the_report_offers_to_send_again(signed_in: SignedIn) -> None:
    sent = delivery(endpoint())

    page = signed_in("change").get(address("deliveries")).content.decode()

    assert address("again", sent.pk) in page


def test_the_report_can_be_downloaded_without_secrets(signed_in: SignedIn) -> None:
    made = endpoint(description="The clinic")
    delivery(made)

    answer = signed_in("view").get(address("deliveries") + "?export=csv")
    table = b"".join(answer.streaming_content).decode()

    assert made.message_id(1) in table
    assert made.secret not in table


def test_the_history_of_a_webhook_holds_no_secret(signed_in: SignedIn) -> None:
    client = signed_in("add", "change")
    client.post(address("add"), filled())
    made = WebhookEndpoint.objects.get()
    client.post(address("edit", made.pk), filled(description="Renamed"))

    page = client.get(address("history", made.pk)).content.decode()

    assert made.secret not in page

"""API keys in the admin: who may do what, a key that is shown once, and one that is revoked for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from research.access.admin import address
from research.models import ApiKey, KeyScope
from tests.access.asking import UPDATES, bearer, key, past, site
from tests.factories import user

pytestmark = pytest.mark.django_db

SignedIn = Callable[..., Client]


@pytest.fixture
def signed_in() -> SignedIn:
    """Return the browser of a person who may enter the admin and do the named things with keys."""

    def with_permissions(*actions: str) -> Client:
        person = user("person-" + "-".join(actions))
        wanted = ["access_admin", *(f"{action}_apikey" for action in actions)]
        person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
        client = Client()
        client.force_login(person)
        return client

    return with_permissions


def filled(**fields: Any) -> dict[str, Any]:
    return {"name": "App for patients", "owner": "The clinic", "scopes": ["read"], **fields}


def screens(row: ApiKey) -> dict[str, str]:
    return {
        "index": address("index"),
        "add": address("add"),
        "edit": address("edit", row.pk),
        "delete": address("delete", row.pk),
        "revoke": address("revoke", row.pk),
    }


MATRIX = {
    (): set(),
    ("view",): {"index"},
    ("add",): {"index", "add"},
    ("change",): {"index", "edit", "revoke"},
    ("delete",): {"index", "delete"},
    ("add", "change", "delete", "view"): {"index", "add", "edit", "delete", "revoke"},
}


@pytest.mark.parametrize("actions", MATRIX, ids=lambda actions: "+".join(actions) or "nothing")
def test_who_may_see_and_do_what(signed_in: SignedIn, actions: tuple[str, ...]) -> None:
    row = key()[0]
    client = signed_in(*actions)

    seen = {name for name, url in screens(row).items() if client.get(url).status_code == 200}
    client.post(address("revoke", row.pk))
    client.post(address("edit", row.pk), filled(name="Renamed"))
    client.post(address("add"), filled(name="Another"))

    row.refresh_from_db()
    assert seen == MATRIX[actions]
    assert (row.revoked_at is not None) is ("change" in actions)
    assert (row.name == "Renamed") is ("change" in actions)
    assert ApiKey.objects.filter(name="Another").exists() is ("add" in actions)


def test_somebody_who_is_not_signed_in_sees_nothing() -> None:
    for url in screens(key()[0]).values():
        assert Client().get(url).status_code == 302


def test_editors_and_moderators_have_no_access_until_it_is_given() -> None:
    client = Client()
    client.force_login(user("", "Editors", "Moderators"))

    assert client.get(address("index")).status_code == 302


def test_permission_can_be_given_to_a_group(signed_in: SignedIn) -> None:
    client = Client()
    client.force_login(user("root", superuser=True))

    assert "API key" in client.get("/admin/groups/new/").content.decode()


def test_new_key_is_shown_once_and_opens_what_was_chosen(signed_in: SignedIn) -> None:
    client = signed_in("add", "change")

    answer = client.post(address("add"), filled(limit="120"))

    secret = answer.context["secret"]
    row = ApiKey.objects.get()
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert (row.limit, row.scopes, row.created_by) == (120, ["read"], answer.wsgi_request.user)
    for url in (*screens(row).values(), address("history", row.pk)):
        assert secret not in client.get(url).content.decode()
    with site() as api:
        assert api.get(UPDATES, headers=bearer(secret)).status_code == 200


def test_key_that_is_edited_stays_the_same_key(signed_in: SignedIn) -> None:
    row, secret = key()

    signed_in("change").post(address("edit", row.pk), filled(scopes=["read", "preview"]))

    assert ApiKey.of(secret) == row
    row.refresh_from_db()
    assert set(row.scopes) == {KeyScope.READ, KeyScope.PREVIEW}


def test_revoked_key_opens_nothing_and_stays_in_the_list(signed_in: SignedIn) -> None:
    row, secret = key()
    client = signed_in("change", "view")

    asked = client.get(address("revoke", row.pk)).content.decode()
    shown = client.post(address("revoke", row.pk), follow=True).content.decode()
    client.post(address("revoke", row.pk))

    assert "cannot be undone" in asked
    assert "opens nothing any more" in shown
    assert "Revoked" in shown
    with site() as api:
        assert api.get(UPDATES, headers=bearer(secret)).status_code == 401
    assert ModelLogEntry.objects.filter(action="research.api_key_revoked").count() == 1
    assert (
        f"The key that begins with {row.prefix} was revoked." in client.get(address("history", row.pk)).content.decode()
    )
    assert address("revoke", row.pk) not in client.get(address("edit", row.pk)).content.decode()


def test_form_never_opens_a_key_that_was_revoked_meanwhile(signed_in: SignedIn, monkeypatch: Any) -> None:
    row, _secret = key()
    monkeypatch.setattr(
        "research.access.forms.ApiKeyForm.clean_expires_at",
        lambda form: ApiKey.objects.get(pk=row.pk).revoke() and None,
    )

    signed_in("change").post(address("edit", row.pk), filled(name="Renamed"))

    row.refresh_from_db()
    assert row.name == "Renamed"
    assert row.revoked_at is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("owner", ""), ("scopes", []), ("scopes", ["all"]), ("limit", "0"), ("limit", "-1"), ("limit", "x")],
)
def test_bad_input_is_refused_at_its_field(signed_in: SignedIn, field: str, value: Any) -> None:
    answer = signed_in("add").post(address("add"), filled(**{field: value}))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("limit", [str(2**31), "9" * 30])
def test_limit_that_no_column_holds_is_refused(signed_in: SignedIn, limit: str) -> None:
    answer = signed_in("add").post(address("add"), filled(limit=limit))

    assert list(answer.context["form"].errors) == ["limit"]


def test_key_cannot_be_made_to_end_in_the_past(signed_in: SignedIn) -> None:
    when = timezone.localtime(timezone.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    answer = signed_in("add").post(address("add"), filled(expires_at=when))

    assert "This moment has passed" in " ".join(answer.context["form"].errors["expires_at"])


def test_key_that_has_expired_can_be_renamed(signed_in: SignedIn) -> None:
    row = key(expires_at=past().replace(second=0, microsecond=0))[0]
    when = timezone.localtime(row.expires_at).strftime("%Y-%m-%d %H:%M")

    signed_in("change").post(address("edit", row.pk), filled(name="Renamed", expires_at=when))

    row.refresh_from_db()
    assert row.name == "Renamed"


def test_empty_list_says_what_keys_are_for(signed_in: SignedIn) -> None:
    shown = signed_in("add").get(address("index")).content.decode()

    assert "Nobody has an API key" in shown
    assert "Make one key for each program" in shown
    assert address("add") in shown


def test_list_says_what_each_key_is(signed_in: SignedIn) -> None:
    rows = [key(limit=7)[0], key(KeyScope.PREVIEW, expires_at=past())[0], key(revoked_at=past())[0]]

    shown = signed_in("view").get(address("index")).content.decode()

    assert all(row.prefix in shown for row in rows)
    assert all(word in shown for word in ("Valid", "Expired", "Revoked", "Read the drafts of all updates"))
    assert all(row.digest not in shown for row in rows)


@pytest.mark.parametrize(
    "off", [{"RESEARCH_UPDATES": {**settings.RESEARCH_UPDATES, "API_KEYS": "off"}}, {"MIDDLEWARE": []}], ids=list
)
def test_list_says_where_no_key_is_read(signed_in: SignedIn, off: dict[str, Any]) -> None:
    if "MIDDLEWARE" in off:
        off = {"MIDDLEWARE": [name for name in settings.MIDDLEWARE if not name.startswith("research.access")]}
    client = signed_in("view")

    assert "switched off on this site" not in client.get(address("index")).content.decode()
    with override_settings(**off):
        assert "switched off on this site" in client.get(address("index")).content.decode()

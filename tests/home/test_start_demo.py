"""The first start of the demo fills the site; later ones change nothing."""

from __future__ import annotations

import io
import socket

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.models import Site

from home.demo import loader
from home.models import GlossaryTerm

pytestmark = pytest.mark.django_db

EXAMPLE_PAGES = "The example pages would be made here."


@pytest.fixture(autouse=True)
def _development(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEBUG = True
    monkeypatch.delenv("DEMO_ADMIN_PASSWORD", raising=False)
    # The example pages take seconds to make and have tests of their own.
    monkeypatch.setattr(loader, "load", lambda say: say(EXAMPLE_PAGES))


def start() -> str:
    output = io.StringIO()
    call_command("start_demo", prepare_only=True, stdout=output)
    return output.getvalue()


def test_first_start_makes_one_account_and_says_its_password() -> None:
    output = start()

    account = get_user_model().objects.get()
    [password] = [word for word in output.split() if account.check_password(word)]
    assert len(password) >= 16
    assert account.is_superuser
    assert GlossaryTerm.objects.filter(code="placebo").exists()
    assert EXAMPLE_PAGES in output


def test_password_from_the_environment_is_used_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_ADMIN_PASSWORD", "correct-horse-battery")

    output = start()

    assert get_user_model().objects.get().check_password("correct-horse-battery")
    assert "correct-horse-battery" not in output


def test_later_start_keeps_passwords_and_edited_or_deleted_content(monkeypatch: pytest.MonkeyPatch) -> None:
    start()
    account = get_user_model().objects.get()
    account.set_password("changed-by-a-person")
    account.save()
    GlossaryTerm.objects.filter(code="placebo").update(name_en="edited")
    GlossaryTerm.objects.filter(code="remission").delete()
    monkeypatch.setenv("DEMO_ADMIN_PASSWORD", "another-password")

    output = start()

    assert "Kept the content as it is." in output
    assert EXAMPLE_PAGES not in output
    assert get_user_model().objects.get().check_password("changed-by-a-person")
    assert GlossaryTerm.objects.get(code="placebo").name_en == "edited"
    assert not GlossaryTerm.objects.filter(code="remission").exists()


def test_port_in_use_is_said_before_anything_is_changed() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} cannot be used.*Choose another: make run PORT=8001"):
            call_command("start_demo", port=port, stdout=io.StringIO())

    assert not get_user_model().objects.exists()


def test_demo_does_not_start_on_a_public_server(settings: Settings) -> None:
    settings.DEBUG = False

    with pytest.raises(CommandError, match=r"use cms\.settings\.production"):
        start()


def test_site_knows_the_port_at_which_it_is_opened() -> None:
    call_command("start_demo", prepare_only=True, port=8123, stdout=io.StringIO())

    assert Site.objects.get(is_default_site=True).port == 8123

"""A site that leaves out what the plugin asks for is told so by name, before anything goes wrong."""

from __future__ import annotations

import pytest

from tests.hosts.project import Host, Said


@pytest.fixture(scope="module")
def forgetful(welsh_host: Host) -> Said:
    return welsh_host.manage("check", settings="forgetful")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("research.E001", "SMALL_SAMPLE"),
        ("research.E002", "Give the dotted path of a callable."),
        ("research.E011", "Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False."),
        ("research.E012", "Set WAGTAILLOCALIZE_DISABLE_ON_DELETE = True."),
        ("research.W001", "Add “research.middleware.PublishBlockedMiddleware” to MIDDLEWARE"),
        ("research.W010", "Use “wagtail.locales” in INSTALLED_APPS."),
    ],
)
def test_forgotten_setting_is_named_with_its_remedy(forgetful: Said, code: str, hint: str) -> None:
    assert forgetful.status == 1
    assert code in forgetful.err
    assert hint in forgetful.err


def test_translation_without_its_package_does_not_start_and_says_what_to_add(welsh_host: Host) -> None:
    said = welsh_host.manage("check", settings="unlocalized")

    assert said.status == 1
    assert said.err.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: research.translation needs wagtail-localize. "
        "Add “wagtail_localize” to INSTALLED_APPS, or take “research.translation” out."
    )


def test_tables_without_their_app_are_an_error_that_names_it(plain_host: Host) -> None:
    said = plain_host.manage("check", settings="tableless")

    assert said.status == 1
    assert "research.E003" in said.err
    assert "Add “wagtail.contrib.typed_table_block” to INSTALLED_APPS." in said.err

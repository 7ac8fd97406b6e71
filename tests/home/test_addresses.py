"""Addresses and languages: a page is served under its own language only."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Locale

from home.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("asked", "expected"), [("fr, en;q=0.5", "/fr/"), ("ar", "/ar/"), ("ja", "/en/")])
def test_address_without_language_leads_to_the_one_the_browser_prefers(
    client: Client, asked: str, expected: str
) -> None:
    response = client.get("/", headers={"accept-language": asked})

    assert (response.status_code, response["location"]) == (302, expected)
    assert "Accept-Language" in response["vary"]


def test_missing_translation_sends_on_to_the_page_under_its_own_language(client: Client) -> None:
    response = client.get("/fr/")

    assert response.status_code == 302
    assert response["location"].endswith("/en/")


def test_translated_page_is_served_with_its_language_and_direction(client: Client) -> None:
    arabic = Locale.objects.create(language_code="ar")
    page = HomePage.objects.get().copy_for_translation(arabic)
    page.title = "تحديثات الأبحاث"
    page.save_revision().publish()

    response = client.get("/ar/")

    assert response.status_code == 200
    assert '<html lang="ar" dir="rtl">' in response.content.decode()


@pytest.mark.parametrize("address", ["/api/v2/pages/", "/api/v3/pages/", "/admin/login/"])
def test_stock_addresses_answer(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_api_v3_describes_locales_too(client: Client) -> None:
    assert "/api/v3/locales/" in client.get("/api/v3/openapi.json").json()["paths"]

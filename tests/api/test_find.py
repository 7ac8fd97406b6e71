"""An update is found by the address that somebody has of it, also by one that it had before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from tests.factories import ResearchUpdateFactory, committed, publish, translated

pytestmark = pytest.mark.django_db

FIND = "/api/research/v1/updates/find/"


def find(**asked: str) -> Any:
    return Client().get(FIND, asked)


@pytest.mark.parametrize("prefix", ["", "http://testserver", "https://elsewhere.example.org"])
@pytest.mark.parametrize("slash", ["/", ""])
def test_public_address_finds_its_update_with_and_without_host_and_slash(prefix: str, slash: str) -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = find(path=f"{prefix}/en/research/{page.slug}{slash}")

    assert (answer.status_code, answer.json()["translation_key"]) == (200, str(page.translation_key))


def test_address_of_a_translation_finds_it_in_its_locale() -> None:
    page = ResearchUpdateFactory.create(live=True)
    translated(page, "ar", live=True)

    answer = find(path=f"/ar/research/{page.slug}/?from=mail#b-1")

    assert (answer.json()["locale"], answer["Content-Language"]) == ("ar", "ar")


def test_old_address_finds_it_after_a_new_slug_of_the_page_and_of_the_one_above() -> None:
    page = ResearchUpdateFactory.create(live=True)
    old = page.slug
    page.slug = "renamed"
    page = publish(page)
    index = page.get_parent().specific
    index.slug = "studies"
    publish(index)

    for address in (f"/en/research/{old}/", "/en/research/renamed/", "/en/studies/renamed/"):
        assert find(path=address).json()["translation_key"] == str(page.translation_key), address


def test_redirect_that_an_editor_set_is_followed_to_an_update() -> None:
    page = ResearchUpdateFactory.create(live=True)
    Redirect.objects.create(old_path="/from-the-newsletter", redirect_page=Page.objects.get(pk=page.pk))

    assert find(path="/from-the-newsletter").json()["translation_key"] == str(page.translation_key)


def test_slug_finds_the_only_update_that_has_or_had_it() -> None:
    page = ResearchUpdateFactory.create(live=True, slug="cells-in-ms")
    translated(page, "es", live=True)
    assert find(slug="cells-in-ms").json()["locale"] == "en"
    assert find(slug="cells-in-ms", locale="es").json()["locale"] == "es"

    page.slug = "renamed"
    publish(page)

    assert find(slug="cells-in-ms", locale="en").json()["translation_key"] == str(page.translation_key)


def test_draft_and_restricted_page_are_not_found() -> None:
    draft, restricted = ResearchUpdateFactory.create(), ResearchUpdateFactory.create()
    PageViewRestriction.objects.create(page=Page.objects.get(pk=restricted.pk), restriction_type="login")
    publish(restricted)

    for page in (draft, restricted):
        assert find(path=f"/en/research/{page.slug}/").status_code == 404
        assert find(slug=page.slug).status_code == 404


def test_withdrawn_update_is_gone_at_its_address() -> None:
    page = ResearchUpdateFactory.create(live=True)
    page.withdrawal_note = "The clinic took its post down."
    page.save_revision()
    with committed():
        page.unpublish()

    answer = find(path=f"/en/research/{page.slug}/")

    assert (answer.status_code, answer.json()["code"]) == (410, "update-withdrawn")
    assert answer.json()["withdrawal"]["note"] == {
        "text": "The clinic took its post down.",
        "language": "en",
        "direction": "ltr",
        "origin": "human",
    }


def test_redirect_of_a_withdrawn_update_is_named_and_only_to_what_is_public() -> None:
    old, new = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create(live=True)
    with committed():
        old.unpublish()
    Redirect.objects.create(old_path=f"/en/research/{old.slug}", redirect_page=Page.objects.get(pk=new.pk))
    address = f"/api/research/v1/updates/{old.translation_key}/"

    body = Client().get(address).json()
    assert (body["code"], body["withdrawal"]["state"]) == ("update-redirected", "redirected")
    assert body["withdrawal"]["location"].endswith(f"/en/research/{new.slug}/")

    with committed():
        new.unpublish()
    assert Client().get(address).json()["withdrawal"] == {
        "state": "withdrawn",
        "at": body["withdrawal"]["at"],
        "note": None,
        "location": None,
    }

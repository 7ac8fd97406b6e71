"""A term in use stays, whoever tries to take it away; one that nobody uses goes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, Page

from home import term_usage
from home.models import GlossaryTerm, HomePage

pytestmark = pytest.mark.django_db

SENTENCE = "“placebo” is used by 1 page: “Research updates”."
REMEDY = "Tick “retired” instead"


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> GlossaryTerm:
    """The term “placebo”, which the home page is said to use."""
    term = GlossaryTerm.objects.create(code="placebo", name_en="placebo")

    def pages_using_term(vocabulary: str, code: str) -> list[Page]:
        return list(HomePage.objects.all()) if (vocabulary, code) == ("glossary", "placebo") else []

    monkeypatch.setattr(term_usage, "pages_using_term", pages_using_term)
    return term


def test_admin_says_which_page_uses_the_term_and_what_to_do(admin_client: Client, used: GlossaryTerm) -> None:
    address = reverse(used.snippet_viewset.get_url_name("delete"), args=[used.pk])

    page = admin_client.post(address, follow=True)

    assert page.redirect_chain == [(reverse(used.snippet_viewset.get_url_name("edit"), args=[used.pk]), 302)]
    assert SENTENCE in page.content.decode()
    assert REMEDY in page.content.decode()
    assert GlossaryTerm.objects.filter(pk=used.pk).exists()


def test_bulk_deletion_with_one_used_term_deletes_none(admin_client: Client, used: GlossaryTerm) -> None:
    unused = GlossaryTerm.objects.create(code="myelin", name_en="myelin")
    address = reverse("wagtail_bulk_action", args=["home", "glossaryterm", "delete"])

    page = admin_client.post(f"{address}?id={used.pk}&id={unused.pk}", follow=True)

    assert SENTENCE in page.content.decode()
    assert GlossaryTerm.objects.count() == 2


def test_code_and_querysets_cannot_delete_it_either(used: GlossaryTerm) -> None:
    with pytest.raises(ValidationError, match=REMEDY), transaction.atomic():
        used.delete()
    with pytest.raises(ValidationError, match=REMEDY), transaction.atomic():
        GlossaryTerm.objects.all().delete()


def test_api_v3_refuses_with_the_sentence(client: Client, admin_user: User, used: GlossaryTerm) -> None:
    _token, key = APIToken.create_token(user=admin_user, name="tests")

    response = client.delete(
        f"/api/v3/snippets/home.GlossaryTerm/{used.pk}/", headers={"authorization": f"Bearer {key}"}
    )

    assert response.status_code == 422, response.content
    assert SENTENCE in response.json()["errors"][0]["msg"]


def test_code_of_a_used_term_cannot_change_but_its_name_can(used: GlossaryTerm) -> None:
    used.name_en = "dummy treatment"
    used.full_clean()

    used.code = "dummy"
    with pytest.raises(ValidationError) as refused:
        used.full_clean()

    assert "Leave the code “placebo” as it is." in refused.value.message_dict["code"][0]


def test_term_that_no_page_uses_is_deleted(admin_client: Client) -> None:
    term = GlossaryTerm.objects.create(code="myelin", name_en="myelin")

    admin_client.post(reverse(term.snippet_viewset.get_url_name("delete"), args=[term.pk]))

    assert not GlossaryTerm.objects.exists()


def test_several_pages_are_counted_and_one_is_named(used: GlossaryTerm) -> None:
    pages = [HomePage(title="First", draft_title="First"), HomePage(title="Second", draft_title="Second")]

    assert term_usage.used_by("placebo", pages) == "“placebo” is used by 2 pages, such as “First”."

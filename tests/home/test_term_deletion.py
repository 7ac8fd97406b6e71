"""A term in use stays, whoever tries to take it away; one that nobody uses goes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken

from home.models import Condition, GlossaryTerm, HomePage
from home.term_usage import used_by
from research.models import ResearchUpdatePage

pytestmark = pytest.mark.django_db

SENTENCE = "“multiple sclerosis” is used by 1 page: “A small study”."
REMEDY = "Tick “retired” instead"


@pytest.fixture
def used() -> Condition:
    """A condition that a draft names."""
    term = Condition.objects.create(code="multiple_sclerosis", name_en="multiple sclerosis")
    HomePage.objects.get().add_child(
        instance=ResearchUpdatePage(title="A small study", slug="a-small-study", condition=term.code, live=False)
    )
    return term


def test_admin_says_which_page_uses_the_term_and_what_to_do(admin_client: Client, used: Condition) -> None:
    address = reverse(used.snippet_viewset.get_url_name("delete"), args=[used.pk])

    page = admin_client.post(address, follow=True)

    assert page.redirect_chain == [(reverse(used.snippet_viewset.get_url_name("edit"), args=[used.pk]), 302)]
    assert SENTENCE in page.content.decode()
    assert REMEDY in page.content.decode()
    assert Condition.objects.filter(pk=used.pk).exists()


def test_bulk_deletion_with_one_used_term_deletes_none(admin_client: Client, used: Condition) -> None:
    unused = Condition.objects.create(code="migraine", name_en="migraine")
    address = reverse("wagtail_bulk_action", args=["home", "condition", "delete"])

    page = admin_client.post(f"{address}?id={used.pk}&id={unused.pk}", follow=True)

    assert SENTENCE in page.content.decode()
    assert Condition.objects.count() == 2


def test_code_and_querysets_cannot_delete_it_either(used: Condition) -> None:
    with pytest.raises(ValidationError, match=REMEDY), transaction.atomic():
        used.delete()
    with pytest.raises(ValidationError, match=REMEDY), transaction.atomic():
        Condition.objects.all().delete()


def test_api_v3_refuses_with_the_sentence(client: Client, admin_user: User, used: Condition) -> None:
    _token, key = APIToken.create_token(user=admin_user, name="tests")

    response = client.delete(f"/api/v3/snippets/home.Condition/{used.pk}/", headers={"authorization": f"Bearer {key}"})

    assert response.status_code == 422, response.content
    assert SENTENCE in response.json()["errors"][0]["msg"]


def test_code_of_a_used_term_cannot_change_but_its_name_can(used: Condition) -> None:
    used.name_en = "MS"
    used.full_clean()

    used.code = "ms"
    with pytest.raises(ValidationError) as refused:
        used.full_clean()

    assert "Leave the code “multiple_sclerosis” as it is." in refused.value.message_dict["code"][0]


def test_term_that_no_page_uses_is_deleted(admin_client: Client) -> None:
    term = GlossaryTerm.objects.create(code="myelin", name_en="myelin")

    admin_client.post(reverse(term.snippet_viewset.get_url_name("delete"), args=[term.pk]))

    assert not GlossaryTerm.objects.exists()


def test_several_pages_are_counted_and_one_is_named() -> None:
    pages = [HomePage(title=title, draft_title=title) for title in ("First", "Second")]

    assert used_by("placebo", pages) == "“placebo” is used by 2 pages, such as “First”."

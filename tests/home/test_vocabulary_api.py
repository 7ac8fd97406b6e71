"""Terms written by scripts, over Wagtail's API v3."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import APIToken

from home.models import GlossaryTerm

pytestmark = pytest.mark.django_db


def test_api_v3_writes_each_language_by_its_column(client: Client, admin_user: User) -> None:
    _token, key = APIToken.create_token(user=admin_user, name="tests")

    response = client.post(
        "/api/v3/snippets/home.GlossaryTerm/",
        {"meta": {"type": "home.GlossaryTerm"}, "code": "myelin", "name_en": "myelin", "name_fr": "myéline"},
        content_type="application/json",
        headers={"authorization": f"Bearer {key}", "accept-language": "fr"},
    )

    assert response.status_code == 201, response.content
    term = GlossaryTerm.objects.get()
    assert (term.name_en, term.name_fr, term.name_de) == ("myelin", "myéline", None)


def test_api_v3_refuses_a_definition_with_another_number(client: Client, admin_user: User) -> None:
    _token, key = APIToken.create_token(user=admin_user, name="tests")
    texts = {"definition_en": "It lasts 12 weeks.", "definition_fr": "Cela dure 21 semaines."}

    response = client.post(
        "/api/v3/snippets/home.GlossaryTerm/",
        {"meta": {"type": "home.GlossaryTerm"}, "code": "phase", "name_en": "phase", **texts},
        content_type="application/json",
        headers={"authorization": f"Bearer {key}"},
    )

    assert response.status_code == 422, response.content
    assert "The numbers differ from the source." in response.content.decode()
    assert not GlossaryTerm.objects.exists()

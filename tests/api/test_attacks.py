"""What an attacker tried, and what comes of it now."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from research.models import PublishBlocked, ResearchUpdatePage
from tests.factories import (
    ResearchUpdateFactory,
    Tree,
    bearer,
    committed,
    publish,
    set_stream,
    stream,
    translated,
    user,
)
from tests.translation.localize import translated_by_localize

pytestmark = pytest.mark.django_db


def test_search_of_v2_answers_with_what_is_served() -> None:
    ResearchUpdateFactory.create(live=True)

    answer = Client().get("/api/v2/pages/?search=cells&type=research.ResearchUpdatePage")

    assert answer.status_code == 200


def test_text_that_the_source_does_not_have_stops_a_translation() -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)
    body = stream(spanish)
    body[1]["value"]["caveats"][0]["value"]["detail"] = "Las células ayudan a todas las personas."
    set_stream(spanish, "body", body)

    with pytest.raises(PublishBlocked) as refused:
        publish(spanish)

    assert [problem.code for problem in refused.value.problems] == ["block-added"]


def test_body_nested_without_end_is_refused() -> None:
    answer = Client(raise_request_exception=False).post(
        reverse("wagtailapi_v3:create_page"), data="[" * 100_000, content_type="application/json"
    )

    assert 400 <= answer.status_code < 500


def test_review_at_the_end_of_the_calendar_is_kept() -> None:
    page = ResearchUpdateFactory.create(last_reviewed=date(9999, 12, 31), next_review_due=None)

    assert page.next_review_due.year == 9999


@pytest.mark.parametrize("spelling", ["{%s}", "urn:uuid:%s"])
def test_update_has_one_address(spelling: str) -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = Client().get(f"/api/research/v1/updates/{spelling % page.translation_key}/")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-key")


def test_other_spelling_of_an_identifier_is_no_change() -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)
    body: list[Any] = stream(spanish)
    body[0]["value"]["identifiers"][0]["value"]["value"] = "10.1212/nxi.0000000000000928"
    set_stream(spanish, "body", body)

    assert publish(spanish).live


def test_page_below_the_list_of_another_language_has_no_endless_redirect(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(ResearchUpdateFactory.create(live=True), "es", live=True)
    with committed():
        copy = page.copy(to=spanish.get_parent(), update_attrs={"slug": "lost"}, keep_live=True)

    answer = Client().get(f"/es{copy.url_path.split('/', 2)[2].join(['/', ''])}")

    assert answer.status_code == 404


def test_person_without_the_right_to_publish_cannot_put_english_in_the_place_of_a_translation() -> None:
    _translation, spanish = translated_by_localize(ResearchUpdateFactory.create(live=True), "es")
    client = Client()
    client.force_login(user("editor", "Editors"))

    answer = client.post(reverse("wagtail_localize:convert_to_alias", args=[spanish.pk]))

    row = ResearchUpdatePage.objects.get(pk=spanish.pk)
    assert answer.status_code in (302, 403)
    assert (row.alias_of_id, row.title) == (None, spanish.title)


def test_person_without_the_right_to_publish_cannot_stop_a_translation() -> None:
    translation, _spanish = translated_by_localize(ResearchUpdateFactory.create(live=True), "es")
    client = Client()
    client.force_login(user("editor", "Editors"))

    answer = client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))

    translation.refresh_from_db()
    assert answer.status_code in (302, 403)
    assert translation.enabled


def test_block_sent_twice_under_one_id_is_not_published(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)
    body = stream(spanish)
    finding = next(block for block in body if block["type"] == "finding")
    invented = {**finding, "value": {**finding["value"], "statement": "Siempre funcionó en 17 personas."}}
    set_stream(spanish, "body", [invented, *body])

    with pytest.raises(PublishBlocked) as refused:
        publish(spanish)

    assert "block-id-repeated" in {problem.code for problem in refused.value.problems}


def test_alias_that_becomes_a_page_of_its_own_is_a_draft_until_it_is_translated(tree: Tree) -> None:
    _translation, spanish = translated_by_localize(ResearchUpdateFactory.create(live=True), "es")
    root = user("root", superuser=True)
    client = Client()
    client.force_login(root)
    with committed():
        client.post(reverse("wagtail_localize:convert_to_alias", args=[spanish.pk]))
    served = Client().get(f"/api/research/v1/updates/{spanish.translation_key}/?locale=es").json()
    assert (served["language"], served["title"]["origin"]) == ("en", "fallback")

    with committed():
        client.post(
            f"/api/v3/pages/{spanish.pk}/actions/convert_alias/", "{}", "application/json", headers=bearer(root)
        )

    row = ResearchUpdatePage.objects.get(pk=spanish.pk)
    assert (row.alias_of_id, row.live) == (None, False)
    address = f"/api/research/v1/updates/{spanish.translation_key}/?locale=es&fallback=none"
    # It was public as what it was, an alias in English.
    assert Client().get(address).status_code == 410

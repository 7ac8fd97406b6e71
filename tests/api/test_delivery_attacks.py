"""What an attacker tried on the delivery of public content, and what comes of it now."""

from __future__ import annotations

import json
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from research.api import rows
from research.models import Representation, SearchEntry
from tests.factories import ResearchUpdateFactory, publish, translated
from tests.search.asking import titles

pytestmark = pytest.mark.django_db

API = "/api/research/v1/"


def get(path: str, **headers: str) -> Any:
    return Client().get(f"{API}{path}", headers=headers)


def test_host_with_a_dot_at_its_end_is_the_same_site(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    theirs = ResearchUpdateFactory.create(live=True)
    first = Site.objects.get(is_default_site=True)
    other = Page.objects.get(depth=1).add_child(instance=Page(title="Another", slug="another"))
    Site.objects.create(hostname="two.test", port=80, root_page=other)

    for host in ("two.test", "two.test."):
        assert get("updates/", host=host).json()["items"] == []
        assert get(f"updates/{theirs.translation_key}/", host=host).status_code == 404
    assert get(f"updates/{theirs.translation_key}/", host=f"{first.hostname}.").status_code == 200


def test_total_counts_what_the_list_holds() -> None:
    ResearchUpdateFactory.create(live=True, next_review_due=None, last_reviewed=None)

    body = get("updates/?sort=review_due&total=true").json()

    assert (len(body["items"]), body["total"]) == (0, 0)


def test_redirect_to_a_draft_cannot_be_told_from_nothing() -> None:
    draft = ResearchUpdateFactory.create()
    Redirect.objects.create(old_path="/en/research/soon", redirect_page=Page.objects.get(pk=draft.pk))

    drafted, nothing = get("updates/find/?path=/en/research/soon/"), get("updates/find/?path=/en/research/none/")

    assert drafted.status_code == 404
    assert drafted.json() == nothing.json()


def test_title_alone_comes_with_what_is_not_reviewed_and_what_lags() -> None:
    page = ResearchUpdateFactory.create(live=True)

    excerpt = get(f"updates/{page.translation_key}/?fields=topics").json()

    assert {"outdated_notice", "review_notice"} <= excerpt["provenance"].keys()


def test_list_of_every_locale_calls_none_of_them_the_source() -> None:
    translated(ResearchUpdateFactory.create(live=True), "es", live=True)

    assert {item["served"]["why"] for item in get("updates/").json()["items"]} == {"every"}


def test_search_does_not_show_what_is_served_otherwise_by_now() -> None:
    page = ResearchUpdateFactory.create(live=True)
    assert titles(page.title) == [page.title]

    # As while the index has not been told of a retraction yet.
    SearchEntry.objects.update(etag='"of what was served before"')

    assert titles(page.title) == []


def test_token_of_a_preview_is_kept_by_nobody_on_the_way_to_a_slash() -> None:
    answer = get("updates/6f0c2f0e-8a53-4b6b-9d0a-0c2f6f1f3a10?preview=secret")

    assert answer.status_code == 301
    assert "no-store" in answer["Cache-Control"]


def test_body_of_three_megabytes_is_refused_as_a_problem() -> None:
    answer = Client(raise_request_exception=False).post(
        f"{API}updates/check/", data=json.dumps({"copies": ["x" * 3_000_000]}), content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body")


def test_publication_between_two_questions_does_not_give_one_tag_two_bodies() -> None:
    page = ResearchUpdateFactory.create(live=True)
    address = f"updates/{page.translation_key}/"
    first = get(address)
    half = first["ETag"].split("-")[0] + '-000000000000"'
    ask, asked = rows.group, []

    def published_after_the_first(*args: Any) -> Any:
        found = ask(*args)
        if not asked:
            asked.append(True)
            page.title = "Another title"
            publish(page)
        return found

    with mock.patch.object(rows, "group", published_after_the_first):
        second = get(address, if_none_match=half)

    assert second.json()["title"]["text"] == "Another title"
    assert second["ETag"].startswith(Representation.objects.get().etag.rstrip('"'))

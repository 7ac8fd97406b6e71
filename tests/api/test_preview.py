"""Drafts by token: for one update, for a while, and never a finding without its caveats."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from research.models import PreviewToken, Representation, ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, parents_in, set_stream, site_tree, stream, translated, user

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"


@pytest.fixture
def draft() -> ResearchUpdatePage:
    page: ResearchUpdatePage = ResearchUpdateFactory.create()
    return page


def get(key: uuid.UUID, token: str, query: str = "") -> Any:
    return Client().get(f"{UPDATES}{key}/?preview={token}{query}")


def token_for(page: ResearchUpdatePage, **fields: Any) -> str:
    return str(PreviewToken.issue(page.translation_key, **{"days": 1, **fields})[1])


def test_draft_is_read_with_its_token_and_by_nobody_else(draft: ResearchUpdatePage) -> None:
    answer = get(draft.translation_key, token_for(draft))

    body = answer.json()
    assert (answer.status_code, body["title"]["text"]) == (200, draft.title)
    assert body["preview"]["problems"] == []
    assert body["links"]["page"] is None
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Content-Language"] == "en"
    assert Client().get(f"{UPDATES}{draft.translation_key}/").status_code == 404
    assert not Representation.objects.exists()


def test_preview_of_a_public_update_is_its_latest_revision() -> None:
    page = ResearchUpdateFactory.create(live=True, title="As published")
    page.title = "As being written"
    page.save_revision()

    assert get(page.translation_key, token_for(page)).json()["title"]["text"] == "As being written"
    assert Client().get(f"{UPDATES}{page.translation_key}/").json()["title"]["text"] == "As published"


def test_draft_in_another_locale_is_opened_by_a_token_for_every_locale_or_for_that_one(
    draft: ResearchUpdatePage,
) -> None:
    translated(draft, "ar")
    key = draft.translation_key

    assert get(key, token_for(draft), "&locale=ar").json()["direction"] == "rtl"
    assert get(key, token_for(draft, locale="ar")).json()["locale"] == "ar"
    assert get(key, token_for(draft, locale="en"), "&locale=ar").status_code == 403


def test_reviewer_is_told_what_stops_publication() -> None:
    page = ResearchUpdateFactory.create(without="harms")

    problems = get(page.translation_key, token_for(page)).json()["preview"]["problems"]

    stops = [problem for problem in problems if problem["severity"] == "error"]
    assert stops
    assert all(problem["message"]["text"] and problem["message"]["language"] == "en" for problem in stops)


def test_finding_without_caveats_is_not_shown_to_a_reviewer_either() -> None:
    page = ResearchUpdateFactory.create(without="caveats")

    answer = get(page.translation_key, token_for(page))

    assert (answer.status_code, answer.json()["code"]) == (409, "draft-not-servable")
    assert answer.json()["errors"]
    assert answer["Cache-Control"] == "private, no-store"


def wrong_tokens(page: ResearchUpdatePage) -> dict[str, str]:
    other = ResearchUpdateFactory.create()
    expired, revoked = token_for(page), token_for(page)
    PreviewToken.objects.filter(prefix=expired.partition(".")[0]).update(expires_at=timezone.now())
    PreviewToken.objects.get(prefix=revoked.partition(".")[0]).revoke()
    good = token_for(page)
    return {
        "expired": expired,
        "revoked": revoked,
        "of another update": token_for(other),
        "with another secret": f"{good.partition('.')[0]}.x",
        "prefix alone": good.partition(".")[0],
        "empty": "",
        "nonsense": "%00.%ff",
        "long": "a" * 5000,
    }


def test_token_that_does_not_open_tells_nothing_of_the_page(draft: ResearchUpdatePage) -> None:
    answers = {name: get(draft.translation_key, token) for name, token in wrong_tokens(draft).items()}
    nothing = get(uuid.uuid4(), token_for(draft))

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 403)
    assert {answer.content for answer in answers.values()} == {nothing.content}
    assert all(answer["Cache-Control"] == "private, no-store" for answer in answers.values())


def test_token_itself_is_not_kept(draft: ResearchUpdatePage) -> None:
    row, token = PreviewToken.issue(draft.translation_key, days=1)

    assert token.partition(".")[2] not in "".join(str(value) for value in vars(row).values())


def test_use_is_noted_once_a_minute_at_most(draft: ResearchUpdatePage) -> None:
    token = token_for(draft)
    get(draft.translation_key, token)
    first = PreviewToken.objects.get().last_used_at
    with CaptureQueriesContext(connection) as queries:
        get(draft.translation_key, token)

    assert first is not None
    assert PreviewToken.objects.get().last_used_at == first
    assert not [query for query in queries if query["sql"].startswith("UPDATE")]
    PreviewToken.objects.update(last_used_at=first - timedelta(minutes=2))
    get(draft.translation_key, token)
    assert PreviewToken.objects.get().last_used_at >= first


@pytest.mark.parametrize("query", ["&fields=title", "&locales=*", "&fallback=none", "&preview=again"])
def test_other_parameters_do_not_go_with_a_preview(query: str, draft: ResearchUpdatePage) -> None:
    assert get(draft.translation_key, token_for(draft), query).status_code == 422


def client_of(who: str, page: Page) -> Client:
    client = Client()
    if who == "editor of this section":
        person = user("here", "Editors")
    elif who == "editor of another section":
        person = user("there", "Editors")
        group = person.groups.get()
        GroupPagePermission.objects.filter(group=group).delete()
    elif who == "superuser":
        person = user("root", superuser=True)
    else:
        return client
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("who", "status", "tokens"),
    [
        ("superuser", 200, 1),
        ("editor of this section", 200, 1),
        ("editor of another section", 302, 0),
        ("nobody", 302, 0),
    ],
)
def test_whoever_may_edit_a_draft_may_share_it(who: str, status: int, tokens: int, draft: ResearchUpdatePage) -> None:
    address = reverse("research_share", args=[draft.pk])
    client = client_of(who, draft)

    answer = client.post(address, {"note": "A reviewer", "days": "7"})

    assert answer.status_code == status
    assert PreviewToken.objects.count() == tokens
    if tokens:
        shown = answer.context["address"]
        assert Client().get(shown).json()["title"]["text"] == draft.title
        assert b"preview=" not in client.get(address).content
        assert b"A reviewer" in client.get(address).content


@pytest.mark.parametrize(("who", "open_"), [("editor of this section", False), ("editor of another section", True)])
def test_whoever_may_edit_a_draft_may_revoke_its_tokens(who: str, open_: bool, draft: ResearchUpdatePage) -> None:
    row, _token = PreviewToken.issue(draft.translation_key, days=1)

    client_of(who, draft).post(reverse("research_share_revoke", args=[draft.pk, row.pk]))

    assert PreviewToken.objects.get().is_open() is open_


def test_page_of_a_draft_has_a_button_that_leads_there(draft: ResearchUpdatePage) -> None:
    client = client_of("superuser", draft)

    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()

    assert reverse("research_share", args=[draft.pk]) in html


def test_text_that_nobody_has_translated_is_in_the_language_of_its_source() -> None:
    page = ResearchUpdateFactory.create(live=True)
    german = translated(page, "de")
    body = stream(german)
    body[1]["value"]["statement"] = stream(page)[1]["value"]["statement"]
    set_stream(german, "body", body)
    german.save_revision()

    answer = get(page.translation_key, token_for(german, locale="de"))

    finding = next(block for block in answer.json()["blocks"] if block["type"] == "finding")
    assert (finding["statement"]["language"], finding["statement"]["origin"]) == ("en", "fallback")
    assert finding["written_in"]["language"] == "en"
    assert finding["caveats"][1]["detail"]["language"] == "de"
    assert answer["Content-Language"] == "de, en"


def test_draft_that_is_not_translated_at_all_says_german_of_nothing() -> None:
    page = ResearchUpdateFactory.create(live=True)
    parents_in("de")
    german = page.copy_for_translation(site_tree().locales["de"])

    update = get(page.translation_key, token_for(german, locale="de")).json()

    assert update["locale"] == "de"
    written = [block["statement"] for block in update["blocks"] if block["type"] == "finding"]
    written += [message["message"] for message in update["summary"]]
    assert {text["language"] for text in written} == {"en"}

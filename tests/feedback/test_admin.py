"""Answers of readers in the admin: who sees which, moderation one by one and many at once, and hostile text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from research.feedback.admin import address
from research.feedback.moderation import ACTIONS, bulk_address
from research.models import Feedback, FeedbackState
from tests.factories import ResearchIndexFactory, ResearchUpdateFactory, site_tree, user
from tests.feedback.asking import answer

pytestmark = pytest.mark.django_db

KEEP, HIDE, DELETE = (bulk_address(action) for action in ACTIONS)
HOSTILE = "=HYPERLINK(1)<script>alert('x')</script><img src=x onerror=alert(1)>"

SignedIn = Callable[..., Client]


@pytest.fixture
def page() -> Any:
    return ResearchUpdateFactory.create(live=True)


@pytest.fixture
def signed_in() -> SignedIn:
    """Return the browser of a person with the named permissions on answers, who may edit what is below ``below``."""

    def with_permissions(*actions: str, below: Any = None) -> Client:
        person = user("person-" + "-".join(actions))
        wanted = ["access_admin", *(f"{action}_feedback" for action in actions)]
        person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
        if below is not None:
            group = Group.objects.create(name="Those who edit")
            GroupPagePermission.objects.create(group=group, page=below, permission_type="change")
            person.groups.add(group)
        client = Client()
        client.force_login(person)
        return client

    return with_permissions


def chosen(action: str, *rows: Feedback) -> str:
    return f"{action}?{'&'.join(f'id={row.pk}' for row in rows)}&next={address('index')}"


MATRIX = {
    (): set(),
    ("view",): {"index", "passages"},
    ("change",): {"index", "passages", "keep", "hide"},
    ("delete",): {"index", "passages", "delete"},
    ("view", "change", "delete"): {"index", "passages", "keep", "hide", "delete"},
}


@pytest.mark.parametrize("actions", MATRIX, ids=lambda actions: "+".join(actions) or "nothing")
def test_who_may_see_and_do_what(page: Any, signed_in: SignedIn, actions: tuple[str, ...]) -> None:
    row = answer(page)
    client = signed_in(*actions, below=site_tree().root)
    screens = {
        **{name: address(name) for name in ("index", "passages")},
        **{name: chosen(url, row) for name, url in (("keep", KEEP), ("hide", HIDE), ("delete", DELETE))},
    }

    seen = {name for name, url in screens.items() if client.get(url).status_code == 200}
    states = []
    for url in (KEEP, HIDE):
        client.post(chosen(url, row))
        row.refresh_from_db()
        states.append(row.state)
    client.post(chosen(DELETE, row))

    may = "change" in actions
    assert seen == MATRIX[actions]
    assert states == ([FeedbackState.KEPT, FeedbackState.HIDDEN] if may else [FeedbackState.NEW] * 2)
    assert Feedback.objects.exists() is ("delete" not in actions)


def test_only_answers_about_pages_that_one_may_edit_are_seen_and_moderated(page: Any, signed_in: SignedIn) -> None:
    other_list = ResearchIndexFactory.create(parent=site_tree().root, title="Another list", slug="another")
    theirs = ResearchUpdateFactory.create(live=True, parent=other_list, title="Of others")
    mine, other = answer(page, comment="about mine"), answer(theirs, comment="about theirs")
    client = signed_in("view", "change", "delete", below=page.get_parent())

    for name in ("index", "passages"):
        shown = client.get(address(name)).content.decode()
        assert page.title in shown
        assert theirs.title not in shown
        exported = b"".join(client.get(f"{address(name)}?export=csv").streaming_content).decode()
        assert page.title in exported
        assert theirs.title not in exported
    for url in (HIDE, DELETE):
        assert "about theirs" not in client.get(chosen(url, mine, other)).content.decode()
        client.post(chosen(url, other))
    client.post(chosen(HIDE, mine, other))

    assert dict(Feedback.objects.values_list("comment", "state")) == {"about mine": "hidden", "about theirs": "new"}


def test_permission_without_a_page_to_edit_shows_nothing(page: Any, signed_in: SignedIn) -> None:
    answer(page)

    assert "No reader has answered yet" in signed_in("view").get(address("index")).content.decode()


def test_somebody_who_is_not_signed_in_sees_nothing(page: Any) -> None:
    row = answer(page)

    assert {Client().get(url).status_code for url in (address("index"), address("passages"), chosen(KEEP, row))} == {
        302
    }


def test_permission_can_be_given_to_a_group_and_none_to_add() -> None:
    client = Client()
    client.force_login(user("root", superuser=True))

    shown = client.get("/admin/groups/new/").content.decode().lower()

    assert "answer of a reader" in shown
    codenames = set(Permission.objects.filter(content_type__model="feedback").values_list("codename", flat=True))
    assert codenames == {"view_feedback", "change_feedback", "delete_feedback"}


def test_reports_menu_offers_both_to_whoever_may_see_them(page: Any, signed_in: SignedIn) -> None:
    with_it = signed_in("view", below=site_tree().root).get("/admin/").content.decode()
    client = Client()
    client.force_login(user("", "Editors"))
    without = client.get("/admin/").content.decode()

    assert address("index") in with_it
    assert address("passages") in with_it
    assert address("passages") not in without


def test_many_are_moderated_at_once(page: Any, signed_in: SignedIn) -> None:
    rows = [answer(page, comment=f"No. {number}") for number in range(3)]
    client = signed_in("change", below=site_tree().root)

    listed = client.get(address("index_results")).content.decode()
    asked = client.get(chosen(HIDE, *rows[:2])).content.decode()
    said = client.post(chosen(HIDE, *rows[:2]), follow=True).content.decode()

    assert chosen(HIDE, rows[0]).replace("&", "&amp;") in listed
    assert "No. 0" in asked
    assert "Hide these answers?" in asked
    assert "2 answers were changed." in said
    assert [row.state for row in Feedback.objects.order_by("pk")] == ["hidden", "hidden", "new"]


@pytest.mark.parametrize("ids", ["id=all", "id=x", "id=9999999999999999999999", "id=-1", ""])
def test_what_names_no_answer_moderates_none(page: Any, signed_in: SignedIn, ids: str) -> None:
    answer(page)
    client = signed_in("change", below=site_tree().root)

    assert client.get(f"{HIDE}?{ids}").status_code == 200
    assert client.post(f"{HIDE}?{ids}&next={address('index')}").status_code == 302
    assert Feedback.objects.get().state == FeedbackState.NEW


def test_list_is_filtered_by_each_of_four(page: Any, signed_in: SignedIn) -> None:
    other = ResearchUpdateFactory.create(live=True, title="Another update")
    answer(page, comment="first", clear=True)
    answer(page, comment="second", state=FeedbackState.KEPT)
    answer(other, comment="third", locale="es")
    client = signed_in("view", below=site_tree().root)

    def found(query: str) -> set[str]:
        shown = client.get(f"{address('index')}?{query}").content.decode()
        return {comment for comment in ("first", "second", "third") if f">{comment}<" in shown}

    assert found("") == {"first", "second", "third"}
    assert found("clear=True") == {"first"}
    assert found("state=kept") == {"second"}
    assert found("locale=es") == {"third"}
    assert found(f"page={page.pk}") == {"first", "second"}
    assert found("q=seco") == {"second"}
    assert found("ordering=state") == {"first", "second", "third"}


def test_comment_is_text_wherever_it_is_shown(page: Any, signed_in: SignedIn) -> None:
    row = answer(page, comment=HOSTILE, state=FeedbackState.KEPT)
    client = signed_in("view", "change", below=site_tree().root)

    for url in (address("index"), address("passages"), chosen(HIDE, row)):
        shown = client.get(url).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "&lt;script&gt;alert" in shown
    for name in ("index", "passages"):
        exported = b"".join(client.get(f"{address(name)}?export=csv").streaming_content).decode()
        assert f"'{HOSTILE}" in exported
        assert client.get(f"{address(name)}?export=xlsx").status_code == 200


def test_queries_do_not_grow_with_the_answers(page: Any, signed_in: SignedIn) -> None:
    client = signed_in("view", "change", "delete", below=site_tree().root)
    answer(page)
    counts: dict[str, list[int]] = {"index": [], "passages": []}
    for _time in range(2):
        for name, found in counts.items():
            client.get(address(name))
            with CaptureQueriesContext(connection) as queries:
                client.get(address(name))
            found.append(len(queries))
        for number in range(5):
            other = ResearchUpdateFactory.create(live=True) if number < 2 else page
            answer(other, comment=f"No. {number}", block="" if number % 2 else "summary", state=FeedbackState.KEPT)

    assert {name: len(set(found)) for name, found in counts.items()} == {"index": 1, "passages": 1}, counts


def test_empty_lists_say_what_will_be_there(signed_in: SignedIn) -> None:
    client = signed_in("view", below=site_tree().root)

    for name, sentence in (
        ("index", "readers are asked whether it was clear"),
        ("passages", "most confusing one first"),
    ):
        shown = client.get(address(name)).content.decode()
        assert "No reader has answered yet" in shown
        assert sentence in shown

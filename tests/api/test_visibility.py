"""Who may see what: anonymous readers see what is live, public and in this site; nothing else can be told apart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage
from research.models import ResearchIndexPage, ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, Tree, bearer, committed, publish, stream, user

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"


def live(tree: Tree) -> ResearchUpdatePage:
    return ResearchUpdateFactory.create(live=True)


def draft(tree: Tree) -> ResearchUpdatePage:
    return ResearchUpdateFactory.create()


def restricted(tree: Tree) -> ResearchUpdatePage:
    page = live(tree)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def below_a_restriction(tree: Tree) -> ResearchUpdatePage:
    page = live(tree)
    PageViewRestriction.objects.create(
        page=tree.index, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    return page


def expired(tree: Tree) -> ResearchUpdatePage:
    page = live(tree)
    ResearchUpdatePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    with committed():
        call_command("publish_scheduled")
    return page


def scheduled(tree: Tree) -> ResearchUpdatePage:
    page = draft(tree)
    page.go_live_at = timezone.now() + timedelta(days=1)
    return publish(page)


def unpublished(tree: Tree) -> ResearchUpdatePage:
    page = live(tree)
    with committed():
        page.unpublish()
    return page


def of_another_site(tree: Tree) -> ResearchUpdatePage:
    root = HomePage(title="Another site", slug="another", locale=tree.locales["en"])
    Page.objects.get(depth=1).add_child(instance=root)
    index = ResearchIndexPage(title="Other research", slug="other")
    root.add_child(instance=index)
    Site.objects.create(hostname="other.example.org", root_page=root)
    return ResearchUpdateFactory.create(parent=index, live=True)


SEEN = {live: True} | dict.fromkeys(
    [draft, restricted, below_a_restriction, expired, scheduled, unpublished, of_another_site], False
)
#: What was public before, so that nobody is told more than they could know.
ONCE_PUBLIC = [restricted, below_a_restriction, expired, unpublished]
READERS = ["anonymous", "editor", "moderator", "superuser"]


def client_of(reader: str) -> Client:
    client = Client()
    match reader:
        case "editor":
            client.force_login(user("e", "Editors"))
        case "moderator":
            client.force_login(user("m", "Moderators"))
        case "superuser":
            client.force_login(user("s", superuser=True))
    return client


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("state", "seen"), SEEN.items(), ids=[state.__name__ for state in SEEN])
def test_api_shows_the_same_to_everybody_and_only_what_is_public(
    state: Any, seen: bool, reader: str, tree: Tree
) -> None:
    page = state(tree)
    client = client_of(reader)

    one = client.get(f"{UPDATES}{page.translation_key}/")
    listed = client.get(UPDATES).json()["items"]

    missing = "update-withdrawn" if state in ONCE_PUBLIC else "update-not-found"
    assert one.status_code == (200 if seen else 410 if state in ONCE_PUBLIC else 404)
    assert bool(listed) is seen
    if not seen:
        assert one.json()["code"] == missing
        assert page.title not in one.content.decode()


def test_update_is_read_at_the_site_that_it_is_in(tree: Tree) -> None:
    page = of_another_site(tree)

    answer = Client().get(f"{UPDATES}{page.translation_key}/", headers={"host": "other.example.org"})

    assert answer.status_code == 200


#: who -> what each write over API v3 is answered with: create a draft, publish at once, change, publish, unpublish.
WRITES = {
    "anonymous": (401, 401, 401, 401, 401),
    "nobody": (403, 403, 403, 403, 403),
    "superuser": (201, 201, 200, 200, 200),
}


@pytest.mark.parametrize(("who", "expected"), WRITES.items(), ids=WRITES.keys())
def test_write_api_asks_who_it_is(who: str, expected: tuple[int, ...], tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    person = user("root", superuser=True) if who == "superuser" else user(who)
    headers = {} if who == "anonymous" else bearer(person)
    client = Client()

    def send(method: str, name: str, body: Any, *args: int) -> int:
        address = reverse(f"wagtailapi_v3:{name}", args=args)
        return int(getattr(client, method)(address, body, content_type="application/json", headers=headers).status_code)

    # As the API has it: the items of a list are plain values there, unlike in a stored row.
    fresh = ResearchUpdateFactory.create()
    streams = {name: stream(fresh, name) for name in ("summary", "body", "disclosures")}
    meta = {"type": "research.ResearchUpdatePage", "parent_id": tree.index.pk}
    answers = (
        send("post", "create_page", {"meta": meta, "title": "One", **streams}),
        send("post", "create_page", {"meta": {**meta, "action": "publish"}, "title": "Two", **streams}),
        send("patch", "update_page", {"title": "Three"}, page.pk),
        send("post", "pages_actions_publish", {}, page.pk),
        send("post", "pages_actions_unpublish", {}, page.pk),
    )

    assert answers == expected

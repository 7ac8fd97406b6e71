"""The doors of code: commands, methods of pages, and API v3, through which other programs publish."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from wagtail.models import PageLogEntry

from research.models import PublishBlocked, ResearchIndexPage, ResearchUpdatePage
from tests.doors.world import Outcome, World, words
from tests.factories import STREAMS, committed, new_page, stream

PAGES = "wagtailapi_v3"


def publish_scheduled(world: World, good: bool) -> Outcome:
    return publish_these_on_schedule(world, [world.scheduled_for_tomorrow(good)])


def publish_these_on_schedule(world: World, pages: list[Any]) -> Outcome:
    """The person who scheduled a page reads in its history why it is not live."""
    world.let_time_pass()
    entries = PageLogEntry.objects.filter(action="research.publish_refused")
    return Outcome([page.pk for page in pages], " ".join(str(entry.message) for entry in entries))


def _in_code(work: Callable[[], Any], wanted: Callable[[], list[int]]) -> Outcome:
    try:
        with committed():
            work()
    except PublishBlocked as blocked:
        return Outcome(wanted(), words(blocked), raised=True)
    return Outcome(wanted(), "")


def revision_publish(world: World, good: bool) -> Outcome:
    page = world.draft(good)
    return _in_code(lambda: page.get_latest_revision().publish(), lambda: [page.pk])


def add_live_child(world: World, good: bool) -> Outcome:
    model = world.draft(good)
    fields = {name: stream(model, name) for name in STREAMS}
    page = new_page(title="Straight to live", slug="straight", live=True, locale=world.tree.locales["en"], **fields)
    return _in_code(lambda: world.tree.index.add_child(instance=page), lambda: _pks(slug="straight"))


def save_a_live_row(world: World, good: bool) -> Outcome:
    page = world.draft(good)
    page.live = True
    return _in_code(page.save, lambda: [page.pk])


def copy_and_keep_live(world: World, good: bool) -> Outcome:
    page = world.live_whatever_it_takes(good)
    return _in_code(lambda: page.copy(update_attrs={"slug": "a-copy"}, keep_live=True), lambda: _pks(slug="a-copy"))


def copy_a_tree_and_keep_live(world: World, good: bool) -> Outcome:
    return copy_these_and_keep_them_live(world, [world.live_whatever_it_takes(good)])


def copy_these_and_keep_them_live(world: World, pages: list[Any]) -> Outcome:
    index = ResearchIndexPage.objects.get(pk=world.tree.index.pk)
    copies: list[Any] = []
    attrs = {"slug": "research-2"}
    return _in_code(
        lambda: copies.append(index.copy(recursive=True, update_attrs=attrs, keep_live=True)),
        lambda: _pks(path__startswith=copies[0].path),
    )


def create_alias(world: World, good: bool) -> Outcome:
    page = world.live_whatever_it_takes(good)
    return _in_code(lambda: page.create_alias(update_slug="an-alias"), lambda: _pks(slug="an-alias"))


def _pks(**found: Any) -> list[int]:
    return list(ResearchUpdatePage.objects.filter(**found).order_by("path").values_list("pk", flat=True)) or [0]


def _streams(page: ResearchUpdatePage) -> dict[str, Any]:
    return {name: stream(page, name) for name in STREAMS}


def _api(world: World, method: str, path: str, body: Any, wanted: Callable[[], list[int]]) -> Outcome:
    response = world.call_api(method, path, body)
    told = json.dumps(response.json(), ensure_ascii=False) if response.content else ""
    return Outcome(wanted(), told, response.status_code)


def api_create_and_publish(world: World, good: bool) -> Outcome:
    meta = {"type": "research.ResearchUpdatePage", "parent_id": world.tree.index.pk, "action": "publish"}
    body = {"meta": meta, "title": "Made over the API", **_streams(world.draft(good))}
    return _api(world, "post", reverse(f"{PAGES}:create_page"), body, lambda: _pks(title="Made over the API"))


def api_change_and_publish(world: World, good: bool) -> Outcome:
    page, model = world.draft(True), world.draft(good)
    body = {"meta": {"action": "publish"}, "body": stream(model)}
    return _api(world, "patch", reverse(f"{PAGES}:update_page", args=[page.pk]), body, lambda: [page.pk])


def api_publish(world: World, good: bool) -> Outcome:
    page = world.draft(good)
    path = reverse(f"{PAGES}:pages_actions_publish", args=[page.pk])
    return _api(world, "post", path, {}, lambda: [page.pk])

"""Every way in which a page can become live asks the same rules (the table of doors in the architecture).

One row a door. Through it an unpublishable page does not become live, whoever asked learns which finding it is
about and what to do, and a good page goes live. Where many are published at once, a bad one stops no other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from research.domain.problems import errors
from research.models import Representation, ResearchUpdatePage
from tests.doors import admin_doors, code_doors
from tests.doors.world import Outcome, World
from tests.factories import Tree, committed

pytestmark = pytest.mark.django_db

Door = Callable[[World, bool], Outcome]
WHICH_FINDING = "Finding 1, “Disability was less in 7 of 20 people. It did not last in 5 of them.”, has no caveat."
REMEDY = "Add a caveat that says who was studied"

IN_THE_ADMIN: dict[str, Door] = {
    "admin: create and publish": admin_doors.create_and_publish,
    "admin: edit and publish": admin_doors.edit_and_publish,
    "admin: schedule": admin_doors.schedule,
    "admin: bulk publish": admin_doors.bulk_publish,
    "admin: bulk publish with descendants": admin_doors.bulk_publish_with_descendants,
    "admin: workflow approval": admin_doors.approve_in_workflow,
    "admin: copy and publish": admin_doors.copy_and_keep_live,
}
OVER_THE_API: dict[str, Door] = {
    "API v3: create and publish": code_doors.api_create_and_publish,
    "API v3: change and publish": code_doors.api_change_and_publish,
    "API v3: publish": code_doors.api_publish,
}
RAISING: dict[str, Door] = {
    "code: revision.publish()": code_doors.revision_publish,
    "code: add_child(live=True)": code_doors.add_live_child,
    "code: save() with live=True": code_doors.save_a_live_row,
}
#: Doors that make many pages at once: a bad one is left behind as a draft and the others go on.
QUIET: dict[str, Door] = {
    "code: publish_scheduled": code_doors.publish_scheduled,
    "code: copy(keep_live)": code_doors.copy_and_keep_live,
    "code: copy(keep_live, recursive)": code_doors.copy_a_tree_and_keep_live,
    "code: create_alias()": code_doors.create_alias,
}
DOORS = {**IN_THE_ADMIN, **OVER_THE_API, **RAISING, **QUIET}


def rows(doors: dict[str, Door]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("door", doors.values(), ids=doors.keys())


@pytest.fixture
def world(tree: Tree) -> World:
    return World(tree)


def served(page_id: int) -> bool:
    """Whether an external site gets the page."""
    page = ResearchUpdatePage.objects.get(pk=page_id)
    answer = Client().get(f"/api/research/v1/updates/{page.translation_key}/")
    return answer.status_code == 200 and Representation.objects.filter(pk=page_id).exists()


@rows(DOORS)
def test_good_page_goes_live_and_is_served(door: Door, world: World) -> None:
    outcome = door(world, True)

    assert outcome.status < 400, outcome.told
    assert all(outcome.live), outcome.told
    if door not in (code_doors.add_live_child, code_doors.save_a_live_row):
        # Those two write a row and tell nobody; ``reconcile`` and ``rebuild_representations`` find it.
        assert all(served(page_id) for page_id in outcome.wanted)


@rows(DOORS)
def test_unpublishable_page_does_not_become_live(door: Door, world: World) -> None:
    outcome = door(world, False)

    assert outcome.status < 500
    assert not any(outcome.live)
    assert not Representation.objects.filter(pk__in=outcome.wanted).exists()


@rows({**IN_THE_ADMIN, **OVER_THE_API, **RAISING, "code: publish_scheduled": code_doors.publish_scheduled})
def test_whoever_asked_learns_which_finding_and_what_to_do(door: Door, world: World) -> None:
    outcome = door(world, False)

    assert WHICH_FINDING in outcome.told
    assert REMEDY in outcome.told


@rows(RAISING)
def test_code_is_told_by_an_exception_that_holds_the_problems(door: Door, world: World) -> None:
    assert door(world, False).raised


@rows(OVER_THE_API)
def test_api_refuses_with_422(door: Door, world: World) -> None:
    assert door(world, False).status == 422


#: How pages are made ready for the door, and the door through which they go together.
TOGETHER: dict[str, tuple[Callable[[World, bool], Any], Callable[[World, list[Any]], Outcome]]] = {
    "admin: bulk publish": (World.draft, admin_doors.bulk_publish_these),
    "admin: bulk publish with descendants": (World.draft, admin_doors.bulk_publish_all_below),
    "code: publish_scheduled": (World.scheduled_for_tomorrow, code_doors.publish_these_on_schedule),
    "code: copy(keep_live, recursive)": (World.live_whatever_it_takes, code_doors.copy_these_and_keep_them_live),
}


@pytest.mark.parametrize(("ready", "together"), TOGETHER.values(), ids=TOGETHER.keys())
@pytest.mark.parametrize("good", [(False, True, True), (True, False, True), (True, True, False)], ids=str)
def test_bad_page_stops_no_other(
    ready: Callable[[World, bool], Any],
    together: Callable[[World, list[Any]], Outcome],
    good: tuple[bool, ...],
    world: World,
) -> None:
    outcome = together(world, [ready(world, each) for each in good])

    assert outcome.live == list(good)
    assert [served(page_id) for page_id in outcome.wanted] == list(good)


def test_bad_change_of_a_live_page_leaves_what_is_live_as_it_is(world: World) -> None:
    outcome = admin_doors.edit_and_publish(world, True)
    (page_id,) = outcome.wanted
    before = Representation.objects.get(pk=page_id).body

    bad = world.draft(False)
    from_form = ResearchUpdatePage.objects.get(pk=page_id)
    from_form.body = bad.body
    outcome = admin_doors.publish_form(world, from_form)

    assert WHICH_FINDING in outcome.told
    assert outcome.live == [True]
    assert Representation.objects.get(pk=page_id).body == before
    assert errors(ResearchUpdatePage.objects.get(pk=page_id).publication_problems()) == []


def test_person_who_copies_a_tree_learns_which_copy_stayed_a_draft(world: World) -> None:
    pages = [world.live_whatever_it_takes(good) for good in (True, False)]

    outcome = admin_doors.copy_the_list(world, pages)

    assert outcome.live == [True, False]
    assert WHICH_FINDING in outcome.told


def test_refused_page_keeps_what_the_editor_wrote(world: World) -> None:
    outcome = admin_doors.edit_and_publish(world, False)

    assert "This does not mean that the cells stop MS." in outcome.told


def test_draft_of_an_unpublishable_page_can_be_saved(world: World) -> None:
    page = world.draft(False)

    outcome = admin_doors.save_draft(world, page)

    assert outcome.status == 200
    assert "could not be saved" not in outcome.told
    assert ResearchUpdatePage.objects.get(pk=page.pk).revisions.count() == 2


def test_scheduled_page_that_was_refused_is_off_the_schedule_and_on_record(world: World) -> None:
    code_doors.publish_scheduled(world, False)

    assert not any(page.approved_schedule for page in ResearchUpdatePage.objects.all())


def test_update_of_the_column_goes_round_every_door_and_is_caught_at_reading(world: World) -> None:
    page = world.live_whatever_it_takes(False)

    assert page.live
    assert not served(page.pk)
    assert Client().get(page.get_url()).status_code == 404


def test_rebuilding_takes_an_unpublishable_page_away_and_says_so(
    world: World, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    (page_id,) = code_doors.revision_publish(world, True).wanted
    bad = world.draft(False)
    ResearchUpdatePage.objects.filter(pk=page_id).update(body=bad.body)
    assert served(page_id)

    with committed():
        call_command("rebuild_representations")

    assert not served(page_id)
    assert "finding-without-caveat" in caplog.text + capsys.readouterr().out

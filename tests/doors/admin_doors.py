"""The doors of the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from research.models import ResearchUpdatePage
from tests.doors.forms import form_of
from tests.doors.world import Outcome, World

PUBLISH = {"action-publish": "action-publish"}


def create_and_publish(world: World, good: bool) -> Outcome:
    from_form = world.draft(good)
    data = form_of(from_form, **PUBLISH, slug="made-in-the-form")
    url = reverse("wagtailadmin_pages:add", args=["research", "researchupdatepage", world.tree.index.pk])
    outcome = world.post(url, data, [])
    outcome.wanted = list(ResearchUpdatePage.objects.filter(slug="made-in-the-form").values_list("pk", flat=True)) or [
        0
    ]
    return outcome


def edit_and_publish(world: World, good: bool) -> Outcome:
    page = world.draft(good)
    return world.post(_edit(page), form_of(page, **PUBLISH), [page.pk])


def schedule(world: World, good: bool) -> Outcome:
    """Choose a time to come, press Publish; the time comes, and the scheduler with it."""
    page = world.draft(good)
    soon = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    outcome = world.post(_edit(page), form_of(page, **PUBLISH, go_live_at=soon), [page.pk])
    world.let_time_pass()
    return outcome


def bulk_publish(world: World, good: bool) -> Outcome:
    return bulk_publish_these(world, [world.draft(good)])


def bulk_publish_these(world: World, pages: list[Any]) -> Outcome:
    wanted = [page.pk for page in pages]
    return world.post(_bulk(world) + "".join(f"&id={pk}" for pk in wanted), {}, wanted)


def bulk_publish_with_descendants(world: World, good: bool) -> Outcome:
    return bulk_publish_all_below(world, [world.draft(good)])


def bulk_publish_all_below(world: World, pages: list[Any]) -> Outcome:
    wanted = [page.pk for page in pages]
    return world.post(f"{_bulk(world)}&id={world.tree.index.pk}", {"include_descendants": "on"}, wanted)


def approve_in_workflow(world: World, good: bool) -> Outcome:
    page = world.draft(good)
    task = GroupApprovalTask.objects.create(name="Second reader")
    workflow = Workflow.objects.create(name="Two readers")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=world.tree.root.page_ptr)
    state = workflow.start(page, world.admin)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    return world.post(url, {}, [page.pk])


def copy_and_keep_live(world: World, good: bool) -> Outcome:
    page = world.live_whatever_it_takes(good)
    data = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": str(world.tree.index.pk),
        "publish_copies": "on",
    }
    outcome = world.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, [])
    outcome.wanted = list(ResearchUpdatePage.objects.filter(slug="a-copy").values_list("pk", flat=True)) or [0]
    return outcome


def copy_the_list(world: World, pages: list[Any]) -> Outcome:
    """Copy the list of updates with all of ``pages`` below it, and publish the copies."""
    data = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": str(world.tree.root.pk),
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    outcome = world.post(reverse("wagtailadmin_pages:copy", args=[world.tree.index.pk]), data, [])
    originals = [page.pk for page in pages]
    copies = ResearchUpdatePage.objects.exclude(pk__in=originals).order_by("path")
    outcome.wanted = list(copies.values_list("pk", flat=True))
    return outcome


def _bulk(world: World) -> str:
    """The address to which the buttons under a list of pages lead."""
    back = reverse("wagtailadmin_explore", args=[world.tree.index.pk])
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?next={back}"


def _edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish_form(world: World, page: Any) -> Outcome:
    """Open the edit form, let it hold ``page``, press Publish."""
    return world.post(_edit(page), form_of(page, **PUBLISH), [page.pk])


def save_draft(world: World, page: Any) -> Outcome:
    return world.post(_edit(page), form_of(page), [page.pk])

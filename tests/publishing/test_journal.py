"""The journal says what became public, changed and stopped being so: in order, once, and with its reason."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from research.models import Change, OutboxRow, Representation, ResearchUpdatePage
from research.publishing import drain, journal, outbox
from research.publishing.signals import shared_text_changed
from tests import stream_data
from tests.factories import ResearchUpdateFactory, committed, publish, set_stream, site_tree, stream, translated

pytestmark = pytest.mark.django_db


def told(page: Any, locale: str = "en") -> list[str]:
    rows = Change.objects.filter(translation_key=page.translation_key, locale=locale).order_by("sequence")
    return list(rows.values_list("reason", flat=True))


def last(page: Any) -> Change:
    return Change.objects.filter(translation_key=page.translation_key).latest("sequence")


def test_publication_is_told_once_however_often_it_is_built() -> None:
    page = ResearchUpdateFactory.create(live=True)
    call_command("rebuild_representations")
    call_command("reconcile")

    assert told(page) == ["published"]
    assert OutboxRow.objects.count() == 0


def test_draft_is_not_told_of() -> None:
    page = ResearchUpdateFactory.create()
    page.title = "Another title"
    with committed():
        page.save_revision()

    assert told(page) == []
    assert Change.objects.count() == 0


def test_new_words_are_an_update_and_a_correction_is_one() -> None:
    page = ResearchUpdateFactory.create(live=True)
    page.title = "Cells by injection, three years later"
    page = publish(page)
    set_stream(
        page,
        "correction_log",
        [stream_data.raw("correction", {"date": "2026-02-01", "what": "A wrong year.", "why": ""})],
    )
    publish(page)

    assert told(page) == ["published", "updated", "corrected"]


def test_translation_that_falls_behind_is_told_of() -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)
    page.refresh_from_db()
    body = stream(page)
    body[1]["value"]["statement"] = "Walking was about the same in both groups."
    set_stream(page, "body", body)
    publish(page)

    assert told(page) == ["published", "updated"]
    assert told(page, "es") == ["published", "translation-outdated"]
    block = next(block for block in _body(spanish)["blocks"] if block["type"] == "finding")
    assert block["lag"]["fields"] == ["statement"]
    staleness = _body(spanish)["provenance"]["staleness"]
    assert (staleness["changed"], staleness["added"], staleness["removed"]) == (1, 0, 0)
    assert {block["lag"] is None for block in _body(page)["blocks"]} == {True}


def _body(page: Any) -> Any:
    return json.loads(Representation.objects.get(pk=page.pk).body)


def test_reason_of_a_withdrawal_is_the_sentence_of_the_editor() -> None:
    page = ResearchUpdateFactory.create(live=True)
    page.withdrawal_note = "The authors withdrew the paper."
    page.save_revision()
    with committed():
        page.unpublish()

    row = last(page)
    assert (row.reason, row.removed, row.state) == ("withdrawn", True, "withdrawn")
    assert (row.note, row.note_language) == ("The authors withdrew the paper.", "en")


def test_deleted_page_is_gone_and_stays_so() -> None:
    page = ResearchUpdateFactory.create(live=True)
    with committed():
        page.delete()

    assert (last(page).state, last(page).removed) == ("gone", True)
    call_command("reconcile")
    assert told(page)[-1:] == ["withdrawn"]


@pytest.mark.parametrize("at", ["page", "parent"])
def test_restriction_withdraws_and_its_end_publishes(at: str) -> None:
    page = ResearchUpdateFactory.create(live=True)
    above = page if at == "page" else page.get_parent()
    with committed():
        restriction = PageViewRestriction.objects.create(page=above, restriction_type="login")
    with committed():
        restriction.delete()

    assert told(page) == ["published", "withdrawn", "published"]


def test_restriction_that_moves_frees_the_page_that_it_was_on() -> None:
    page, other = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create(live=True)
    with committed():
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    restriction.page = Page.objects.get(pk=other.pk)
    with committed():
        restriction.save()

    assert told(page)[-1] == "published"
    assert told(other)[-1] == "withdrawn"


def test_expiry_is_told() -> None:
    page = ResearchUpdateFactory.create(live=True)
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    with committed():
        call_command("publish_scheduled")

    assert told(page) == ["published", "withdrawn"]


def test_page_that_leaves_every_site_is_withdrawn_and_told_of_when_it_returns() -> None:
    page = ResearchUpdateFactory.create(live=True)
    tree = site_tree()
    aside = Page.objects.get(depth=1).add_child(instance=Page(title="Aside", slug="aside", locale=tree.locales["en"]))
    with committed():
        Page.objects.get(pk=page.get_parent().pk).move(aside, pos="last-child")
    assert told(page) == ["published", "withdrawn"]

    with committed():
        Page.objects.get(pk=page.get_parent().pk).move(Page.objects.get(pk=tree.root.pk), pos="last-child")
    assert told(page)[-1] == "published"


def test_new_address_of_a_page_above_is_an_update() -> None:
    page = ResearchUpdateFactory.create(live=True)
    index = page.get_parent().specific
    index.slug = "studies"
    publish(index)

    assert told(page) == ["published", "updated"]
    assert last(page).url_path.endswith(f"/studies/{page.slug}/")


def test_root_of_the_site_that_changes_withdraws_what_was_below_the_old_one() -> None:
    page = ResearchUpdateFactory.create(live=True)
    tree = site_tree()
    other = Page.objects.get(depth=1).add_child(instance=Page(title="Other", slug="other", locale=tree.locales["en"]))
    site = Site.objects.get(pk=tree.site.pk)
    site.root_page = other
    with committed():
        site.save()

    assert told(page) == ["published", "withdrawn"]


def test_label_of_a_topic_is_told_for_the_updates_that_have_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(outbox, "drain_after_commit", lambda row: asked.append((row.scope, row.subject)))
    with committed():
        shared_text_changed.send(None, vocabulary="topic", code="diet")
        shared_text_changed.send(None, vocabulary="image", code="7")
        shared_text_changed.send(None)

    assert asked == [("facet", "topic=diet"), ("facet", "image=7"), ("all", "")]


def test_numbers_have_no_gap_and_no_repeat() -> None:
    pages = [ResearchUpdateFactory.create(live=True) for _ in range(3)]
    with committed():
        pages[1].unpublish()
    pages[0].title = "Another"
    publish(pages[0])

    assert list(Change.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert journal.head() == 5
    assert Change.objects.filter(current=True, removed=False).count() == 2


def test_build_that_fails_waits_with_its_reason_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create(live=True)
    real = drain.store_groups

    def broken(keys: Collection[uuid.UUID]) -> None:
        if bad.translation_key in keys:
            raise RuntimeError("disk full")
        real(keys)

    monkeypatch.setattr(drain, "store_groups", broken)
    for page in (bad, good):
        page.title = "A new title"
        page.save_revision().publish()
    assert drain.drain() == 1

    row = OutboxRow.objects.get()
    assert (row.subject, row.error) == (str(bad.translation_key), "RuntimeError: disk full")
    assert row.not_before is not None
    assert told(good) == ["published", "updated"]

    monkeypatch.undo()
    OutboxRow.objects.update(not_before=None)
    drain.drain()
    assert told(bad) == ["published", "updated"]


def test_wide_work_goes_on_where_it_was_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [ResearchUpdateFactory.create(live=True) for _ in range(5)]
    monkeypatch.setattr(drain, "CHUNK", 2)
    row = OutboxRow.objects.create(scope="all")
    assert drain._take_apart(row)

    row.refresh_from_db()
    assert row.reached == str(sorted(page.translation_key for page in pages)[1])
    assert drain.drain() == 5
    assert OutboxRow.objects.count() == 0


def test_reconcile_mends_what_no_signal_told_of_and_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    hidden, lost, stale = (ResearchUpdateFactory.create(live=True) for _ in range(3))
    ResearchUpdatePage.objects.filter(pk=hidden.pk).update(live=False)
    Representation.objects.filter(pk=lost.pk).delete()
    ResearchUpdatePage.objects.filter(pk=stale.pk).update(title="Changed behind the back")

    call_command("reconcile")

    out = capsys.readouterr().out
    assert {"1 left behind", "1 missing", "1 stale"} <= set(out.rpartition(": ")[2].rstrip(".\n").split(", "))
    assert told(hidden) == ["published", "withdrawn"]
    assert told(stale) == ["published", "updated"]
    call_command("reconcile")
    assert "nothing was wrong" in capsys.readouterr().out

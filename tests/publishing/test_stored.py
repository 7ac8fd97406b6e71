"""What is stored follows what is live: after publications, moves, deletions and changes that nobody tells of."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from research.models import Facet, OutboxRow, Representation, ResearchIndexPage, ResearchUpdatePage
from research.publishing import drain
from research.publishing.signals import shared_text_changed
from research.publishing.store import store_groups
from tests import stream_data
from tests.factories import ResearchIndexFactory, ResearchUpdateFactory, Tree, committed, publish, translated
from tests.translation.localize import submit

pytestmark = pytest.mark.django_db


def stored() -> set[int]:
    return set(Representation.objects.values_list("pk", flat=True))


def address(page: Any) -> str:
    answer = Client().get(f"/api/research/v1/updates/{page.translation_key}/").json()
    return str(answer["links"]["page"])


def test_draft_is_not_stored_and_its_publication_is() -> None:
    page = ResearchUpdateFactory.create()
    assert stored() == set()

    publish(page)

    assert stored() == {page.pk}


def test_storing_twice_changes_nothing() -> None:
    page = ResearchUpdateFactory.create(live=True)
    before = Representation.objects.values().get()

    store_groups([page.translation_key])

    after = Representation.objects.values().get()
    assert {**after, "built_at": None} == {**before, "built_at": None}


def test_new_publication_replaces_bytes_and_facets() -> None:
    page = ResearchUpdateFactory.create(live=True)
    before = Representation.objects.get().etag
    page.body = ResearchUpdateFactory.build(body=[stream_data.study(), stream_data.animal_finding()]).body

    publish(page)

    assert Representation.objects.get().etag != before
    assert set(Facet.objects.filter(name="population").values_list("value", flat=True)) == {"animals"}


@pytest.mark.parametrize(
    "leave", [lambda page: page.unpublish(), lambda page: page.delete()], ids=["unpublish", "delete"]
)
def test_page_that_is_no_longer_public_is_taken_away(leave: Any) -> None:
    page = ResearchUpdateFactory.create(live=True)

    with committed():
        leave(page)

    assert stored() == set()
    assert not Facet.objects.exists()


def test_page_is_taken_away_when_its_list_is_deleted(tree: Tree) -> None:
    ResearchUpdateFactory.create(live=True)

    with committed():
        ResearchIndexPage.objects.get(pk=tree.index.pk).delete()

    assert stored() == set()


def test_page_is_taken_away_when_it_expires() -> None:
    page = ResearchUpdateFactory.create(live=True)
    later = timezone.now() + timedelta(days=2)
    ResearchUpdatePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(days=1))

    with mock.patch.object(timezone, "now", return_value=later), committed():
        call_command("publish_scheduled")

    assert stored() == set()


def test_address_follows_a_page_that_moves(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True, slug="cells")
    other = ResearchIndexFactory.create(parent=tree.root, slug="archive")

    with committed():
        ResearchUpdatePage.objects.get(pk=page.pk).move(other, pos="last-child")

    assert address(page).endswith("/en/archive/cells/")


def test_address_follows_a_list_that_is_renamed(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True, slug="cells")
    index = ResearchIndexPage.objects.get(pk=tree.index.pk)
    index.slug = "news"

    publish(index)

    assert address(page).endswith("/en/news/cells/")


def test_address_follows_a_site_that_moves(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True, slug="cells")
    site = Site.objects.get(pk=tree.site.pk)
    site.hostname = "updates.example.org"

    with committed():
        site.save()

    answer = Client().get(f"/api/research/v1/updates/{page.translation_key}/", headers={"host": "updates.example.org"})
    assert "updates.example.org" in answer.json()["links"]["page"]


def test_failing_build_leaves_the_publication_done(caplog: pytest.LogCaptureFixture) -> None:
    page = ResearchUpdateFactory.create()

    with mock.patch.object(drain, "store_groups", side_effect=RuntimeError("disk full")):
        page = publish(page)

    assert page.live
    assert stored() == set()
    call_command("rebuild_representations")
    assert stored() == {page.pk}


def test_build_that_the_database_stopped_is_begun_again_at_once() -> None:
    page = ResearchUpdateFactory.create()
    real = drain.store_groups
    deadlocks = iter([OperationalError("deadlock detected"), OperationalError("deadlock detected")])

    def stopped_twice(keys: Collection[uuid.UUID]) -> None:
        for deadlock in deadlocks:
            raise deadlock
        real(keys)

    with mock.patch.object(drain, "store_groups", stopped_twice):
        publish(page)

    assert stored() == {page.pk}
    assert drain.pending() == 0


def test_build_that_fails_after_somebody_else_has_done_it_stops_nothing() -> None:
    page = ResearchUpdateFactory.create(live=True)
    OutboxRow.objects.create(scope="key", subject=str(page.translation_key))

    def built_by_another(*args: Any, **kwargs: Any) -> None:
        OutboxRow.objects.all().delete()

    with (
        mock.patch.object(drain, "store_groups", side_effect=RuntimeError("too late")),
        mock.patch.object(drain.logger, "exception", side_effect=built_by_another),
    ):
        assert drain.build_key(str(page.translation_key)) is drain.Outcome.FAILED
        assert drain.build_key(str(page.translation_key)) is drain.Outcome.NOTHING


def test_rebuild_does_not_call_failed_what_another_process_has_built(capsys: pytest.CaptureFixture[str]) -> None:
    ResearchUpdateFactory.create(live=True)
    locked = drain._locked

    def built_by_another(keys: Sequence[str]) -> dict[int, str]:
        OutboxRow.objects.filter(subject__in=keys).delete()
        return locked(keys)

    with mock.patch.object(drain, "_locked", built_by_another):
        call_command("rebuild_representations")

    assert "1 updates built, 0 failed" in capsys.readouterr().out


def test_label_that_changes_while_an_update_is_first_built_reaches_it() -> None:
    page = ResearchUpdateFactory.create(live=True)
    # As while another process builds it for the first time: its facets are not committed, its outbox row is.
    Facet.objects.all().delete()
    Representation.objects.all().update(etag="read before the label changed")
    OutboxRow.objects.create(scope="key", subject=str(page.translation_key))

    with committed():
        shared_text_changed.send(None, vocabulary="topic", code="diet")

    assert Representation.objects.get().etag != "read before the label changed"
    assert drain.pending() == 0


def test_rebuilding_finds_what_no_signal_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    kept, gone = ResearchUpdateFactory.create(live=True), ResearchUpdateFactory.create(live=True)
    ResearchUpdatePage.objects.filter(pk=gone.pk).update(live=False)
    Representation.objects.filter(pk=kept.pk).delete()

    call_command("rebuild_representations")

    assert stored() == {kept.pk}
    assert "2 updates built, 0 failed; 1 representations" in capsys.readouterr().out


def test_untranslated_page_that_an_update_of_the_column_made_live_is_not_stored(
    caplog: pytest.LogCaptureFixture,
) -> None:
    draft = submit(ResearchUpdateFactory.create(live=True), "fr").get_target_instance()
    ResearchUpdatePage.objects.filter(pk=draft.pk).update(live=True)

    call_command("rebuild_representations")

    assert draft.pk not in stored()
    assert "segment-not-translated" in caplog.text


def test_translation_that_no_publish_door_let_through_goes_with_its_source(caplog: pytest.LogCaptureFixture) -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es")
    spanish.save()
    ResearchUpdatePage.objects.filter(pk=spanish.pk).update(live=True)
    call_command("reconcile")
    assert spanish.pk in stored()

    ResearchUpdatePage.objects.filter(pk=page.pk).update(live=False)
    call_command("reconcile")

    assert stored() == set()
    assert "source-not-live" in caplog.text


def test_translation_that_lags_behind_its_source_stays_and_says_so() -> None:
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)
    page.title = "Cells by injection, and what came next"

    publish(page)

    assert spanish.pk in stored()
    answer = Client().get(f"/api/research/v1/updates/{page.translation_key}/?locale=es").json()
    assert answer["provenance"]["outdated"] is True
    assert answer["provenance"]["outdated_notice"]["text"]


def test_work_waits_for_the_commit() -> None:
    page = ResearchUpdateFactory.create()

    page.save_revision().publish()

    assert stored() == set()

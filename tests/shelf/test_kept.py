"""Forms that are made at publication and kept: what is served from them, and when they go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from wagtail.models import PageViewRestriction

from research.models import Rendering, Representation, ResearchUpdatePage
from research.models.rendering import storage
from research.publishing import followers
from research.renderings import forms
from research.shelf import follower, making
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree, committed, publish, set_stream, translated
from tests.stream_data import raw

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"


@pytest.fixture(autouse=True)
def _kept() -> Iterator[None]:
    followers.register(follower.NAME, follower.follow)
    with override_settings(RESEARCH_UPDATES={**settings.RESEARCH_UPDATES, "KEEP_RENDERINGS": True}):
        yield
    followers.unregister(follower.NAME)


def ask(page: ResearchUpdatePage, form: str = "", host: str = "localhost", **query: Any) -> Any:
    path = f"{UPDATES}{page.translation_key}/renderings/{form}{'/' if form else ''}"
    return Client(headers={"host": host}).get(path, {"locale": page.locale.language_code, **query})


def kept(page: ResearchUpdatePage, form: str) -> Rendering:
    return Rendering.objects.get(representation=page.pk, form=form)


def files(page: ResearchUpdatePage) -> list[str]:
    return [row.file for row in Rendering.objects.filter(representation=page.pk) if row.file]


def test_publication_makes_every_form_and_the_list_knows_its_bytes(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True, body=stream_data.easy_body(), **stream_data.EASY)

    assert {row.form for row in Rendering.objects.all()} == {form.name for form in making.kept_forms()}
    for item in ask(page).json()["items"]:
        answer = ask(page, item["form"])
        assert answer.status_code == 200
        if item["form"] in {form.name for form in making.kept_forms()}:
            digest = hashlib.sha256(answer.content).hexdigest()
            assert (item["bytes"], item["sha256"]) == (len(answer.content), digest)
    assert kept(page, "pdf").file.startswith("research/forms/")
    assert storage().exists(kept(page, "pdf").file)


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_is_kept_is_what_is_served(form: str, tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    Rendering.objects.filter(form=form).update(data=b"kept")

    assert ask(page, form).content == b"kept"
    # At another host addresses are others, and in another place of a page headings.
    assert ask(page, form, host="elsewhere.example").content != b"kept"
    if form == "html":
        assert ask(page, form, fragment=1).content != b"kept"


def test_file_that_somebody_removed_or_changed_is_made_again_for_the_reader(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    name = kept(page, "epub").file
    before = ask(page, "epub").content

    storage().delete(name)

    assert ask(page, "epub").content == before


def test_file_that_a_full_disk_cut_off_is_written_again(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    row = kept(page, "epub")
    whole = ask(page, "epub").content
    storage().delete(row.file)
    storage().save(row.file, ContentFile(whole[:100]))
    assert ask(page, "epub").content == whole
    row.made_from = ""
    row.save()

    with committed():
        making.make([page.translation_key])

    assert kept(page, "epub").read() == whole


class Remote(Exception):
    """An error as a storage elsewhere raises it."""


@pytest.mark.parametrize("error", [OSError("full"), Remote("away")])
def test_storage_that_fails_costs_no_other_form_and_no_reader_anything(
    error: Exception, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> Any:
        raise error

    monkeypatch.setattr(storage(), "save", fail)
    page = ResearchUpdateFactory.create(live=True)
    assert kept(page, "text").size
    assert not Rendering.objects.filter(representation=page.pk, form="epub").exists()

    monkeypatch.undo()
    with committed():
        making.make([page.translation_key])
    whole = kept(page, "epub").read()
    monkeypatch.setattr(storage(), "open", fail)

    assert ask(page, "epub").content == whole


def test_lists_in_lists_deeper_than_a_pdf_goes_make_every_other_form(tree: Tree, caplog: Any) -> None:
    deep = f"{'<ul><li>' * 60}deep{'</li></ul>' * 60}"
    page = ResearchUpdateFactory.create(live=True, body=[*stream_data.body(), stream_data.rich(deep)])

    assert "Typst makes no PDF" in caplog.text
    assert ask(page, "pdf").json()["code"] == "form-not-available"
    assert "deep" in ask(page, "text").content.decode()


def test_correction_makes_the_forms_again_and_removes_the_old_files(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    old = files(page)

    page.title = "Cells, corrected"
    with committed():
        page = publish(page)

    assert "Cells, corrected" in ask(page, "text").content.decode()
    assert kept(page, "text").etag == page.representation.etag
    assert not set(old) & set(files(page))
    assert not any(storage().exists(name) for name in old)


def test_translation_is_named_in_what_was_kept_before_it_was_there(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    assert 'hreflang="es"' not in bytes(kept(page, "html").data).decode()

    with committed():
        translated(page, "es", live=True)

    assert 'hreflang="es"' in bytes(kept(page, "html").data).decode()


@pytest.mark.parametrize("how", ["unpublish", "delete", "restrict"])
def test_what_is_taken_back_is_kept_nowhere(how: str, tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    other = ResearchUpdateFactory.create(live=True, title="Another study of cells")
    names = files(page)
    assert names

    with committed():
        if how == "unpublish":
            page.unpublish()
        elif how == "delete":
            page.delete()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert {row.representation_id for row in Rendering.objects.all()} == {other.pk}
    assert not any(storage().exists(name) for name in names)


def test_link_to_an_update_goes_with_that_update(tree: Tree) -> None:
    newer = ResearchUpdateFactory.create(live=True, title="The larger study")
    older = ResearchUpdateFactory.create(live=True)
    later = raw("later_evidence", {"relation": "contradicts", "page": newer.pk, "note": "", "study_ref": ""})
    set_stream(older, "body", [stream_data.study(), stream_data.finding(later_evidence=[later])])
    with committed():
        older = publish(older)
    assert "The larger study" in bytes(kept(older, "text").data).decode()

    with committed():
        newer.unpublish()

    assert "The larger study" not in bytes(kept(older, "text").data).decode()
    assert "The larger study" not in ask(older, "text").content.decode()


def test_form_that_fails_is_logged_and_the_others_are_made(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_source: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setitem(forms.FORMS, "text", replace(forms.FORMS["text"], make=fail))  # type: ignore[arg-type]

    page = ResearchUpdateFactory.create(live=True)

    assert "no ink" in caplog.text
    assert kept(page, "text").unavailable == making.FAILED
    assert kept(page, "markdown").size
    monkeypatch.undo()
    call_command("make_renderings", stdout=StringIO())
    assert kept(page, "text").size


def test_file_of_an_update_that_is_taken_back_meanwhile_does_not_stay(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    with committed():
        Rendering.objects.all().delete()
    saved: list[str] = []
    save = storage().save

    def taken_back(name: str, content: Any) -> str:
        saved.append(save(name, content))
        Representation.objects.filter(pk=page.pk).delete()
        return saved[-1]

    monkeypatch.setattr(storage(), "save", taken_back)
    with committed():
        making.make([page.translation_key])

    assert saved
    assert not Rendering.objects.exists()
    assert not any(storage().exists(name) for name in saved)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_old_file_goes_where_each_statement_is_a_transaction_as_in_the_worker(tree: Tree) -> None:
    page = ResearchUpdateFactory.create(live=True)
    old = storage().save("research/forms/old.pdf", ContentFile(b"old"))
    Rendering.objects.filter(form="pdf").update(file=old, made_from="of an older state")

    call_command("make_renderings", stdout=StringIO())

    assert kept(page, "pdf").file != old
    assert storage().exists(kept(page, "pdf").file)
    assert not storage().exists(old)


def test_change_of_many_updates_is_left_to_the_command_and_the_worker(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "FEW", 0)
    pages = [ResearchUpdateFactory.create(live=True) for _ in range(2)]
    assert not Rendering.objects.exists()
    assert ask(pages[0], "text").status_code == 200
    assert not Rendering.objects.exists()

    said = StringIO()
    call_command("make_renderings", stdout=said)

    assert said.getvalue() == "Forms of 2 updates made.\n"
    assert kept(pages[0], "pdf").size
    Rendering.objects.filter(representation=pages[1].pk).delete()
    call_command("research_worker", "--once", stdout=StringIO())
    assert kept(pages[1], "pdf").size


def test_command_says_where_nothing_is_kept(tree: Tree) -> None:
    with (
        override_settings(RESEARCH_UPDATES={**settings.RESEARCH_UPDATES, "KEEP_RENDERINGS": False}),
        pytest.raises(CommandError, match="KEEP_RENDERINGS"),
    ):
        call_command("make_renderings")


def test_kept_form_costs_one_query_more_than_its_update(tree: Tree, django_assert_num_queries: Any) -> None:
    page = ResearchUpdateFactory.create(live=True)
    for form in ("text", "pdf", ""):
        ask(page, form)
        with django_assert_num_queries(2):
            assert ask(page, form).status_code == 200

"""What a reader does not get: drafts, what breaks a rule, and what is restricted."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from research.models import Representation, ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, Tree
from tests.site.conftest import Open


def test_draft_answers_404_and_is_not_listed(tree: Tree, client: Client, read: Open) -> None:
    draft = ResearchUpdateFactory.create(title="A draft")

    assert client.get(draft.get_url()).status_code == 404
    assert "A draft" not in read(tree.index.get_url()).get_text()


def test_live_page_without_a_representation_answers_404(tree: Tree, client: Client) -> None:
    """``queryset.update(live=True)`` goes round every publish door."""
    bad = ResearchUpdateFactory.create(without="caveat")
    ResearchUpdatePage.objects.filter(pk=bad.pk).update(live=True)

    answer = client.get(bad.get_url())

    assert answer.status_code == 404
    assert b"7 of 20" not in answer.content


def test_representation_of_another_version_answers_404_and_asks_to_be_built(
    tree: Tree, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = ResearchUpdateFactory.create(live=True)
    row = Representation.objects.get(pk=page.pk)
    body = {**json.loads(row.body), "unlisted": True}
    Representation.objects.filter(pk=page.pk).update(body=json.dumps(body))

    assert client.get(page.get_url()).status_code == 404
    assert "build it again" in caplog.text


def test_what_is_stored_is_shown_and_not_what_the_page_holds(tree: Tree, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True, title="As published")
    ResearchUpdatePage.objects.filter(pk=page.pk).update(title="As typed since", body="[]")

    soup = read(page.get_url())

    assert soup.h1 is not None
    assert soup.h1.get_text() == "As published"
    assert soup.select_one("article.finding .caveat") is not None


def test_restricted_update_is_not_listed_and_asks_for_its_password(tree: Tree, client: Client, read: Open) -> None:
    page = ResearchUpdateFactory.create(live=True, title="For members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret")

    answer = client.get(page.get_url())

    assert "For members" not in read(tree.index.get_url()).get_text()
    assert b"article" not in answer.content


def test_restriction_above_hides_the_updates_below(tree: Tree, read: Open) -> None:
    ResearchUpdateFactory.create(live=True, title="For members")
    PageViewRestriction.objects.create(page=tree.index, restriction_type=PageViewRestriction.LOGIN)

    assert "For members" not in read("/en/").get_text()


def test_typed_markup_in_titles_and_texts_is_shown_as_text(tree: Tree, read: Open) -> None:
    hostile = '<script>alert("1")</script>"><img src=x onerror=alert(1)>'
    page = ResearchUpdateFactory.create(
        live=True,
        title=hostile,
        summary=[{"type": "key_message", "value": hostile}],
        disclosures=[{"type": "disclosure", "value": {"kind": "fees", "who": hostile, "detail": hostile}}],
    )

    for url in (page.get_url(), tree.index.get_url(), "/en/"):
        soup = read(url)
        assert soup.find("script") is None
        assert soup.find("img") is None
        assert hostile in soup.get_text()


def test_hostile_rich_text_loses_its_scripts(tree: Tree, read: Open) -> None:
    html = '<p onclick="x()">Good<script>alert(1)</script><a href="javascript:x()">link</a></p>'
    body = [*ResearchUpdateFactory.build().body.raw_data, {"type": "rich_text", "value": html}]
    soup = read(ResearchUpdateFactory.create(live=True, body=[dict(block) for block in body]).get_url())

    assert soup.find("script") is None
    assert soup.select_one("[onclick]") is None
    assert soup.select_one("a[href^='javascript']") is None
    assert "Good" in soup.get_text()

"""The question below an update: without a script, a cookie or an account, in the reader's language."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import translation
from wagtail.models import PageViewRestriction

from research.models import Feedback, Representation
from tests import stream_data
from tests.factories import ResearchUpdateFactory, committed, publish, translated
from tests.feedback.asking import form_address, read_only, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    return ResearchUpdateFactory.create(live=True)


def soup_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def forms(page: Any) -> tuple[Tag, Tag]:
    """Return the two forms below ``page``: “Yes”, and what was not clear."""
    yes, no = soup_of(Client().get(page.get_url())).select("section.feedback form")
    return yes, no


def fields(form: Tag, **typed: str) -> dict[str, str]:
    """Return what a browser without a script sends of ``form`` when its button is pressed."""
    found = {}
    for field in form.select("input, textarea"):
        if field.get("type") != "radio" or field.has_attr("checked"):
            found[str(field["name"])] = str(field.get("value", field.get_text()))
    button = form.select_one("button")
    assert button is not None
    return {**found, str(button["name"]): str(button["value"]), **typed}


def press(form: Tag, client: Client | None = None, headers: Any = None, **typed: str) -> Any:
    return (client or Client()).post(str(form["action"]), fields(form, **typed), headers=headers)


def test_yes_is_kept_and_the_reader_is_thanked(page: Any) -> None:
    yes, _no = forms(page)
    client = Client(enforce_csrf_checks=True)

    sent = press(yes, client)
    thanks = client.get(sent["Location"])

    row = Feedback.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"{form_address(page.translation_key)}thanks/")
    assert (row.clear, row.block, row.comment, row.language) == (True, "", "", "en")
    assert row.etag == Representation.objects.get().etag
    assert "Thank you" in thanks.content.decode()
    assert page.get_url() in thanks.content.decode()
    assert not client.cookies


def test_part_that_was_not_clear_is_kept_with_the_comment(page: Any) -> None:
    _yes, no = forms(page)
    blocks = json.loads(Representation.objects.get().body)["blocks"]
    finding = next(block["id"] for block in blocks if block["type"] == "finding")
    assert finding in [radio["value"] for radio in no.select("input[type=radio]")]

    sent = press(no, block=finding, comment="What are cells?\r\nI am at 0123 456789")

    row = Feedback.objects.get()
    assert sent.status_code == 303
    assert (row.clear, row.block, row.comment) == (False, finding, "What are cells?\nI am at […]")


def test_form_is_the_same_for_every_reader_so_that_caches_can_keep_it(page: Any) -> None:
    first, second = Client().get(page.get_url()), Client().get(page.get_url())

    assert first.content == second.content
    assert "csrf" not in first.content.decode().lower()
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


def test_every_part_says_where_it_is_and_no_finding_stands_without_its_caveats() -> None:
    page = ResearchUpdateFactory.create(live=True, body=stream_data.full_body())
    soup = soup_of(Client().get(page.get_url()))
    section = soup.select_one("section.feedback")
    assert section is not None

    targets = [str(link["href"]) for link in section.select("a")]

    blocks = json.loads(Representation.objects.get().body)["blocks"]
    assert len(targets) == len(blocks) + 1
    assert {str(tag["value"]) for tag in section.select("input[name=etag]")} == {Representation.objects.get().etag}
    assert [target for target in targets if soup.find(id=target.removeprefix("#")) is None] == []
    said = section.get_text(" ")
    assert [b["statement"]["text"] for b in blocks if b["type"] == "finding" and b["statement"]["text"] in said] == []


def test_fields_have_labels_and_what_not_to_write_is_said_beside_the_comment(page: Any) -> None:
    _yes, no = forms(page)
    area = no.select_one("textarea")
    assert area is not None
    note = no.find(id=str(area["aria-describedby"]))

    assert no.select_one("fieldset > legend") is not None
    assert no.select_one(f"label[for={area['id']}]") is not None
    assert isinstance(note, Tag)
    assert "Please do not write your name or anything about your health." in note.get_text()
    assert all(radio.find_parent("label") for radio in no.select("input[type=radio]"))


@pytest.mark.parametrize(
    ("typed", "where", "sentence"),
    [
        ({"comment": "x" * 501}, "#feedback-comment", "1 character too long"),
        ({"comment": "x" * 512}, "#feedback-comment", "12 characters too long"),
        ({"block": "a part of another day"}, "#feedback-block", "not in the text any more"),
        ({"clear": "perhaps"}, None, "Say whether it was clear"),
    ],
    ids=["comment by one", "comment", "part", "neither yes nor no"],
)
def test_what_is_wrong_is_said_at_its_field_with_what_to_do(
    page: Any, typed: dict[str, str], where: str | None, sentence: str
) -> None:
    _yes, no = forms(page)

    again = press(no, **{"comment": "Which cells?", **typed})

    soup = soup_of(again)
    summary = soup.select_one(".error-summary")
    assert summary is not None
    assert again.status_code == 422
    assert sentence in summary.get_text()
    assert summary.has_attr("autofocus")
    assert soup.title is not None
    assert soup.title.get_text().startswith("There is a problem")
    if where:
        assert summary.select_one(f'a[href="{where}"]') is not None
        field = soup.select_one(where)
        assert field is not None
        described = field if "aria-describedby" in field.attrs else field.find_parent("fieldset")
        assert isinstance(described, Tag)
        assert any(
            sentence in str(note.get_text())
            for id_ in str(described["aria-describedby"]).split()
            if (note := soup.find(id=id_)) is not None
        )
    area = soup.select_one("textarea")
    assert area is not None
    assert area.get_text().strip() == typed.get("comment", "Which cells?")
    assert not Feedback.objects.exists()


def test_what_a_reader_wrote_is_shown_again_as_text(page: Any) -> None:
    _yes, no = forms(page)

    again = press(no, comment="</textarea><script>alert(1)</script>" + "x" * 500, etag='"><script>')

    assert "<script>" not in again.content.decode()


def test_text_that_was_read_is_remembered_when_the_form_is_shown_again(page: Any) -> None:
    _yes, no = forms(page)
    page.body = json.dumps([stream_data.study(), stream_data.finding(statement="Told anew.")])
    publish(page)

    again = press(no, comment="x" * 501)
    press(soup_of(again).select("form")[1], comment="Too short?")

    assert (Feedback.objects.get().etag, Feedback.objects.get().passage) == ("", "")


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://example.org"}, False),
        ({"Origin": "null"}, False),
        ({}, True),
    ],
)
def test_answer_that_another_site_makes_a_browser_send_is_refused(
    page: Any, headers: dict[str, str], taken: bool
) -> None:
    yes, _no = forms(page)

    sent = press(yes, headers=headers)

    assert sent.status_code == (303 if taken else 403)
    assert Feedback.objects.exists() is taken


def test_program_that_fills_in_every_field_is_thanked_and_forgotten(page: Any) -> None:
    _yes, no = forms(page)
    trap = no.select_one("div[hidden] input")
    assert trap is not None

    sent = press(no, **{str(trap["name"]): "https://example.org", "comment": "Buy this"})

    assert sent.status_code == 303
    assert not Feedback.objects.exists()


def test_double_click_is_one_answer(page: Any) -> None:
    yes, _no = forms(page)

    assert [press(yes).status_code for _time in range(2)] == [303, 303]
    assert Feedback.objects.count() == 1


def test_too_many_answers_are_refused_and_nothing_that_was_written_is_lost(page: Any) -> None:
    _yes, no = forms(page)
    with site(FEEDBACK_RATE_LIMIT=1):
        press(no, comment="One")
        refused = press(no, comment="Two")

    area = soup_of(refused).select_one("textarea")
    assert area is not None
    assert (refused.status_code, area.get_text().strip()) == (429, "Two")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "Too many answers came from your network" in refused.content.decode()


def test_site_that_takes_no_answers_shows_no_form(page: Any) -> None:
    yes, _no = forms(page)
    with site(FEEDBACK_RATE_LIMIT=0):
        shown = Client().get(page.get_url()).content.decode()
        sent = press(yes)

    assert "Was this clear?" not in shown
    assert sent.status_code == 404


def test_process_that_only_reads_says_that_it_takes_none_now(page: Any) -> None:
    _yes, no = forms(page)
    with read_only():
        sent = press(no, comment="One")

    assert sent.status_code == 503
    assert "cannot be taken at the moment" in sent.content.decode()


def test_preview_and_restricted_page_have_no_form(page: Any, admin_client: Client) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    shown = admin_client.get(page.get_url()).content.decode()

    assert page.title in shown
    assert "Was this clear?" not in shown


def test_what_is_not_public_cannot_be_told_from_nothing(page: Any) -> None:
    draft = ResearchUpdateFactory.create()
    restricted = ResearchUpdateFactory.create(live=True)
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    taken_back = ResearchUpdateFactory.create(live=True)
    with committed():
        taken_back.unpublish()
    keys = [draft.translation_key, restricted.translation_key, taken_back.translation_key, uuid.uuid4()]
    client = Client()

    for ask in (client.get, client.post):
        told = [ask(form_address(key)) for key in keys]
        assert {answer.status_code for answer in told} == {404}
        assert {answer.content for answer in told} == {told[-1].content}
    assert client.get(form_address(page.translation_key, "tlh")).status_code == 404


def test_arabic_page_asks_and_thanks_in_its_own_direction(page: Any) -> None:
    arabic = translated(page, "ar", live=True)
    yes, _no = forms(arabic)

    thanks = Client().get(press(yes)["Location"], headers={"Accept-Language": "en"})

    soup = soup_of(thanks)
    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert thanks["Content-Language"] == "ar"
    assert (Feedback.objects.get().locale, Feedback.objects.get().language) == ("ar", "ar")
    assert translation.get_language() == "en"


def test_question_can_be_asked_on_a_page_of_its_own(page: Any) -> None:
    asked = Client().get(form_address(page.translation_key))

    assert (asked.status_code, asked["X-Robots-Tag"]) == (200, "noindex")
    assert "no-store" in asked["Cache-Control"]
    # Its title may be a finding and would stand without its caveats.
    assert page.title not in asked.content.decode()
    assert page.get_url() in asked.content.decode()

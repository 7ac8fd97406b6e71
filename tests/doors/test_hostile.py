"""Two hundred hostile texts come in through three doors and go out in every form: nothing runs, nothing breaks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from research.models import ResearchUpdatePage
from research.renderings.forms import FORMS
from research.representations import schema_v1 as v1
from research.representations.build import build
from tests import stream_data
from tests.doors import hostile
from tests.doors.admin_doors import PUBLISH
from tests.doors.forms import form_of
from tests.doors.harmless import CELLS, HARMLESS, words
from tests.doors.world import World
from tests.factories import STREAMS, ResearchUpdateFactory, Tree, set_stream, stream
from tests.renderings.reading import source
from tests.stream_data import RawBlock, raw
from tests.translation.localize import segments, submit, translate_all

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"
PAGES = "wagtailapi_v3"
#: What a sentence that holds one of them begins with, in the order of ``hostile.ALL``.
BEFORE = [hostile.word(number) for number in range(len(hostile.ALL))]


@pytest.fixture
def world(tree: Tree) -> World:
    return World(tree)


def body() -> list[RawBlock]:
    """Each payload in rich text of its own, and all of them in plain texts."""
    lines = [f"{before} {payload}" for before, payload in zip(BEFORE, hostile.ALL, strict=True)]
    links = [f'<p>{hostile.word(n)} <a href="{_quoted(link)}">link</a></p>' for n, link in enumerate(hostile.LINKS)]
    careful = [stream_data.caveat(detail=" ".join(lines[n : n + 20])) for n in range(0, len(lines), 20)]
    return [
        stream_data.study(),
        stream_data.finding(caveats=[*stream_data.caveats(), *careful]),
        *(stream_data.rich(f"<p>{line}</p>") for line in lines),
        *(stream_data.rich(link) for link in links),
    ]


def _quoted(link: str) -> str:
    return link.replace("&", "&amp;").replace('"', "&quot;")


def assert_harmless(made: dict[str, bytes], before: list[str]) -> None:
    assert set(made) == set(HARMLESS)
    for form, data in made.items():
        HARMLESS[form](data)
        said = words(form, data)
        assert [word for word in before if word not in said] == [], form


def served(page: ResearchUpdatePage) -> dict[str, bytes]:
    made = {}
    for form in HARMLESS:
        url = f"{UPDATES}{page.translation_key}/renderings/{form}/"
        answer = Client(raise_request_exception=False).get(url, {"locale": "en"})
        assert answer.status_code == 200, (form, answer.content[:500])
        made[form] = answer.content
    for form, harmless in CELLS.items():
        if FORMS[form].missing(("en",)) is None:
            harmless(FORMS[form].make(source(stored(page))))
    return made


def stored(page: ResearchUpdatePage) -> v1.ResearchUpdateV1:
    return v1.ResearchUpdateV1.model_validate_json(page.representation.body)


def shown(page: ResearchUpdatePage) -> None:
    """The page of the site holds no script of anybody else, either."""
    answer = Client(raise_request_exception=False).get(page.get_url())
    assert answer.status_code == 200
    assert b"alert(1)</script>" not in answer.content.replace(b"&lt;", b"")


def test_there_are_two_hundred() -> None:
    assert len(set(hostile.ALL)) >= 200
    # A script of ours, a page that is asked below, and sound.
    assert {*HARMLESS, *CELLS} == set(FORMS) - {"embed", "easy", "audio"}


def test_what_is_pasted_into_the_form_of_the_admin_does_no_harm(world: World) -> None:
    page = world.draft(True)
    # The helper of Wagtail reads HTML; the editor’s own state is put in its place below.
    plain = [{**block, "value": "<p>text</p>"} if block["type"] == "rich_text" else block for block in body()]
    set_stream(page, "body", plain)
    data = form_of(page, **PUBLISH)
    fields = [name for name, value in data.items() if isinstance(value, str) and value.startswith('{"blocks"')]
    for number, name in enumerate(fields):
        data[name] = _state(number)

    outcome = world.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, [page.pk])

    assert outcome.status == 200
    assert outcome.live == [True], outcome.told[:3000]
    live = ResearchUpdatePage.objects.get(pk=page.pk)
    assert_harmless(served(live), BEFORE)
    shown(live)


def _state(number: int) -> str:
    """Return what somebody posts who does not use the editor: a payload as text, and a link around its first word."""
    number %= len(hostile.ALL)
    said = f"{hostile.word(number)} {hostile.ALL[number]}"
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": hostile.LINKS[number % len(hostile.LINKS)]}}
    block = {
        "key": "a",
        "text": said,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 6, "key": 0}],
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


def test_what_is_sent_to_the_write_api_does_no_harm(world: World) -> None:
    meta = {"type": "research.ResearchUpdatePage", "parent_id": world.tree.index.pk, "action": "publish"}
    model = world.draft(True)
    sent = {"meta": meta, "title": "Sent", **{name: stream(model, name) for name in STREAMS}, "body": body()}

    response = world.call_api("post", reverse(f"{PAGES}:create_page"), sent)

    assert response.status_code == 201, response.content[:3000]
    page = ResearchUpdatePage.objects.get(title="Sent")
    assert_harmless(served(page), BEFORE)
    shown(page)


def test_what_is_written_in_easy_words_does_no_harm(world: World) -> None:
    lines = "\n".join(f"{before} {payload}" for before, payload in zip(BEFORE, hostile.ALL, strict=True))
    body = stream_data.easy_body()
    for block in body:
        block["value"]["easy_read"] = lines
    page = ResearchUpdateFactory.create(live=True, body=body, easy_title=f"Easy {hostile.ALL[0]}", easy_summary=lines)
    assert stored(page).easy_read is not None

    answer = Client().get(f"{UPDATES}{page.translation_key}/renderings/easy/", {"locale": "en"})
    on_the_site = Client().get(f"{page.get_url()}easy-read/")

    HARMLESS["html"](answer.content)
    assert [word for word in BEFORE if word not in answer.content.decode()] == []
    assert on_the_site.status_code == 200
    assert b"alert(1)</script>" not in on_the_site.content.replace(b"&lt;", b"")


@pytest.mark.parametrize("payload", hostile.TURNING, ids=ascii)
def test_what_turns_letters_round_is_not_published_and_the_person_is_told(world: World, payload: str) -> None:
    page = world.draft(True)
    set_stream(page, "body", [*stream(page), stream_data.caveat_block(detail=payload)])

    outcome = world.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **PUBLISH), [page.pk])

    assert (outcome.status, outcome.live) == (200, [False])
    assert "holds an invisible character that turns the order" in outcome.told


@pytest.mark.parametrize("payload", hostile.UNHOLDABLE, ids=ascii)
@pytest.mark.parametrize("place", ["title", "rich_text", "detail", "summary"])
def test_what_nothing_can_hold_is_refused_by_the_write_api_and_not_with_500(
    world: World, payload: str, place: str
) -> None:
    model = world.draft(True)
    sent: dict[str, Any] = {name: stream(model, name) for name in STREAMS}
    sent |= {"title": f"Sent {payload}"} if place == "title" else {"title": "Sent"}
    if place == "rich_text":
        sent["body"].append(stream_data.rich(f"<p>{payload}</p>"))
    if place == "detail":
        sent["body"].append(stream_data.caveat_block(detail=payload))
    if place == "summary":
        sent["summary"] = [raw("key_message", payload)]
    sent["meta"] = {"type": "research.ResearchUpdatePage", "parent_id": world.tree.index.pk, "action": "publish"}

    response = world.call_api("post", reverse(f"{PAGES}:create_page"), sent)

    assert response.status_code < 500, response.content[:500]
    if response.status_code == 201:
        page = ResearchUpdatePage.objects.get(pk=response.json()["id"])
        assert_harmless(served(page), [])


@pytest.mark.parametrize("payload", [*hostile.TOO_DEEP, *hostile.LOST], ids=lambda payload: payload[:12])
def test_rich_text_that_would_stop_the_write_api_is_refused_with_its_place(world: World, payload: str) -> None:
    page = world.draft(True)
    sent = {"body": [*stream(page), stream_data.rich(payload)]}

    response = world.call_api("patch", reverse(f"{PAGES}:update_page", args=[page.pk]), sent)

    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["errors"]] == [["body", "2", "value"]]


def test_what_a_file_of_translations_brings_does_no_harm(world: World) -> None:
    page = ResearchUpdateFactory.create(live=True)
    set_stream(page, "body", [*stream(page), *(stream_data.rich(f"<p>{before} text.</p>") for before in BEFORE)])
    with_texts = _published(page)
    translation = submit(with_texts, "es")
    translate_all(translation, lambda said: said)
    file = translation.export_po()
    for entry in file:
        if found := re.match(r"before\w+", entry.msgid):
            entry.msgstr = f"{found[0]} {hostile.ALL[BEFORE.index(found[0])]}"
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])

    outcome = world.post(url, {"file": SimpleUploadedFile("es.po", str(file).encode("utf-8", "replace"))}, [])

    assert outcome.status == 200
    assert StringTranslation.objects.filter(locale=translation.target_locale, data__contains="{{ 7|add:7 }}").exists()
    spanish = translation.get_target_instance()
    edit = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    published = world.post(edit, {"action": "publish"}, [spanish.pk])
    assert published.status == 200
    assert segments(translation).count() > len(BEFORE)
    # Whether it may be published or not, what it says can be looked at.
    draft = ResearchUpdatePage.objects.get(pk=spanish.pk).get_latest_revision_as_object()
    told = source(build(draft))
    assert_harmless({form: FORMS[form].make(told) for form in HARMLESS}, [])


def _published(page: ResearchUpdatePage) -> ResearchUpdatePage:
    page.save_revision().publish()
    return ResearchUpdatePage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\x00\xff\xfe",
        b"no file of translations",
        b'msgid ""\nmsgstr ""\n',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nothing\\n"\n',
        b'msgid "x"\nmsgstr "y"\n',
        b'msgctxt "title"\nmsgid "x\nmsgstr',
        b"/etc/passwd",
    ],
    ids=range(8),
)
def test_file_that_is_none_of_translations_is_refused_in_words(world: World, file: bytes) -> None:
    translation = submit(ResearchUpdateFactory.create(live=True), "es")
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])

    outcome = world.post(url, {"file": SimpleUploadedFile("es.po", file)}, [])

    assert outcome.status < 500


def test_no_file_at_all_is_refused_in_words(world: World) -> None:
    translation = submit(ResearchUpdateFactory.create(live=True), "es")

    outcome = world.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {}, [])

    assert outcome.status < 500

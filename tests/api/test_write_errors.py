"""What a client of the write API is told: the place in the JSON that it posted, and what is wrong there."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests import stream_data
from tests.doors.world import World
from tests.factories import Tree, stream
from tests.stream_data import RawBlock

pytestmark = pytest.mark.django_db

LONG = "x" * 300


@pytest.mark.parametrize(
    ("body", "place", "words"),
    [
        ([stream_data.study(design="horoscope")], "body.0.value.design", "horoscope is not one of the available"),
        ([stream_data.study(), stream_data.study(year=1066)], "body.1.value.year", "greater than or equal to 1900"),
        ([stream_data.study(title_plain=LONG)], "body.0.value.title_plain", "at most 200 characters"),
        (
            [stream_data.study(identifiers=[{"scheme": "doi", "value": "nope"}])],
            "body.0.value.identifiers.0.value",
            "“nope” is not a DOI identifier",
        ),
        (
            [stream_data.finding(caveats=[stream_data.caveat("moon")])],
            "body.0.value.caveats.0.value.kind",
            "moon is not one of the available",
        ),
        (
            [stream_data.finding(numbers=[stream_data.raw("arm", {"label": "A", "with_event": -1, "out_of": 2})])],
            "body.0.value.numbers.0.value.with_event",
            "greater than or equal to 0",
        ),
    ],
)
@pytest.mark.parametrize("action", ["publish", None])
def test_client_learns_the_place_in_its_json_and_what_is_wrong(
    body: list[RawBlock], place: str, words: str, action: str | None, tree: Tree
) -> None:
    world = World(tree)
    page = world.draft(True)
    before = stream(page)
    meta: dict[str, Any] = {"action": action} if action else {}

    answer = world.call_api("patch", reverse("wagtailapi_v3:update_page", args=[page.pk]), {"meta": meta, "body": body})

    assert answer.status_code == 422
    (told,) = [error["msg"] for error in answer.json()["errors"] if error["loc"] == ["body"]]
    assert told.startswith(f"{place}: ")
    assert words in told
    page.refresh_from_db()
    assert stream(page) == before


def a_table(**changes: Any) -> RawBlock:
    made = stream_data.table()
    return {**made, "value": {**made["value"], **changes}}


@pytest.mark.parametrize(
    ("block", "loc"),
    [
        (a_table(rows=[{"values": ["A", "many"]}]), "body.0.value.rows.0.values.1"),
        (a_table(rows=[{"values": ["A"]}]), "body.0.value.rows.0"),
        (a_table(rows=["A", "B"]), "body.0.value.rows.0"),
        (a_table(columns=[{"type": "picture", "heading": "A"}]), "body.0.value"),
        (a_table(columns="A, B"), "body.0.value"),
        (stream_data.raw("table", None), "body.0.value"),
        (stream_data.raw("table", []), "body.0.value"),
        (stream_data.study(follow_up={"value": "two", "unit": "years"}), "body.0.value.follow_up.value"),
        (stream_data.study(n_enrolled={"n": 20}), "body.0.value.n_enrolled"),
        (stream_data.study(notices=[{"kind": "erratum", "date": "soon"}]), "body.0.value.notices.0.date"),
        (stream_data.finding(effect={"measure": "rr", "value": "half"}), "body.0.value.effect.value"),
        (
            stream_data.finding(
                later_evidence=[stream_data.raw("later_evidence", {"relation": "weakens", "page": 999})]
            ),
            "body.0.value.later_evidence.0.value.page",
        ),
        (stream_data.raw("figure", {"image": 999}), "body.0.value.image"),
        (stream_data.raw("figure", {"image": "nerve.png"}), "body.0.value.image"),
        (stream_data.raw("figure", {"image": {"id": 1}}), "body.0.value.image"),
        (stream_data.raw("rich_text", 7), None),
        (stream_data.raw("glossary_term", {"code": "x"}), None),
    ],
)
def test_value_that_cannot_be_read_is_refused_at_its_place(block: RawBlock, loc: str | None, tree: Tree) -> None:
    world = World(tree)
    page = world.draft(True)

    path = reverse("wagtailapi_v3:update_page", args=[page.pk])
    answer = world.call_api("patch", path, {"meta": {}, "body": [block]})

    assert answer.status_code == 422, answer.content
    assert page.revisions.count() == 1
    if loc:
        assert loc in [".".join(map(str, error["loc"])) for error in answer.json()["errors"]], answer.content


def test_table_can_be_written_over_the_api(tree: Tree) -> None:
    world = World(tree)
    page = world.draft(True)
    body = [*stream(page), stream_data.table("t1")]

    path = reverse("wagtailapi_v3:update_page", args=[page.pk])
    answer = world.call_api("patch", path, {"meta": {"action": "publish"}, "body": body})

    assert answer.status_code == 200
    page.refresh_from_db()
    assert page.as_update().body[-1].rows == (("Given cells", "7"),)


MARKED = '<p>They call it <span lang="es">Ensayo de células madre</span> there.</p>'


def sent(world: World, page: Any, value: Any) -> Any:
    body = [*({"type": b["type"], "value": b["value"], "id": b["id"]} for b in stream(page)[:-1])]
    body.append({"type": "rich_text", "value": value, "id": stream(page)[-1]["id"]})
    address = reverse("wagtailapi_v3:update_page", args=[page.pk])
    return world.call_api("patch", address, {"meta": {"action": "publish"}, "body": body})


def marked_page(world: World) -> Any:
    return world.draft(True, body=[*stream_data.body(), stream_data.rich(MARKED)])


def test_marks_of_language_come_back_as_a_client_sends_them(tree: Tree) -> None:
    world = World(tree)
    page = marked_page(world)

    answer = sent(world, page, MARKED.replace("there", "in Peru"))

    assert answer.status_code == 200, answer.content
    page.refresh_from_db()
    assert '<span lang="es">Ensayo de células madre</span> in Peru' in stream(page)[-1]["value"]


@pytest.mark.parametrize(
    "value",
    [
        MARKED.replace(' lang="es"', ""),
        MARKED.replace('<span lang="es">', "").replace("</span>", ""),
        {"format": "db_markdown", "content": "They call it Ensayo de células madre there."},
    ],
)
def test_marks_of_language_are_not_lost_without_a_word(value: Any, tree: Tree) -> None:
    world = World(tree)
    page = marked_page(world)
    before = stream(page)

    answer = sent(world, page, value)

    assert answer.status_code == 422, answer.content
    (told,) = [error["msg"] for error in answer.json()["errors"]]
    assert "“Ensayo de células madre” is in Spanish and has lost its mark" in told
    page.refresh_from_db()
    assert stream(page) == before

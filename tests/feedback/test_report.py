"""The report of passages that confuse readers: honest figures, about the words that were read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from research.feedback.admin import address
from research.feedback.passages import passages
from research.feedback.report import FEWEST, Figures, figures
from research.models import Feedback, FeedbackState, Representation
from tests.factories import ResearchUpdateFactory, committed, publish, translated, user
from tests.feedback.asking import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    return ResearchUpdateFactory.create(live=True)


def digest(page: Any, block: str = "") -> str:
    return passages(json.loads(Representation.objects.get(pk=page.pk).body))[block].digest


def answers(page: Any, *, yes: int = 0, no: int = 0, block: str = "", **fields: Any) -> None:
    known = {"block": block, "passage": digest(page, block), **fields}
    for number in range(yes + no):
        answer(page, clear=number < yes, **known)


def summed() -> list[Figures]:
    return figures(Feedback.objects.all())


def report() -> str:
    client = Client()
    client.force_login(user("root", superuser=True))
    return client.get(address("passages")).content.decode()


def test_answers_are_counted_by_part_and_the_most_confusing_is_first(page: Any) -> None:
    answers(page, yes=3, no=1)
    answers(page, yes=1, no=4, block="summary")

    first, second = summed()

    assert (first.block, first.part, first.no, first.yes, first.share) == ("summary", "In short", 4, 1, 80)
    assert (second.block, second.part, second.no, second.yes) == ("", "The whole text", 1, 3)


@pytest.mark.parametrize("count", [1, FEWEST - 1, FEWEST])
def test_few_answers_have_no_share(page: Any, count: int) -> None:
    answers(page, no=count)

    (row,) = summed()

    assert row.share == (100 if count >= FEWEST else None)
    shown = report()
    assert ("Too few answers" in shown) is (count < FEWEST)
    assert ("100% not clear" in shown) is (count >= FEWEST)


def test_answers_about_older_words_are_told_apart(page: Any) -> None:
    update = json.loads(Representation.objects.get().body)
    finding = next(block["id"] for block in update["blocks"] if block["type"] == "finding")
    study = next(block["id"] for block in update["blocks"] if block["type"] == "study")
    answers(page, no=6, block=finding)
    answers(page, no=2, block=study)
    answers(page, yes=1, block=study, passage="")
    body = json.loads(json.dumps(list(page.body.raw_data)))
    next(block for block in body if block["type"] == "finding")["value"]["statement"] = "Told in plainer words."
    page.body = json.dumps(body)
    page = publish(page)
    answers(page, yes=1, block=finding)

    rows = {row.block: row for row in summed()}

    assert [rows[finding].no, rows[finding].yes, rows[finding].older_no, rows[finding].share] == [0, 1, 6, None]
    assert [rows[study].no, rows[study].yes, rows[study].older_yes] == [2, 0, 1]
    assert "Told in plainer words." in rows[finding].text
    shown = report()
    assert "6 not clear, 0 clear" in shown
    assert "2 passages" in shown


def test_part_that_was_taken_out_and_update_that_is_not_public_are_older_texts(page: Any) -> None:
    taken_back = ResearchUpdateFactory.create(live=True, title="Taken back")
    answers(taken_back, no=2)
    with committed():
        taken_back.unpublish()
    answer(page, block="taken-out")

    rows = {row.title: row for row in summed()}

    assert [(row.no, row.older_no, row.text) for row in (rows["Taken back"], rows[page.title])] == [
        (0, 2, ""),
        (0, 1, ""),
    ]
    assert "Not in the text any more" in report()


def test_hidden_answers_count_nowhere_and_only_kept_comments_are_shown(page: Any) -> None:
    answers(page, no=1, comment="Spam for everybody", state=FeedbackState.HIDDEN)
    answers(page, no=1, comment="Not looked at")
    answers(page, no=1, comment="What are cells?", state=FeedbackState.KEPT)

    (row,) = summed()

    shown = report()
    assert (row.no, row.comments) == (2, ["What are cells?"])
    assert "What are cells?" in shown
    assert "Spam for everybody" not in shown
    assert "Not looked at" not in shown


def test_locales_are_counted_apart_and_their_words_say_their_language(page: Any) -> None:
    spanish = translated(page, "es", live=True)
    answers(page, no=1)
    answers(spanish, no=2)

    first, second = summed()

    shown = report()
    assert [(row.locale, row.language, row.no) for row in (first, second)] == [("es", "es", 2), ("en", "en", 1)]
    assert f'<p lang="es" dir="ltr">{spanish.title}</p>' in shown
    assert "Spanish" in shown
    assert f"/admin/pages/{spanish.pk}/edit/" in shown


def test_finding_is_told_with_its_caveats(page: Any) -> None:
    update = json.loads(Representation.objects.get().body)
    finding = next(block for block in update["blocks"] if block["type"] == "finding")
    answers(page, no=1, block=finding["id"])

    shown = report()

    assert finding["statement"]["text"] in shown
    assert "Only 20 people took part" in shown


def test_table_to_download_says_the_same(page: Any) -> None:
    answers(page, yes=1, no=4, block="summary")
    answers(page, no=1, comment="One;\ntwo", state=FeedbackState.KEPT, block="summary")
    client = Client()
    client.force_login(user("root", superuser=True))

    told = b"".join(client.get(f"{address('passages')}?export=csv").streaming_content).decode()

    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["Research update"], row["Locale"], row["Part"]) == (page.title, "en", "In short")
    assert (row["Was not clear"], row["Was clear"], row["Not clear, of a hundred"]) == ("5", "1", "83")
    assert row["Comments that were kept"] == "One;\ntwo"
    messages = json.loads(Representation.objects.get().body)["summary"]
    assert row["Text"] == " ".join(message["message"]["text"] for message in messages)


def test_report_is_filtered_by_locale_and_update(page: Any) -> None:
    spanish = translated(page, "es", live=True)
    other = ResearchUpdateFactory.create(live=True, title="Another update")
    for one in (page, spanish, other):
        answers(one, no=1)
    client = Client()
    client.force_login(user("root", superuser=True))

    def found(query: str) -> int:
        told = b"".join(client.get(f"{address('passages')}?export=csv&{query}").streaming_content).decode()
        return len(list(csv.DictReader(io.StringIO(told))))

    assert [found(query) for query in ("", "locale=es", "locale=en", f"page={other.pk}")] == [3, 1, 2, 1]

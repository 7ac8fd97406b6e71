"""The forms of an update over the API: what there is, who gets what, in which language, and what is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from research.domain.codes import Origin
from research.domain.locales import direction
from research.models import ResearchUpdatePage
from research.renderings import audio, embed, pdf
from research.renderings.braille import liblouis
from research.renderings.checks import checks
from research.renderings.forms import FORMS
from research.representations import schema_v1 as v1
from tests import stream_data
from tests.api.test_visibility import SEEN
from tests.factories import ResearchUpdateFactory, Tree, publish, set_stream, translated
from tests.renderings.reading import NEEDS, WORDS, in_form, tight, words_of_html
from tests.stream_data import raw

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"
READ = {**WORDS, "easy": words_of_html}
EVERY_FORM = pytest.mark.parametrize("form", [pytest.param(form, marks=NEEDS.get(form, ())) for form in FORMS])


def page_with_every_form(**fields: Any) -> ResearchUpdatePage:
    made = {"body": stream_data.easy_body(), **stream_data.EASY, **fields}
    page: ResearchUpdatePage = ResearchUpdateFactory.create(live=True, **made)
    return page


def ask(page: Any, form: str = "", headers: dict[str, str] | None = None, **query: Any) -> Any:
    path = f"{UPDATES}{page.translation_key}/renderings/{form}{'/' if form else ''}"
    return Client(headers=headers or {}).get(path, query)


def text(words: str, language: str) -> v1.Text:
    return v1.Text(text=words, language=language, direction=direction(language), origin=Origin.HUMAN)


def listed(page: Any, **query: Any) -> dict[str, dict[str, Any]]:
    return {item["form"]: item for item in ask(page, **query).json()["items"]}


def test_every_form_is_listed_with_what_its_bytes_are() -> None:
    page = page_with_every_form()

    found = listed(page, locale="en")

    assert list(found) == list(FORMS)
    for item in found.values():
        answer = Client().get(item["url"])
        if item["unavailable"] is not None:
            assert answer.json()["detail"] == item["unavailable"]["text"]
            continue
        assert answer.status_code == 200
        assert answer["Content-Type"].split(";")[0] == item["media_type"]
        known = (
            (None, None)
            if FORMS[item["form"]].dear
            else (len(answer.content), hashlib.sha256(answer.content).hexdigest())
        )
        assert (item["bytes"], item["sha256"]) == known
        assert item["file_name"] in answer["Content-Disposition"]


@EVERY_FORM
def test_form_is_in_the_locale_that_was_asked_for_and_says_so(form: str) -> None:
    page = page_with_every_form()
    copy = translated(page, "ar", live=True)

    answer = ask(page, form, locale="ar")

    assert (answer.status_code, answer["Content-Language"]) == (200, "ar")
    if form == "embed":
        assert answer.content == embed.SCRIPT
        return
    if form != "audio":
        words = tight(READ[form](answer.content))
        name = "easy_title" if form == "easy" else "title"
        assert in_form(form, text(getattr(page, name), "en")) not in words
        # The words of a PDF are stored as they look, from left to right.
        assert in_form(form, text(getattr(copy, name), "ar")) in words or form == "pdf"
    assert "Vary" not in answer
    assert answer["Surrogate-Key"] == f"research-{page.translation_key}"


@EVERY_FORM
def test_reader_s_language_is_looked_up_and_the_address_of_that_locale_is_named(form: str) -> None:
    page = page_with_every_form()
    translated(page, "es", live=True)

    answer = ask(page, form, {"Accept-Language": "es-MX"})

    assert answer["Content-Language"] == "es"
    assert answer["Content-Location"].endswith(f"/renderings/{form}/?locale=es")
    assert "Accept-Language" in answer["Vary"]


@EVERY_FORM
def test_reader_who_has_it_is_told_so(form: str) -> None:
    page = page_with_every_form()
    first = ask(page, form, locale="en")

    again = ask(page, form, {"If-None-Match": first["ETag"]}, locale="en")

    assert (again.status_code, again.content) == (304, b"")
    page.title = page.easy_title = "Cells, corrected"
    publish(page)
    changed = ask(page, form, {"If-None-Match": first["ETag"]}, locale="en")
    # The script is the same whatever it shows.
    assert changed.status_code == (304 if form == "embed" else 200)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/markdown, application/json;q=0.5", "text/markdown"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_form_is_chosen_by_what_the_reader_accepts(accept: str, media_type: str) -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = ask(page, headers={"Accept": accept}, locale="en")

    assert answer["Content-Type"].split(";")[0] == media_type
    assert "Accept" in answer["Vary"]


@pytest.mark.parametrize("state", [state for state, seen in SEEN.items() if not seen], ids=lambda state: state.__name__)
def test_what_nobody_may_see_is_in_no_form(state: Callable[[Tree], ResearchUpdatePage], tree: Tree) -> None:
    page = state(tree)

    for answer in (ask(page), *(ask(page, form) for form in FORMS)):
        assert answer.status_code in (404, 410)
        assert page.title not in answer.content.decode()


def test_unknown_form_is_refused_with_the_names_of_those_there_are() -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = ask(page, "scroll")

    assert (answer.status_code, answer.json()["code"]) == (404, "form-not-found")
    assert "html, easy, embed, text, markdown" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("form", "query", "code"),
    [
        ("text", {"lang": "es"}, "unknown-parameter"),
        ("text", {"fragment": "1"}, "unknown-parameter"),
        ("html", {"level": "0"}, "invalid-parameter"),
        ("html", {"fragment": "yes"}, "invalid-parameter"),
        ("html", {"fragment": "1", "level": "6"}, "invalid-parameter"),
        ("html", {"fragment": "1", "level": "²"}, "invalid-parameter"),
        ("text", {"locale": "!"}, "invalid-parameter"),
        ("text", {"fallback": "maybe"}, "invalid-parameter"),
    ],
)
def test_parameter_that_cannot_be_is_refused(form: str, query: dict[str, str], code: str) -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = ask(page, form, **query)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_form_that_this_site_cannot_make_is_told_beforehand_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_with_every_form()
    monkeypatch.setattr(pdf, "NEEDS", "no_such_package")
    monkeypatch.setattr(liblouis, "NEEDS", "no-such-library")
    monkeypatch.setattr(audio, "SPEAKS", "no-such-program")
    install = {"pdf": "pip install", "braille": "liblouis20", "pef": "liblouis20", "audio": "espeak-ng"}

    found = listed(page, locale="en")

    for form, package in install.items():
        assert package in found[form]["unavailable"]["text"]
        answer = ask(page, form, locale="en")
        assert (answer.status_code, answer.json()["code"]) == (404, "form-not-available")
        assert package in answer.json()["detail"]
    assert {form for form, item in found.items() if item["unavailable"]} == set(install)


def test_update_without_easy_words_has_no_easy_form_and_is_in_no_list_of_them(tree: Tree) -> None:
    without, page = ResearchUpdateFactory.create(live=True), page_with_every_form()

    assert "Nobody has written" in listed(without, locale="en")["easy"]["unavailable"]["text"]
    assert ask(without, "easy", locale="en").json()["code"] == "form-not-available"
    found = Client().get(UPDATES, {"form": "easy"}).json()["items"]
    assert [item["translation_key"] for item in found] == [str(page.translation_key)]


def test_missing_locale_is_refused_where_nothing_may_stand_in() -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = ask(page, "text", locale="fr", fallback="none")

    assert (answer.status_code, answer.json()["code"]) == (404, "locale-not-available")


@pytest.mark.parametrize("level", [1, 5])
def test_piece_to_embed_begins_at_the_level_that_was_asked_for(level: int) -> None:
    page = ResearchUpdateFactory.create(live=True)

    soup = BeautifulSoup(ask(page, "html", locale="en", fragment=1, level=level).content, "lxml")

    levels = [int(heading.name[1]) for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert levels[0] == min(levels) == level
    assert not soup.find_all(["script", "style"])
    assert not soup.select("[style]")
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert all(str(name).startswith(f"research-{str(page.translation_key)[:8]}-") for name in ids)
    assert {str(link["href"])[1:] for link in soup.select('a[href^="#"]')} <= set(ids)


def test_page_runs_nothing_and_says_so() -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = ask(page, "html", locale="en")

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    scripts = BeautifulSoup(answer.content, "lxml").find_all("script")
    assert [script["type"] for script in scripts] == ["application/ld+json"]
    assert json.loads(scripts[0].get_text())["@type"] == ["MedicalWebPage", "Article"]


def test_newer_update_is_linked_where_it_can_be_read() -> None:
    newer = ResearchUpdateFactory.create(live=True, title="The larger study")
    older = ResearchUpdateFactory.create(live=True)
    later = raw("later_evidence", {"relation": "contradicts", "page": newer.pk, "note": "", "study_ref": ""})
    set_stream(older, "body", [stream_data.study(), stream_data.finding(later_evidence=[later])])
    publish(older)

    words = ask(older, "text", locale="en").content.decode()

    assert "Newer evidence has overtaken this." in words.split("\n\n")[0]
    assert f"The larger study ({newer.full_url})".replace("localhost", "testserver") in " ".join(words.split())


@pytest.mark.parametrize("form", [form for form in FORMS if form not in NEEDS])
def test_form_costs_as_many_queries_for_fifty_findings_as_for_one(form: str) -> None:
    costs = set()
    for number in (1, 50):
        page = page_with_every_form()
        set_stream(page, "body", stream_data.easy_body(*(stream_data.finding() for _ in range(number))))
        publish(page)
        ask(page, form, locale="en")
        with CaptureQueriesContext(connection) as queries:
            assert ask(page, form, locale="en").status_code == 200
        costs.add(len(queries))
    assert costs == {1}


def test_list_says_what_each_form_was_checked_with_and_what_that_cannot_tell() -> None:
    page = ResearchUpdateFactory.create(live=True)

    answer = ask(page, locale="en").json()

    assert "No conformance is claimed" in answer["checks_notice"]["text"]
    for item in answer["items"]:
        expected = [] if item["unavailable"] else [c.validator for c in checks().of(item["form"])]
        assert [check["validator"] for check in item["checks"]] == expected
        assert all(check["said"]["text"].startswith("Example updates were checked with ") for check in item["checks"])

"""No form shows a key message or a finding of a translation that lags behind without saying so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import ResearchUpdateFactory, committed, publish, set_stream, stream, translated

pytestmark = pytest.mark.django_db

API = "/api/research/v1/"
NOTICE = "Esta traducción no está al día"


@pytest.fixture
def behind(db: None) -> Any:
    """A Spanish translation whose source has another key message now, and another finding."""
    page = ResearchUpdateFactory.create(live=True)
    spanish = translated(page, "es", live=True)
    page.refresh_from_db()
    summary, body = stream(page, "summary"), stream(page)
    summary[0]["value"] = "Walking was about the same in both groups."
    body[1]["value"]["statement"] = "Walking was about the same in both groups."
    set_stream(page, "summary", summary)
    set_stream(page, "body", body)
    with committed():
        publish(page)
    return spanish


#: Each form that shows key messages or findings, by the address after that of the API; {key} is the update's.
FORMS: dict[str, str] = {
    "whole": "updates/{key}/?locale=es",
    "several locales": "updates/{key}/?locales=es",
    "excerpt of several locales": "updates/{key}/?locales=es&fields=summary",
    "key messages": "updates/{key}/?locale=es&fields=summary",
    "findings": "updates/{key}/?locale=es&fields=blocks",
    "list": "updates/?locale=es",
    "list of key messages": "updates/?locale=es&fields=summary",
    "list of findings": "updates/?locale=es&fields=blocks",
    "list that falls back": "updates/?locale=es&fallback=chain&fields=summary",
    "look-up by address": "updates/find/?path={path}&fields=summary",
    "Atom": "feeds/es.atom",
    "JSON Feed": "feeds/es.json",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_form_says_that_the_translation_lags_behind(behind: Any, form: str) -> None:
    answer = Client().get(API + form.format(key=behind.translation_key, path=behind.get_url()))

    assert answer.status_code == 200
    assert NOTICE in answer.content.decode()


def test_hit_of_a_search_says_so(behind: Any) -> None:
    (hit,) = Client().get(f"{API}search/", {"q": "estudio", "locale": "es"}).json()["items"]

    assert hit["outdated_notice"]["text"].startswith(NOTICE)


def test_page_for_people_says_so(behind: Any) -> None:
    assert NOTICE in Client().get(behind.get_url()).content.decode()


def test_source_itself_says_nothing_of_the_kind(behind: Any) -> None:
    answer = Client().get(f"{API}updates/{behind.translation_key}/?locale=en&fields=summary")

    assert answer.json()["provenance"]["outdated_notice"] is None

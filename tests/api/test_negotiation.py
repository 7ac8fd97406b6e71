"""A reader gets the locale that is nearest to what they asked for, and is told which one it is and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from research.models import ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, committed, translated

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"


@pytest.fixture
def page(db: None) -> ResearchUpdatePage:
    """An update in English and Spanish."""
    made: ResearchUpdatePage = ResearchUpdateFactory.create(live=True)
    translated(made, "es", live=True)
    return made


def get(page: Any, query: str = "", **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client().get(f"{UPDATES}{page.translation_key}/{query}", headers=sent)


def served(answer: Any) -> tuple[str, str, str]:
    body = answer.json()["served"]
    return body["locale"], body["why"], body["by"]


def test_named_locale_is_served_and_may_be_cached_for_everybody(page: Any) -> None:
    answer = get(page, "?locale=es", accept_language="fr")

    assert served(answer) == ("es", "asked", "locale")
    assert answer["Content-Language"] == "es"
    assert "Vary" not in answer
    assert "s-maxage" in answer["Cache-Control"]


def test_missing_locale_is_replaced_by_the_chain_and_the_answer_says_so(page: Any) -> None:
    answer = get(page, "?locale=fr")

    assert served(answer) == ("en", "fallback", "locale")
    assert answer.json()["served"]["asked"] == ["fr"]
    assert (answer["Content-Language"], answer.json()["language"]) == ("en", "en")
    assert answer.json()["links"]["self"].endswith("?locale=en")


def test_reader_who_wants_no_fallback_is_refused(page: Any) -> None:
    answer = get(page, "?locale=fr&fallback=none")

    assert (answer.status_code, answer.json()["code"]) == (404, "locale-not-available")
    assert answer.json()["available_locales"] == ["en", "es"]


def test_region_finds_its_language(page: Any) -> None:
    assert served(get(page, "?locale=es-MX")) == ("es", "lookup", "locale")


def test_header_is_asked_where_no_locale_is_named_and_caches_are_told(page: Any) -> None:
    answer = get(page, accept_language="fr;q=0.3, es-AR;q=0.9")

    assert served(answer) == ("es", "lookup", "accept-language")
    assert answer["Vary"] == "Accept-Language"
    assert answer["Content-Location"].endswith(f"{page.translation_key}/?locale=es")


def test_reader_without_wishes_gets_the_source(page: Any) -> None:
    assert served(get(page)) == ("en", "source", "nothing")
    assert served(get(page, accept_language="tlh")) == ("en", "source", "accept-language")


def test_several_locales_come_at_once_and_missing_ones_are_named(page: Any) -> None:
    answer = get(page, "?locales=es,fr,en")

    assert [item["locale"] for item in answer.json()["items"]] == ["en", "es"]
    assert answer.json()["missing"] == ["fr"]
    assert answer["Content-Language"] == "en, es"


def test_star_brings_every_locale(page: Any) -> None:
    answer = get(page, "?locales=*")

    assert [item["language"] for item in answer.json()["items"]] == ["en", "es"]
    assert answer.json()["missing"] == []


def test_links_name_the_other_locales_and_the_page(page: Any) -> None:
    links = get(page, "?locale=en")["Link"].split(", ")

    key = page.translation_key
    assert f'<http://testserver{UPDATES}{key}/?locale=es>; rel="alternate"; hreflang="es"' in links
    assert any(link.endswith('rel="canonical"') and "/en/research/" in link for link in links)


def test_answer_that_the_reader_has_is_not_sent_again_but_described(page: Any) -> None:
    first = get(page, "?locale=es")

    second = get(page, "?locale=es", if_none_match=first["ETag"])

    assert (second.status_code, second.content) == (304, b"")
    assert [second[name] for name in ("ETag", "Content-Language", "Link")] == [
        first[name] for name in ("ETag", "Content-Language", "Link")
    ]


def test_tag_changes_when_another_locale_appears_or_goes(page: Any) -> None:
    before = get(page, "?locale=en")
    french = translated(page, "fr", live=True)
    with_french = get(page, "?locale=en", if_none_match=before["ETag"])
    with committed():
        french.unpublish()
    after = get(page, "?locale=en")

    assert with_french.status_code == 200
    assert len(with_french.json()["alternates"]) == 2
    assert after["ETag"] == before["ETag"]


def test_excerpt_keeps_what_a_reader_must_know_first(page: Any) -> None:
    body = get(page, "?locale=en&fields=summary").json()

    assert set(body) == {
        *("schema_version", "translation_key", "locale", "language", "direction", "title", "evidence"),
        *("conflict_of_interest", "served", "links", "summary", "provenance"),
    }
    whole = get(page, "?locale=en&fields=blocks").json()
    assert all(block["caveats"] for block in whole["blocks"] if block["type"] == "finding")
    assert {"provenance", "easy_read"} <= set(whole)


def test_withdrawn_locale_is_gone_for_who_wants_no_other_and_replaced_for_the_rest(page: Any) -> None:
    spanish = ResearchUpdatePage.objects.get(translation_key=page.translation_key, locale__language_code="es")
    with committed():
        spanish.unpublish()

    refused = get(page, "?locale=es&fallback=none")

    assert (refused.status_code, refused.json()["code"]) == (410, "update-withdrawn")
    assert refused.json()["available_locales"] == ["en"]
    assert served(get(page, "?locale=es")) == ("en", "fallback", "locale")

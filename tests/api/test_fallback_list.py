"""A list with fallbacks: every update once, in the best locale that the reader may see it in, and says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from research.domain.negotiation import choose
from research.models import Facet, Representation, ResearchUpdatePage
from tests.factories import ResearchUpdateFactory, committed, translated

pytestmark = pytest.mark.django_db

UPDATES = "/api/research/v1/updates/"
CHAIN = {"es": ("en",), "fr": ("en",), "de": ("en",), "ar": ("fr", "en")}


@pytest.fixture(autouse=True)
def chain(settings: Any) -> None:
    settings.RESEARCH_UPDATES = {**settings.RESEARCH_UPDATES, "FALLBACKS": CHAIN}


def get(query: str = "", **asked: Any) -> Any:
    answer = Client().get(UPDATES + query, {"fallback": "chain", **asked})
    assert answer.status_code == 200, answer.content
    return answer


def items(**asked: Any) -> list[tuple[str, str, str]]:
    """Return key, locale and reason of each item."""
    found = get(**asked).json()["items"]
    return [(item["translation_key"], item["locale"], item["served"]["why"]) for item in found]


def update(*locales: str) -> str:
    page = ResearchUpdateFactory.create(live=True)
    for locale in locales:
        translated(page, locale, live=True)
    return str(page.translation_key)


def page_of(key: str, locale: str) -> ResearchUpdatePage:
    found: ResearchUpdatePage = ResearchUpdatePage.objects.get(translation_key=key, locale__language_code=locale)
    return found


def test_each_update_is_listed_once_in_the_best_locale_that_it_has() -> None:
    english, french, arabic = update(), update("fr"), update("fr", "ar")

    assert items(locale="ar") == [(arabic, "ar", "asked"), (french, "fr", "fallback"), (english, "en", "fallback")]


def test_each_item_says_what_was_asked_and_the_header_says_which_languages_are_in_the_list() -> None:
    update(), update("ar")

    answer = get(locale="ar")

    assert [item["served"]["asked"] for item in answer.json()["items"]] == [["ar"], ["ar"]]
    assert [item["language"] for item in answer.json()["items"]] == ["ar", "en"]
    assert [item["summary"][0]["message"]["language"] for item in answer.json()["items"]] == ["ar", "en"]
    assert answer["Content-Language"] == "ar, en"
    assert "Vary" not in answer
    english_links = [other["locale"] for other in answer.json()["items"][0]["alternates"]]
    assert english_links == ["en"]


def test_list_is_as_before_without_the_parameter() -> None:
    update()
    arabic = update("ar")

    plain = Client().get(UPDATES, {"locale": "ar"})
    none = Client().get(UPDATES, {"locale": "ar", "fallback": "none"})

    assert [item["translation_key"] for item in plain.json()["items"]] == [arabic]
    assert plain.content == none.content


def test_what_exists_in_no_language_of_the_chain_is_not_listed(settings: Any) -> None:
    settings.RESEARCH_UPDATES = {**settings.RESEARCH_UPDATES, "FALLBACKS": {"ar": ("fr",)}}
    update()
    french = update("fr")

    assert items(locale="ar") == [(french, "fr", "fallback")]


def test_region_of_a_language_finds_the_language() -> None:
    english, spanish = update(), update("es")

    assert items(locale="es-MX") == [(spanish, "es", "lookup"), (english, "en", "fallback")]


def test_restricted_translation_neither_hides_the_public_one_nor_is_told_of() -> None:
    key = update("ar")
    PageViewRestriction.objects.create(page=page_of(key, "ar"), restriction_type=PageViewRestriction.LOGIN)

    answer = get(locale="ar", total="true")

    (item,) = answer.json()["items"]
    assert (item["locale"], item["served"]["why"], item["alternates"]) == ("en", "fallback", [])
    assert answer.json()["total"] == 1
    assert answer["Content-Language"] == "en"


def test_restriction_on_all_of_a_locale_lets_its_updates_fall_back() -> None:
    key = update("ar")
    restricted = page_of(key, "ar").get_parent()
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)

    assert items(locale="ar") == [(key, "en", "fallback")]


def test_unpublished_translation_falls_back() -> None:
    key = update("ar")
    with committed():
        page_of(key, "ar").unpublish()

    assert items(locale="ar") == [(key, "en", "fallback")]


def test_restricted_english_page_is_not_shown_for_a_missing_arabic_one() -> None:
    key = update()
    PageViewRestriction.objects.create(page=page_of(key, "en"), restriction_type=PageViewRestriction.LOGIN)

    assert items(locale="ar") == []


def test_filters_ask_of_what_is_served() -> None:
    """A filter that only a less good locale passes does not bring that locale in."""
    key, other = update("ar"), update()
    Facet.objects.filter(representation__page=page_of(key, "ar")).delete()

    assert items(locale="ar", population="people") == [(other, "en", "fallback")]


def test_excerpts_say_which_language_they_are_in() -> None:
    update()

    (item,) = get(locale="ar", fields="topics").json()["items"]

    assert (item["language"], item["served"]["locale"], item["served"]["why"]) == ("en", "en", "fallback")


@pytest.mark.parametrize("order", ["published", "-published", "changed", "-changed", "review_due", "-review_due"])
def test_pages_hold_each_update_once_in_order(order: str) -> None:
    keys = []
    for n in range(6):
        page = ResearchUpdateFactory.create(live=True, next_review_due=f"29{n:02}-01-01")
        if n % 2:
            translated(page, "ar", live=True)
        keys.append(str(page.translation_key))

    assert _walk(f"{UPDATES}?locale=ar&fallback=chain&limit=2&sort={order}") == (
        keys[::-1] if order.startswith("-") else keys
    )


def _walk(address: str) -> list[str]:
    found = []
    following: str | None = address
    while following:
        body = Client().get(following).json()
        found += [item["translation_key"] for item in body["items"]]
        following = body["next"]
    return found


@pytest.mark.parametrize("total", ["false", "true"])
def test_it_costs_one_query_and_one_more_for_the_total(total: str) -> None:
    for locales in ((), ("fr",), ("fr", "ar")):
        update(*locales)
    get(locale="ar", total=total, limit=2)

    with CaptureQueriesContext(connection) as queries:
        body = get(locale="ar", total=total, limit=2).json()

    assert len(queries) == (2 if total == "true" else 1)
    assert body["total"] == (3 if total == "true" else None)
    assert len(body["items"]) == 2


@pytest.mark.parametrize(
    ("query", "code", "name"),
    [
        ("?fallback=chain", "invalid-parameter", "fallback"),
        ("?fallback=any&locale=es", "invalid-parameter", "fallback"),
        ("?fallback=chain&locale=tlh", "invalid-parameter", "locale"),
        ("?fallback=chain&fallback=none&locale=es", "repeated-parameter", "fallback"),
        ("?fallback=chain&locale=es&topic=nothing", "invalid-parameter", "topic"),
    ],
)
def test_what_cannot_be_answered_is_refused_at_its_parameter(query: str, code: str, name: str) -> None:
    answer = Client().get(UPDATES + query)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["errors"][0]["loc"] == ["query", name]


def test_locale_that_the_site_can_have_and_has_nothing_in_falls_back() -> None:
    key = update()
    Locale.objects.filter(language_code="de").delete()

    assert items(locale="de") == [(key, "en", "fallback")]


#: For each update: in which locales it is, and in which of these it may not be seen.
LOCALES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
SITUATIONS = st.lists(
    st.tuples(st.sets(st.sampled_from(LOCALES), min_size=1), st.sets(st.sampled_from(LOCALES))), min_size=1, max_size=5
)


@pytest.fixture
def grid(db: None) -> list[str]:
    """Five updates in every locale of the site."""
    return [update(*(code for code in LOCALES if code != "en")) for _ in range(5)]


@trials(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SITUATIONS, st.sampled_from([*LOCALES, "es-MX", "ar-EG"]), st.integers(min_value=1, max_value=4))
def test_list_comes_to_what_one_update_after_the_other_would(
    grid: list[str], situation: list[tuple[set[str], set[str]]], asked: str, limit: int
) -> None:
    expected = {}
    PageViewRestriction.objects.all().delete()
    ResearchUpdatePage.objects.update(live=False)
    for number, (there, hidden) in enumerate(situation):
        pages = ResearchUpdatePage.objects.filter(translation_key=grid[number], locale__language_code__in=there)
        pages.update(live=True)
        for page in pages.filter(locale__language_code__in=hidden):
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number // 2)
        Representation.objects.filter(translation_key=grid[number]).update(published_at=at)
        if found := choose([asked], sorted(there - hidden), chain=CHAIN):
            expected[grid[number]] = (found.locale, found.why.value)

    query = {"locale": asked, "fallback": "chain", "limit": limit, "total": "true"}
    seen, following, total = [], UPDATES, None
    while following:
        body = Client().get(following, query).json()
        seen += [(item["translation_key"], item["locale"], item["served"]["why"]) for item in body["items"]]
        following, query, total = body["next"], {}, body["total"]

    assert {key: (locale, why) for key, locale, why in seen} == expected
    assert len(seen) == len(expected) == total
    for key, (locale, why) in expected.items():
        one = Client().get(f"{UPDATES}{key}/", {"locale": asked}).json()["served"]
        assert (one["locale"], one["why"]) == (locale, why)

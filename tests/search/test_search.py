"""What is found, in which order: the expected lists are the same for every database that the suite runs on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from research.models import Representation, ResearchUpdatePage, SearchEntry
from research.publishing import followers
from research.publishing.rebuild import rebuild_everything
from research.search import index
from tests import stream_data
from tests.factories import ResearchUpdateFactory, committed, publish, translated
from tests.search.asking import SEARCH, found, results, titles
from tests.translations import translator

pytestmark = pytest.mark.django_db

#: language -> titles, of which the first is found by each of the queries, and the second by none
WORDS: dict[str, tuple[tuple[str, str], list[str]]] = {
    "en": (("Two studies of cells", "A walk in the park"), ["study", "studies", "STUDY", "cell", "Studies cell*"]),
    "fr": (
        ("Des études chez les chevaux", "Une promenade"),
        ["etude", "étude", "études", "l’étude", "cheval", "chevaux", "etude cheval"],
    ),
    "es": (("Los estudios de información", "Un paseo"), ["estudio", "estudios", "informacion", "estudi*"]),
    "de": (
        ("Studien zu Übelkeit auf der Straße", "Ein Spaziergang"),
        ["Studie", "Studien", "Übelkeit", "uebelkeit", "Ubelkeit", "strasse", "ubel*"],
    ),
    "ar": (("الدراسات عن الأدوية", "نزهة"), ["دراسة", "الدراسات", "دراسات", "دراسه", "ادوية"]),
}


def live(title: str, language: str = "en", **fields: Any) -> ResearchUpdatePage:
    made: ResearchUpdatePage = ResearchUpdateFactory.create(title=title, live=True, **fields)
    return made if language == "en" else in_language(made, language, title)


def in_language(page: ResearchUpdatePage, language: str, title: str) -> ResearchUpdatePage:
    """Return the published translation of ``page`` under ``title``."""
    say = translator(language)
    made: ResearchUpdatePage = translated(
        page, language, live=True, translate=lambda text: title if text == page.title else say(text)
    )
    return made


@pytest.mark.parametrize("language", WORDS)
def test_words_are_found_in_every_form_that_readers_type(language: str) -> None:
    (wanted, other), queries = WORDS[language]
    for title in (wanted, other):
        page = live("Cells by injection, two years later")
        if language == "en":
            page.title = title
            publish(page)
        else:
            in_language(page, language, title)

    for query in queries:
        # The words of the study are in every update; what is asked for in the title tells them apart.
        assert titles(query, locale=language)[0] == wanted, query
        assert wanted in titles(query), query
        assert results(query, locale=language)["items"][0]["score"] == 3, query


def told_apart() -> dict[str, ResearchUpdatePage]:
    """Four updates with “kestrel” in four places; the last was published first."""
    finding = stream_data.finding(statement="A kestrel was seen in 7 of 20 cases.")
    caveats = [stream_data.caveat("other", detail="No kestrel was looked for."), *stream_data.caveats()]
    places: dict[str, dict[str, Any]] = {
        "in a caveat": {"body": [stream_data.study(), stream_data.finding(caveats=caveats)]},
        "in a finding": {"body": [stream_data.study(), finding]},
        "nowhere": {},
        "in a message": {"summary": stream_data.summary("The kestrel was seen in a small study.")},
    }
    pages = {title: live(f"Update, {title}", **fields) for title, fields in places.items()}
    pages["title"] = live("Kestrel")
    return pages


def test_title_comes_before_messages_and_findings_and_these_before_the_rest() -> None:
    told_apart()

    assert titles("kestrel") == ["Kestrel", "Update, in a message", "Update, in a finding", "Update, in a caveat"]
    assert [score for _locale, score in found("kestrel")] == [3, 2, 2, 1]
    # Every word counts: one that is in no title takes the hit down to where it is.
    assert found("kestrel disability") == [("en", 2), ("en", 2), ("en", 1), ("en", 1)]


def test_all_words_must_be_found() -> None:
    live("Cells and kestrels")

    assert titles("cells kestrel") == ["Cells and kestrels"]
    assert titles("cells kestrel ostrich") == []


def test_latest_published_comes_first_and_the_higher_page_breaks_a_tie() -> None:
    made = [live(f"Kestrel {n}") for n in range(4)]
    day = datetime(2026, 3, 1, tzinfo=UTC)
    for page, at in zip(made, (day, day + timedelta(days=40), day, day + timedelta(seconds=1)), strict=True):
        ResearchUpdatePage.objects.filter(pk=page.pk).update(last_published_at=at)
    index_again()

    assert titles("kestrel") == ["Kestrel 1", "Kestrel 3", "Kestrel 2", "Kestrel 0"]


def index_again() -> None:
    rebuild_everything()
    followers.catch_up("search")


def test_pages_of_results_follow_one_another_while_content_changes() -> None:
    for number in range(8):
        live(f"Kestrel {number}")
    everything = titles("kestrel")
    assert len(everything) == 8

    first = results("kestrel", limit=3)
    live("Kestrel, a new one")
    with committed():
        ResearchUpdatePage.objects.get(title=everything[4]).unpublish()
    seen = [item["title"]["text"] for item in first["items"]]
    address = first["next"]
    while address:
        body = Client().get(address).json()
        seen += [item["title"]["text"] for item in body["items"]]
        address = body["next"]

    assert seen == everything[:4] + everything[5:]


def test_cursor_crosses_from_one_score_to_the_next() -> None:
    told_apart()
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        body = results("kestrel", limit=1, **cursor)
        seen += [item["title"]["text"] for item in body["items"]]
        if body["next"] is None:
            break
        cursor = {"cursor": parse_qs(urlsplit(body["next"]).query)["cursor"][0]}

    assert seen == titles("kestrel")


def test_locale_and_filters_narrow_what_is_found() -> None:
    page = live("Kestrel")
    in_language(page, "es", "Cernícalo por inyección")
    mice = [stream_data.study(), stream_data.animal_finding()]
    live("Kestrel in mice", body=mice)

    assert {locale for locale, _score in found("10.1212/NXI.0000000000000928")} == {"en", "es"}
    assert found("inyeccion", locale="es") == [("es", 3)]
    assert found("inyeccion", locale="ES") == [("es", 3)]
    assert found("inyeccion", locale="en") == []
    assert titles("kestrel", population="animals") == ["Kestrel in mice"]
    assert titles("kestrel", population=["animals", "people"]) == ["Kestrel in mice", "Kestrel"]
    assert titles("kestrel", population="animals", doi="10.1212/nxi.0000000000000928") == ["Kestrel in mice"]
    assert titles("kestrel", population="animals", evidence="retracted") == []


def test_total_is_counted_when_it_is_asked_for() -> None:
    for number in range(3):
        live(f"Kestrel {number}")

    assert results("kestrel", limit=2)["total"] is None
    assert results("kestrel", limit=2, total="true")["total"] == 3


def test_search_is_one_query_and_two_with_the_total() -> None:
    for number in range(3):
        in_language(live(f"Kestrel {number}"), "es", f"Cernícalo {number}")
    results("kestrel", total="true")

    for parameters, expected in (({}, 1), ({"total": "true"}, 2), ({"locale": "en", "population": "people"}, 1)):
        with CaptureQueriesContext(connection) as queries:
            assert results("kestrel", **parameters)["items"]
        assert len(queries) == expected, parameters


def test_hit_says_what_must_be_known_first_and_where_to_read_on() -> None:
    retraction = {"kind": "retraction", "date": "2025-02-03", "doi": "10.1212/NXI.0000000000000928"}
    study = stream_data.study(publication_status="retracted", notices=[retraction])
    page = live("Kestrel", body=[study, stream_data.finding()], disclosures=[stream_data.sells_treatment()])

    (hit,) = results("kestrel")["items"]

    assert list(hit)[:2] == ["evidence", "conflict_of_interest_notice"]
    assert hit["evidence"]["state"]["code"] == "retracted"
    assert hit["evidence"]["notice"]["text"]
    assert hit["conflict_of_interest_notice"]["text"]
    assert [caveat["kind"]["code"] for caveat in hit["caveats"]] == ["no_control_group", "small_sample", "not_blinded"]
    served = Client().get(hit["url"]).json()
    assert served["translation_key"] == hit["translation_key"] == str(page.translation_key)
    assert hit["html_url"] == served["links"]["page"]


# Who may see what


def test_draft_restricted_and_unpublished_updates_are_never_found() -> None:
    page = live("Kestrel")
    ResearchUpdateFactory.create(title="Kestrel, a draft")
    restricted = live("Kestrel, restricted")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    assert titles("kestrel") == ["Kestrel"]

    with committed():
        page.unpublish()
    assert titles("kestrel") == []
    assert results("kestrel", total="true")["total"] == 0


def test_visibility_is_decided_when_it_is_asked_and_not_when_it_was_indexed() -> None:
    page = live("Kestrel")
    # Nobody is told of either: no signal, no change in the journal, the entry is still there.
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)]
    )
    assert SearchEntry.objects.filter(representation=page.pk).exists()
    assert titles("kestrel") == []

    PageViewRestriction.objects.all().delete()
    ResearchUpdatePage.objects.filter(pk=page.pk).update(live=False)
    assert titles("kestrel") == []


def test_what_is_edited_is_not_found_before_it_is_published() -> None:
    page = live("Kestrel")
    page.title = "Ostrich"
    page.save_revision()
    assert (titles("kestrel"), titles("ostrich")) == (["Kestrel"], [])

    publish(page)
    assert (titles("kestrel"), titles("ostrich")) == ([], ["Ostrich"])


def test_deleted_update_is_forgotten_by_the_index() -> None:
    page = live("Kestrel")
    in_language(page, "es", "Cernícalo")
    with committed():
        page.delete()

    assert titles("kestrel") == []
    assert not SearchEntry.objects.filter(representation=page.pk).exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Raises where the table of words and the entries say different things.
            cursor.execute("INSERT INTO research_searchentry_fts(research_searchentry_fts) VALUES('integrity-check')")


# The index follows


def test_following_a_change_twice_changes_nothing() -> None:
    live("Kestrel")
    before = list(SearchEntry.objects.values())

    followers.Follower.objects.filter(name="search").update(sequence=0)
    followers.catch_up("search")

    assert list(SearchEntry.objects.values()) == before


def test_mending_finds_entries_that_differ_from_their_representation() -> None:
    page, lost, old = live("Kestrel"), live("Kestrel, lost"), live("Kestrel, of an older version")
    assert index.mend() == 0
    SearchEntry.objects.filter(representation=lost.pk).delete()
    SearchEntry.objects.filter(representation=old.pk).update(made_by="0:en")
    SearchEntry.objects.filter(representation=page.pk).update(etag="another")
    assert titles("lost") == []

    assert index.mend() == 3

    assert len(titles("kestrel")) == 3
    assert index.mend() == 0
    etags = dict(Representation.objects.values_list("pk", "etag"))
    assert dict(SearchEntry.objects.values_list("representation", "etag")) == etags


# What is refused


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "invalid-parameter"),
        ("q=", "invalid-parameter"),
        ("q=%20", "invalid-parameter"),
        ("q=%00", "invalid-parameter"),
        ("q=a%00b", "invalid-parameter"),
        ("q=%1b[31m", "invalid-parameter"),
        ("q=*", "invalid-parameter"),
        ("q=ab*", "invalid-parameter"),
        ("q=%22%22", "invalid-parameter"),
        ("q=%26%7C!()", "invalid-parameter"),
        (f"q={'x' * 201}", "invalid-parameter"),
        (f"q={'x' * 100_000}", "invalid-parameter"),
        (f"q={'a+' * 13}", "invalid-parameter"),
        ("q=a&q=b", "repeated-parameter"),
        ("q=a&query=b", "unknown-parameter"),
        ("q=a&sort=title", "unknown-parameter"),
        ("q=a&locale=nope!", "invalid-parameter"),
        ("q=a&locale=cy", "invalid-parameter"),
        ("q=a&topic=no-such-topic", "invalid-parameter"),
        ("q=a&population=martians", "invalid-parameter"),
        ("q=a&limit=0", "invalid-parameter"),
        ("q=a&limit=1000", "invalid-parameter"),
        ("q=a&total=yes", "invalid-parameter"),
        ("q=a&cursor=", "invalid-cursor"),
        ("q=a&cursor=***", "invalid-cursor"),
        ("q=a&cursor=%F0%9F%92%89", "invalid-cursor"),
        ("q=a&cursor=OS4x", "invalid-cursor"),  # 9.1
        ("q=a&cursor=My4tMQ", "invalid-cursor"),  # 3.-1
        ("q=a&cursor=My45OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ", "invalid-cursor"),
        ("q=a&cursor=MjAyNi0wMS0wMVQwMDowMDowMCswMDowMHwx", "invalid-cursor"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_remedy(query: str, code: str) -> None:
    answer = Client().get(f"{SEARCH}?{query}")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    "query",
    [
        "kestrel AND NOT cells",
        "NEAR(kestrel cells, 2)",
        '"kestrel',
        "kestrel OR 1=1; --",
        "tokens : kestrel",
        "kestrel'); DROP TABLE research_searchentry; --",
        "^kestrel",
        "kestrel \\",
        "kestrel & | !",
        "kestrel:*",
        "%kestrel_",
        "{kestrel} cells:A",
        "💉 kestrel \ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "/w31=1 kestrel",
        "𝓀ℯ𝓈𝓉𝓇ℯ𝓁",
        "kestrel\u202e\u0301\u0301",
        "½ ﷺ ㎏",
        "x" * 200,
        "a" + "\u0301" * 150,
    ],
)
def test_signs_and_operators_are_text_and_nothing_else(query: str) -> None:
    live("Kestrel")

    answer = Client().get(SEARCH, {"q": query})

    assert answer.status_code in (200, 422)
    assert titles("kestrel") == ["Kestrel"]
    if "AND" not in query and "cells" not in query and answer.status_code == 200 and query.startswith("kestrel &"):
        assert len(answer.json()["items"]) == 1


def test_search_without_a_slash_leads_to_the_one_with_it() -> None:
    assert Client().get(f"{SEARCH.rstrip('/')}?q=a").headers["Location"] == f"{SEARCH}?q=a"

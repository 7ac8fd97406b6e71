"""A list that readers narrow: by words, by filters, by both; never a finding without its caveats."""

from __future__ import annotations

import itertools
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from research.models import Facet, Representation, ResearchIndexPage
from research.reader import listing
from research.reader.asked import OFFERED
from tests import stream_data
from tests.factories import ResearchUpdateFactory, Tree
from tests.site.conftest import Open

LANGUAGES = ("en", "es", "fr", "de", "ar")


def titles(soup: BeautifulSoup) -> list[str]:
    return [heading.get_text(strip=True) for heading in soup.select(".update-entry h2")]


def number(soup: BeautifulSoup) -> str:
    shown = soup.select_one("[role=status]")
    assert shown is not None
    return shown.get_text(strip=True)


def list_in(language: str) -> str:
    root = Site.objects.get(is_default_site=True).root_page
    found = ResearchIndexPage.objects.live().filter(locale__language_code=language)
    assert root is not None
    return str(found.get().get_url())


def options(soup: BeautifulSoup, name: str) -> dict[str, str]:
    """Return what is offered for a filter: value -> words."""
    return {
        str(box["value"]): box.parent.get_text(" ", strip=True)
        for box in soup.select(f"input[type=checkbox][name={name}]")
        if isinstance(box.parent, Tag)
    }


def two_studies() -> None:
    ResearchUpdateFactory.create(live=True, title="Injections of cells")
    body = stream_data.body(
        stream_data.study(design="rct_parallel", control="placebo", allocation="randomised", masking="double"),
        stream_data.finding(statement="Tablets were no better in 20 people."),
    )
    ResearchUpdateFactory.create(live=True, title="Tablets against nothing", body=body)


def test_words_find_updates_by_their_stems_and_say_how_many(tree: Tree, read: Open) -> None:
    two_studies()

    soup = read(f"{tree.index.get_url()}?q=injection")

    assert "Injections of cells" in titles(soup)
    assert number(soup) == f"{len(titles(soup))} update{'' if len(titles(soup)) == 1 else 's'}"
    field = soup.select_one("input[name=q]")
    assert field is not None
    assert field["value"] == "injection"
    assert soup.title is not None
    assert "injection" in soup.title.get_text()


def test_finding_that_words_are_in_stands_with_its_caveats_and_after_who_may_gain(demo: None, read: Open) -> None:
    shown = 0
    for language in LANGUAGES:
        for row in Representation.objects.filter(locale__language_code=language):
            soup = read(f"{list_in(language)}?q={row.title.split()[0]}")
            for passage in soup.select(".passage"):
                shown += 1
                words = passage.get_text(" ", strip=True)
                if passage.select_one(".statement"):
                    assert passage.select(".caveat") or "Their reason" in words
                else:
                    assert passage.select("ul > li strong"), words
            for entry in soup.select(".update-entry:has(.passage):has(.conflict)"):
                first = entry.select_one(".passage")
                assert first is not None
                assert first.find_previous(class_="conflict") in entry.select(".conflict")
    assert shown >= 20


def test_update_that_is_overtaken_says_so_before_what_was_found_in_it(demo: None, read: Open) -> None:
    soup = read(f"{list_in('en')}?q=cells")

    entry = next(one for one in soup.select(".update-entry") if "Overtaken" in one.get_text())
    assert entry.get_text(" ", strip=True).startswith("Overtaken by newer evidence Newer evidence has overtaken this.")
    assert entry.select_one(".passage") is not None


def test_filters_stay_when_a_reader_changes_the_language_and_words_do_not(demo: None, read: Open) -> None:
    soup = read(f"{list_in('en')}?q=cells&population=people")

    links = {str(link["hreflang"]): str(link["href"]) for link in soup.select("nav.languages a")}
    assert {address.partition("?")[2] for address in links.values()} == {"population=people"}
    assert titles(read(urlsplit(links["ar"])._replace(scheme="", netloc="").geturl()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_that_is_offered_leads_to_as_many_updates_as_it_says(demo: None, read: Open, language: str) -> None:
    address = list_in(language)
    soup = read(address)
    rows = Representation.objects.filter(locale__language_code=language, page__live=True)

    for name in OFFERED:
        offered = options(soup, name)
        assert offered.keys() == set(
            Facet.objects.filter(name=name, representation__in=rows).values_list("value", flat=True)
        )
        value, words = next(iter(offered.items()))
        narrowed = read(f"{address}?{name}={value}")
        assert words.endswith(f"({len(titles(narrowed))})")
        # Arabic says one and two without a figure.
        if language != "ar" or len(titles(narrowed)) > 2:
            assert number(narrowed).split()[0] == str(len(titles(narrowed)))
        assert narrowed.select_one(f"input[name={name}][value={value}][checked]") is not None


def test_filters_together_keep_what_has_one_value_of_each(demo: None, read: Open) -> None:
    """Every pair of values of two filters against what the stored facets say."""
    rows = Representation.objects.filter(locale__language_code="en", page__live=True)
    values: dict[str, dict[str, set[int]]] = {}
    for name, value, page in Facet.objects.filter(representation__in=rows).values_list(
        "name", "value", "representation"
    ):
        values.setdefault(name, {}).setdefault(value, set()).add(page)

    for first, second in itertools.product(values["topic"], values["population"]):
        soup = read(f"{list_in('en')}?topic={first}&population={second}")
        assert len(titles(soup)) == len(values["topic"][first] & values["population"][second])
    both = list(values["topic"])[:2]
    soup = read(f"{list_in('en')}?topic={both[0]}&topic={both[1]}")
    assert len(titles(soup)) == len(values["topic"][both[0]] | values["topic"][both[1]])


def test_labels_are_in_the_language_of_the_reader(demo: None, read: Open) -> None:
    assert options(read(list_in("en")), "population")["people"].startswith("People")
    arabic = read(list_in("ar"))

    for name in OFFERED:
        for words in options(arabic, name).values():
            assert any("\u0600" <= character <= "\u06ff" for character in words), words


def test_each_filter_and_the_words_can_be_taken_away(tree: Tree, read: Open) -> None:
    two_studies()
    address = tree.index.get_url()
    asked = "q=people&design=rct_parallel&population=people"

    soup = read(f"{address}?{asked}")
    links = [urlsplit(str(link["href"])) for link in soup.select(".chosen a")]

    assert titles(soup) == ["Tablets against nothing"]
    assert [sorted(parse_qsl(link.query)) for link in links] == [
        [("design", "rct_parallel"), ("population", "people")],
        [("population", "people"), ("q", "people")],
        [("design", "rct_parallel"), ("q", "people")],
        [],
    ]
    assert {link.path for link in links} == {address}
    assert len(titles(read(f"{address}?{links[1].query}"))) == 2


def test_number_beside_a_value_counts_what_the_other_filters_leave(tree: Tree, read: Open) -> None:
    two_studies()

    soup = read(f"{tree.index.get_url()}?design=rct_parallel")

    assert {words[-3:] for words in options(soup, "design").values()} == {"(1)"}
    assert len(options(soup, "design")) == 2, "The other design can still be chosen beside this one."
    assert options(soup, "population")["people"].endswith("(1)")


def test_list_in_which_nothing_is_left_says_what_to_do(tree: Tree, read: Open) -> None:
    two_studies()

    soup = read(f"{tree.index.get_url()}?q=quark&design=rct_parallel")

    assert number(soup) == "0 updates"
    assert titles(soup) == []
    hints = [hint.get_text() for hint in soup.select(".nothing-found li")]
    assert any("filters" in hint for hint in hints)
    assert any("fewer words" in hint for hint in hints)
    assert soup.select_one(f".chosen a.all[href$='{tree.index.get_url()}']") is not None


def test_narrowed_list_is_not_for_search_engines_and_has_one_address(tree: Tree, read: Open) -> None:
    two_studies()
    address = tree.index.get_url()

    plain = read(address)
    one, other = (
        read(f"{address}?{query}")
        for query in (
            "population=people&q=people&utm_source=x",
            "q=+people+&population=people&population=people&phase=",
        )
    )

    assert plain.select_one("meta[name=robots]") is None
    assert plain.select_one(f"link[rel=canonical][href$='{address}']") is not None
    canonical = {str(link["href"]) for soup in (one, other) for link in soup.select("link[rel=canonical]")}
    assert {urlsplit(found).query for found in canonical} == {"q=people&population=people"}
    for soup in (one, other):
        assert [meta["content"] for meta in soup.select("meta[name=robots]")] == ["noindex"]
        assert soup.select("link[rel=alternate][hreflang]:not([type])") == []


def test_pages_of_a_narrowed_list_stay_narrowed(tree: Tree, read: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    two_studies()
    address = f"{tree.index.get_url()}?q=people&population=people"

    first = read(address)
    further = first.select_one("a[rel=next]")
    assert further is not None
    second = read(f"{tree.index.get_url()}{further['href']}")

    assert number(first) == number(second) == "2 updates"
    assert sorted(titles(first) + titles(second)) == ["Injections of cells", "Tablets against nothing"]
    assert further.get_text() == "Next page"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=%00%01", None),
        ("q=***", "We could not search for this"),
        ("q=" + "a+" * 13, "We could not search for this"),
        ("q=" + "a" * 500, "We could not search for this"),
        ("q=x*", "We could not search for this"),
        ("q=%ff%fe", "We could not search for this"),
        ("q=%22%3E%3Cscript%3E", None),
        ("design=banana", "“Kind of study” that does not exist here"),
        ("topic=no_such_topic", "“Topic” that does not exist here"),
        ("topic=%00", "“Topic” that does not exist here"),
        ("certainty=low%27%3B--", "“Certainty” that does not exist here"),
        ("glossary=nothing", "“Word explained” that does not exist here"),
        ("evidence=&design=&q=", None),
        ("&".join(f"topic=t{n}" for n in range(200)), "“Topic” that does not exist here"),
        ("unknown=1&utm_source=letter", None),
    ],
)
def test_what_cannot_be_followed_is_left_out_and_said(tree: Tree, client: Client, query: str, said: str | None) -> None:
    ResearchUpdateFactory.create(live=True)

    answer = client.get(f"{tree.index.get_url()}?{query}")
    shown = answer.content.decode()

    assert answer.status_code == 200
    assert "<script" not in shown
    assert "\x00" not in shown
    if said is not None:
        soup = BeautifulSoup(shown, "html.parser")
        assert said in soup.get_text()
        assert len(titles(soup)) == 1, "What was not understood narrows nothing."


def test_page_of_a_narrowed_list_that_does_not_exist_answers_404(tree: Tree, client: Client) -> None:
    ResearchUpdateFactory.create(live=True)

    for query in ("q=people&page=2", "population=people&page=9", "q=quark&page=2"):
        assert client.get(f"{tree.index.get_url()}?{query}").status_code == 404


def test_draft_and_restricted_update_are_neither_found_nor_counted(tree: Tree, read: Open) -> None:
    first, second = (ResearchUpdateFactory.create(live=True, title=f"Injection {n}") for n in (1, 2))
    ResearchUpdateFactory.create(title="Injection, a draft")
    address = tree.index.get_url()
    shown = read(f"{address}?q=injection")
    assert (number(shown), options(shown, "population")["people"]) == ("2 updates", "People (2)")

    first.unpublish()
    PageViewRestriction.objects.create(page=second, restriction_type=PageViewRestriction.LOGIN)

    shown = read(f"{address}?q=injection")
    assert number(shown) == "0 updates"
    assert options(shown, "population") == {}


def test_narrowed_list_costs_as_many_queries_for_twenty_updates_as_for_one(tree: Tree, client: Client) -> None:
    asked = ("", "?q=people", "?population=people", "?q=people&population=people&design=single_arm_trial")

    def cost() -> list[int]:
        found = []
        for query in asked:
            client.get(f"{tree.index.get_url()}{query}")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{tree.index.get_url()}{query}").status_code == 200
            found.append(len(captured))
        return found

    ResearchUpdateFactory.create(live=True)
    one = cost()
    for _ in range(19):
        ResearchUpdateFactory.create(live=True)

    assert cost() == one
    assert max(one) <= one[0] + 3


def test_shared_cache_may_keep_a_narrowed_list_by_its_address(tree: Tree, client: Client) -> None:
    ResearchUpdateFactory.create(live=True)

    answer = client.get(f"{tree.index.get_url()}?q=people&population=people", headers={"accept-language": "ar"})

    assert "Set-Cookie" not in answer
    assert not answer.cookies
    assert "Accept-Language" not in answer.get("Vary", "")
    assert "Cookie" not in answer.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in answer.content
    assert answer["Surrogate-Key"] == "research-lists"


def test_number_of_more_matches_than_are_looked_at_is_not_said(
    tree: Tree, read: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("research.search.found.MOST_FOUND", 1)
    two_studies()

    soup = read(f"{tree.index.get_url()}?q=people")

    assert number(soup) == "More than 1 updates. These are the best matches."
    assert len(titles(soup)) == 1


def test_first_page_passes_over_what_only_a_list_can_be_asked(tree: Tree, read: Open) -> None:
    ResearchUpdateFactory.create(live=True)

    assert len(read("/en/?q=quark&design=banana").select(".update-entry")) == 1


def test_list_of_a_host_that_only_shows_updates_is_not_narrowed(tree: Tree, read: Open, settings: object) -> None:
    """A host's own template that loads ``research_updates`` shows the same as before there were filters."""
    ResearchUpdateFactory.create(live=True)
    source = (
        "{% load research_updates %}<main>{% research_updates page as listing %}"
        '{% include "research/parts/listing.html" %}'
        '{% include "research/parts/pagination.html" with numbered=listing.page %}</main>'
    )
    loaders = [
        ("django.template.loaders.locmem.Loader", {"research/index_page.html": source}),
        "django.template.loaders.app_directories.Loader",
    ]
    first = settings.TEMPLATES[0]  # type: ignore[attr-defined]
    options_ = {**first["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [{**first, "APP_DIRS": False, "OPTIONS": options_}]  # type: ignore[attr-defined]

    assert len(read(f"{tree.index.get_url()}?q=quark").select(".update-entry")) == 1

"""Easy read, as its reader reads it: an authored version that keeps the promises of the ordinary one."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given

from research.domain.codes import OVERTAKING_RELATIONS
from research.renderings.form import Unavailable
from research.renderings.forms import FORMS
from research.representations import schema_v1 as v1
from research.representations.build import build
from tests import stream_data
from tests.factories import LANGUAGES, ResearchUpdateFactory, Tree, new_page, parents_in
from tests.promises.conftest import many, tree, unsaved  # noqa: F401 - a fixture
from tests.promises.strategies import Made, easy_updates
from tests.renderings.reading import source, words_of_html
from tests.renderings.test_promises import Words, findings

EASY = FORMS["easy"]


@many
@given(made=easy_updates())
def test_every_finding_in_easy_words_stands_with_its_caveats_and_after_what_must_be_known_first(
    made: Made,
    tree: Tree,  # noqa: F811
) -> None:
    update = build(unsaved(made))
    statements = [finding.easy_read[0].text for finding in findings(update)]
    assume(len(set(statements)) == len(statements))
    assert update.easy_read is not None

    reader = Words("easy", words_of_html(EASY.make(source(update))))

    reader.then(update.evidence.notice)
    reader.then(update.easy_read.title)
    reader.then(update.easy_read.notice)
    reader.then(update.conflict_of_interest.notice if update.conflict_of_interest else None)
    for line in update.easy_read.summary:
        reader.then(line)
    for finding in findings(update):
        for later in finding.later_evidence:
            if later.relation.code in OVERTAKING_RELATIONS:
                reader.then(later.relation.label)
        begins = reader.at
        for said in (*finding.before_statement, *finding.easy_read, *finding.after_statement):
            reader.then(said)
        for caveat in finding.caveats:
            for said in (caveat.sentence, *caveat.easy_read):
                reader.then(said)
        reader.then(finding.no_caveat_reason)
        # Between a finding and the last of its caveats no other finding begins.
        own = {said.text for said in (*finding.easy_read, *(s for c in finding.caveats for s in c.easy_read))}
        for other in findings(update):
            if other is not finding and other.easy_read[0].text not in own:
                assert other.easy_read[0].text not in reader.words[begins : reader.at]


def page_in(language: str, **changes: object) -> v1.ResearchUpdateV1:
    body = [stream_data.study(easy_read="20 people took part."), stream_data.finding(**_easy_finding())]
    fields: dict[str, object] = {"title": "Cells, two years later", "body": body, "summary": stream_data.summary()}
    easy = {"easy_title": "Cells for MS", "easy_summary": "This is about cells.\nIt is about MS."}
    parent = parents_in(language)
    return build(
        new_page(locale=parent.locale, **{**fields, **easy, "disclosures": stream_data.disclosures()} | changes)
    )


def _easy_finding() -> dict[str, object]:
    caveats = stream_data.caveats()
    for caveat in caveats:
        caveat["value"]["easy_read"] = "Only 20 people took part."
    return {
        "easy_read": "Some people felt better.\nIt did not last.",
        "caveats": caveats,
        "easy_meaning": "Nobody is cured.",
    }


def test_each_sentence_has_a_line_of_its_own(tree: Tree) -> None:  # noqa: F811
    soup = BeautifulSoup(EASY.make(source(page_in("en"))), "lxml")
    lines = [line.get_text() for line in soup.select("article p")]

    assert lines[:2] == ["Some people felt better.", "It did not last."]


@pytest.mark.parametrize("tested", ["", "Readers of a self-help group"])
def test_it_says_first_whether_readers_have_tested_it(tested: str, tree: Tree) -> None:  # noqa: F811
    words = words_of_html(EASY.make(source(page_in("en", easy_read_tested_by=tested))))
    said = tested or "No reader has tested this easy-read version yet."

    assert words.index(said) < words.index("This is about cells.")
    assert ("No reader has tested" in words) == (not tested)


@pytest.mark.parametrize(
    "gap",
    [
        {"easy_title": ""},
        {"easy_summary": " \n "},
        {"body": [stream_data.study(), stream_data.finding(**_easy_finding())]},
        {"body": [stream_data.study(easy_read="20 people."), stream_data.finding(easy_read="Better.")]},
    ],
    ids=["no title", "no beginning", "a study in other words only", "a caveat in other words only"],
)
def test_a_version_with_a_gap_leaves_nowhere(gap: dict[str, object], tree: Tree) -> None:  # noqa: F811
    update = page_in("en", **gap)

    assert update.easy_read is None
    assert not any(finding.easy_read or any(c.easy_read for c in finding.caveats) for finding in findings(update))
    with pytest.raises(Unavailable):
        EASY.make(source(update))


def test_it_says_in_which_language_it_is_where_nobody_has_translated_it(tree: Tree) -> None:  # noqa: F811
    body = [stream_data.study(easy_read="20 people took part."), stream_data.finding(**_easy_finding())]
    page = ResearchUpdateFactory.create(live=True, body=body, easy_title="Cells for MS", easy_summary="About cells.")
    alias = page.copy_for_translation(tree.locales["es"], copy_parents=True, alias=True)
    made = build(alias)

    soup = BeautifulSoup(EASY.make(source(made)), "lxml")

    assert soup.html is not None
    assert soup.html["lang"] == "es"
    for line in soup.find_all(string="Some people felt better."):
        assert line.find_parent(attrs={"lang": True})["lang"] == "en"  # type: ignore[union-attr,index]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_own_words_are_in_the_language_of_the_page(language: str, tree: Tree) -> None:  # noqa: F811
    update = page_in(language)
    soup = BeautifulSoup(EASY.make(source(update)), "lxml")
    heading = soup.select_one("h2")

    assert heading is not None
    assert heading.get("lang") is None, f"{heading.get_text()} is not in {language}"

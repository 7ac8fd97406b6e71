"""The demo: its facts, its languages, what is out of date and half done in it, and loading it again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.demo import content, ids, loader, pages
from home.demo.translating import TOOL
from home.models import HomePage, ResearchImage
from research.domain.codes import EvidenceState, TranslationMethod
from research.domain.identifiers import problem_with
from research.domain.problems import errors
from research.models import Representation, ResearchIndexPage, ResearchUpdatePage
from research.models.gate import PublishBlocked
from tests import demo as demo_loading

LANGUAGES = ("en", *loader.LANGUAGES)
HALF_DONE = ("nrg-1-beta-1", "de")
OUT_OF_DATE = ("ms-in-the-us", "fr")

PHASE_1, PHASE_2 = "msc-np-two-years", "msc-np-phase-2"

#: Numbers that each update must hold, as its papers print them.
NUMBERS = {
    PHASE_1: ("20", "18", "7", "5", "3", "10", "25", "54"),
    PHASE_2: ("54", "27", "33%", "37%", "0.030", "0.036", "6.0", "6.5", "20", "3", "6", "2021", "2024"),
    "nrg-1-beta-1": ("WO2022056619A1",),
    "ms-in-the-us": ("727,344", "913,925", "2010", "2017"),
}
#: What identifies the papers: DOI, PubMed number, register number.
IDENTIFIERS = {
    PHASE_1: {("doi", "10.1212/NXI.0000000000000928"), ("pmid", "33277427"), ("nct", "NCT01933802")},
    PHASE_2: {("doi", "10.1186/s13287-024-03765-6"), ("pmid", "38783390"), ("nct", "NCT03355365")},
    "nrg-1-beta-1": {("doi", "10.1093/brain/awaa385")},
    "ms-in-the-us": {("doi", "10.1212/WNL.0000000000007035"), ("pmid", "30770430")},
}


def page(slug: str, language: str = "en") -> ResearchUpdatePage:
    return ResearchUpdatePage.objects.get(translation_key=ids.translation_key(slug), locale__language_code=language)


def translation_of(slug: str, language: str) -> Translation:
    return Translation.objects.get(source__object_id=ids.translation_key(slug), target_locale__language_code=language)


def counts() -> dict[str, int]:
    """Rows of every table, the log and the revisions included."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


def words(data: Any) -> Iterator[str]:
    """Yield every text in the data of an update."""
    if isinstance(data, dict):
        for value in data.values():
            yield from words(value)
    elif isinstance(data, list):
        for value in data:
            yield from words(value)
    elif isinstance(data, str):
        yield data


# --- The data ----------------------------------------------------------------


@pytest.mark.parametrize(("slug", "number"), [(slug, number) for slug, list_ in NUMBERS.items() for number in list_])
def test_update_holds_the_number_of_its_paper(slug: str, number: str) -> None:
    pattern = re.compile(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)")

    assert any(pattern.search(text) for text in words(content.update(slug)))


@pytest.mark.parametrize("slug", content.UPDATES)
def test_update_holds_no_number_above_one_hundred_that_its_paper_does_not_have(slug: str) -> None:
    years = {"2010", "2017", "2021", "2024"}
    texts = [text for text in words(content.update(slug)) if " " in text and "://" not in text]
    found = {number for text in texts for number in re.findall(r"(?<![\w/.])\d[\d,]*\d{2}(?![\w/])", text)}

    assert found <= {*NUMBERS[slug], *years, "2026"}


@pytest.mark.parametrize("slug", content.UPDATES)
def test_study_names_the_identifiers_of_its_paper_in_their_right_shape(slug: str) -> None:
    [study] = [block["value"] for block in content.update(slug)["body"] if block["type"] == "study"]
    found = {(one["scheme"], one["value"]) for one in study["identifiers"]}

    assert found == IDENTIFIERS[slug]
    assert not [one for one in found if problem_with(*one)]


def test_percentages_of_phase_two_were_not_turned_into_counts() -> None:
    findings = [block["value"] for block in content.update(PHASE_2)["body"] if block["type"] == "finding"]

    assert findings
    assert not [finding for finding in findings if finding.get("numbers")]


def test_nobody_is_said_to_have_reviewed_the_updates() -> None:
    assert not [slug for slug in content.UPDATES if {"last_reviewed", "reviewed_by"} & set(content.update(slug))]


# --- What is live ------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", content.UPDATES)
def test_update_is_live_and_stored_in_every_language_but_the_half_done_one(
    demo: None, slug: str, language: str
) -> None:
    expected = (slug, language) != HALF_DONE

    assert page(slug, language).live is expected
    assert Representation.objects.filter(page=page(slug, language)).exists() is expected


@pytest.mark.parametrize("model", [HomePage, ResearchIndexPage])
def test_home_page_and_list_are_live_in_every_language(
    demo: None, model: type[HomePage] | type[ResearchIndexPage]
) -> None:
    live = model.objects.live().values_list("locale__language_code", flat=True)

    assert sorted(live) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_api_serves_each_language_as_itself_and_says_that_a_machine_translated_it(
    demo: None, client: Client, language: str
) -> None:
    answer = client.get(f"/api/research/v1/updates/{ids.translation_key(PHASE_1)}/", {"locale": language})

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    body = answer.json()
    assert body["title"]["language"] == language
    method = TranslationMethod.HUMAN if language == "en" else TranslationMethod.MACHINE
    assert body["provenance"]["translation_method"]["code"] == method
    assert body["provenance"]["reviewed"] is False


@pytest.mark.parametrize("slug", content.UPDATES)
def test_same_words_of_an_update_are_explained_in_every_language(demo: None, slug: str) -> None:
    bodies = Representation.objects.filter(translation_key=ids.translation_key(slug)).values_list("body", flat=True)

    explained = [[entry["code"] for entry in json.loads(body)["glossary"]] for body in bodies]

    assert len(explained) > 1
    assert all(codes == explained[0] for codes in explained)


def test_phase_one_says_first_that_phase_two_overtook_it_and_who_sells_the_treatment(demo: None) -> None:
    body = json.loads(page(PHASE_1).representation.body)

    assert body["evidence"]["state"]["code"] == EvidenceState.OVERTAKEN
    assert body["evidence"]["superseded_by"] == [str(ids.translation_key(PHASE_2))]
    assert [disclosure["kind"]["code"] for disclosure in body["conflict_of_interest"]["disclosures"]][:1] == [
        "sells_treatment"
    ]


def test_one_study_tells_of_mice_and_of_people_in_findings_of_their_own(demo: None) -> None:
    findings = page("nrg-1-beta-1").as_update().findings

    assert [str(finding.population_kind) for finding in findings] == ["animals", "people"]


def test_no_page_of_the_demo_has_an_error_of_its_own_in_english(demo: None) -> None:
    assert not [slug for slug in content.UPDATES if errors(page(slug).publication_problems())]


def test_picture_is_described_in_every_language(demo: None) -> None:
    image = ResearchImage.objects.get()

    assert all(getattr(image, f"default_alt_{language}") for language in LANGUAGES)
    assert (image.width, image.height) == (960, 360)


# --- What is not finished ----------------------------------------------------


def test_every_other_translation_is_complete(demo: None) -> None:
    unfinished = {
        (slug, language)
        for slug in content.UPDATES
        for language in loader.LANGUAGES
        if len(set(translation_of(slug, language).get_progress())) > 1
    }

    assert unfinished == {HALF_DONE, OUT_OF_DATE}


def test_all_texts_are_marked_as_not_reviewed_by_a_person(demo: None) -> None:
    kinds = set(StringTranslation.objects.values_list("translation_type", "tool_name"))

    assert kinds == {(StringTranslation.TRANSLATION_TYPE_MACHINE, TOOL)}


def test_every_translated_text_in_the_data_belongs_to_a_segment(demo: None) -> None:
    segments = StringSegment.objects.select_related("context", "source")
    slugs = {ids.translation_key(slug): slug for slug in (*content.UPDATES, pages.INDEX)}
    known: dict[str, set[str]] = {}
    for segment in segments:
        slug = slugs.get(segment.source.object_id, "home")
        known.setdefault(slug, set()).add(content.segment_key(slug, segment.context.path))

    unknown = {
        (language, slug, key)
        for language in loader.LANGUAGES
        for slug, texts in content.translations(language).items()
        for key in texts
        if key not in known[slug]
    }

    assert unknown == set()


def test_french_page_whose_source_was_changed_says_that_it_is_out_of_date(demo: None) -> None:
    slug, language = OUT_OF_DATE
    total, done = translation_of(slug, language).get_progress()

    assert done < total
    assert json.loads(page(slug, language).representation.body)["provenance"]["outdated"] is True
    assert json.loads(page(slug, "es").representation.body)["provenance"]["outdated"] is False


def test_readers_of_the_french_page_are_told_that_it_is_out_of_date(demo: None, client: Client) -> None:
    slug, language = OUT_OF_DATE
    notice = json.loads(page(slug, language).representation.body)["provenance"]["outdated_notice"]["text"]

    assert notice in client.get(page(slug, language).url).content.decode()
    assert notice not in client.get(page(PHASE_2, language).url).content.decode()


def test_half_done_german_page_was_never_live_and_the_gate_refuses_it(demo: None) -> None:
    german = page(*HALF_DONE)
    total, done = translation_of(*HALF_DONE).get_progress()

    assert german.first_published_at is None
    assert total // 3 < done < total
    with pytest.raises(PublishBlocked) as refused:
        german.get_latest_revision().publish()
    assert "segment-not-translated" in {problem.code for problem in refused.value.problems}
    assert page(*HALF_DONE).live is False


# --- Loading it again --------------------------------------------------------


def test_second_load_adds_no_row_and_no_revision(demo: None) -> None:
    before, latest = counts(), Revision.objects.latest("pk").pk

    said = demo_loading.load()

    assert counts() == before
    assert Revision.objects.latest("pk").pk == latest
    assert "6 kept." in said


def test_second_load_keeps_what_an_editor_changed(demo: None) -> None:
    edited = page(PHASE_2)
    edited.title = "Edited by a person"
    edited.slug = "another-address"
    edited.save_revision().publish()
    home = HomePage.objects.get(locale__language_code="en")
    home.title = "Our own name"
    home.save_revision().publish()

    demo_loading.load()

    assert page(PHASE_2).title == "Edited by a person"
    assert page(PHASE_2).slug == "another-address"
    assert HomePage.objects.get(locale__language_code="en").title == "Our own name"


def test_load_that_broke_off_is_finished_by_the_next_one(demo: None) -> None:
    for_arabic = Page.objects.filter(locale__language_code="ar")
    before = for_arabic.count()
    page(PHASE_1, "ar").delete()
    Representation.objects.filter(page=page(PHASE_2, "ar")).delete()

    demo_loading.load()

    assert for_arabic.count() == before
    assert page(PHASE_1, "ar").live
    assert Representation.objects.filter(page=page(PHASE_2, "ar")).exists()


def test_site_without_a_home_page_gets_one(db: None) -> None:
    Site.objects.all().delete()
    HomePage.objects.all().delete()

    site = pages.site()

    assert isinstance(site.root_page.specific, HomePage)
    assert site.root_page.locale == Locale.objects.get(language_code="en")
    assert pages.site() == site

"""The vocabularies in the admin: a tab per language, and inputs that know theirs."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.models import Site

from home.models import GlossaryTerm, ResearchImage, SiteSettings
from home.viewsets import missing_languages

pytestmark = pytest.mark.django_db

DIRECTIONS = {"en": "ltr", "es": "ltr", "fr": "ltr", "de": "ltr", "ar": "rtl"}


def inputs(page: bytes, field: str) -> dict[str, tuple[str | None, str | None]]:
    """Return ``{language: (lang, dir)}`` of the inputs of a translated field."""
    tree = html.fromstring(page)
    return {
        element.get("name").removeprefix(f"{field}_"): (element.get("lang"), element.get("dir"))
        for element in tree.xpath(f"//*[starts-with(@name, '{field}_')]")
    }


def test_term_form_has_one_tab_per_language_with_inputs_that_know_theirs(admin_client: Client) -> None:
    page = admin_client.get(reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))).content

    # Each heading is followed by the number of errors in its tab.
    tabs = [tab.text_content().partition("(")[0].strip() for tab in html.fromstring(page).xpath("//*[@role='tab']")]
    assert tabs[:6] == ["General", "English", "Spanish", "French", "German", "Arabic"]
    for field in ("name", "definition", "forms"):
        assert inputs(page, field) == {code: (code, direction) for code, direction in DIRECTIONS.items()}
    assert not html.fromstring(page).xpath("//*[@name='name']")


def test_label_of_an_input_stays_in_the_language_of_the_admin(admin_client: Client) -> None:
    page = admin_client.get(reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))).content

    [label] = html.fromstring(page).xpath("//label[@for='id_name_ar']")
    assert not label.xpath("ancestor-or-self::*[@lang='ar']")


def test_texts_are_saved_in_their_own_columns_while_the_admin_is_in_another_language(admin_client: Client) -> None:
    response = admin_client.post(
        reverse(GlossaryTerm.snippet_viewset.get_url_name("add")),
        {"code": "placebo", "name_en": "placebo", "name_de": "Placebo", "reviewed_languages": ["de"]},
        headers={"accept-language": "fr"},
    )

    assert response.status_code == 302
    term = GlossaryTerm.objects.get()
    assert (term.name_en, term.name_de, term.name_fr, term.reviewed_languages) == ("placebo", "Placebo", None, ["de"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name_en": ""}, "This field is required."),
        ({"code": "Placebo"}, "Write the code with small letters"),
        ({"identifiers": "D009103"}, "“D009103” is not an identifier."),
        ({"reviewed_languages": ["xx"]}, "xx"),
    ],
)
def test_form_says_what_is_wrong(admin_client: Client, change: dict[str, object], sentence: str) -> None:
    data = {"code": "placebo", "name_en": "placebo", **change}

    page = admin_client.post(reverse(GlossaryTerm.snippet_viewset.get_url_name("add")), data)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not GlossaryTerm.objects.exists()


SCALE = "A scale from 0 to 10. A higher number does not mean that a person is worse."


@pytest.mark.parametrize(
    ("german", "sentence"),
    [
        (
            "Eine Skala von 0 bis 100. Eine höhere Zahl heißt nicht, dass es einem schlechter geht.",
            "The numbers differ",
        ),
        (SCALE, "This text is still in the language of the source."),
    ],
)
def test_definition_that_is_not_that_of_the_default_language_is_refused_at_its_field(
    admin_client: Client, german: str, sentence: str
) -> None:
    data = {"code": "edss", "name_en": "EDSS", "definition_en": SCALE, "definition_de": german}

    page = admin_client.post(reverse(GlossaryTerm.snippet_viewset.get_url_name("add")), data)

    [field] = html.fromstring(page.content).xpath("//*[@data-contentpath='definition_de']")
    assert sentence in field.text_content()
    assert not GlossaryTerm.objects.exists()


def test_definition_whose_meaning_may_have_changed_is_saved_and_told(admin_client: Client) -> None:
    german = "Eine Skala von 0 bis 10. Eine höhere Zahl heißt, dass es einem schlechter geht."
    data = {"code": "edss", "name_en": "EDSS", "definition_en": SCALE, "definition_de": german}

    page = admin_client.post(reverse(GlossaryTerm.snippet_viewset.get_url_name("add")), data, follow=True)

    assert "Definition (German): The source says “not”; the translation does not seem to." in page.content.decode()
    assert GlossaryTerm.objects.get().definition_de == german


@pytest.mark.parametrize("words", ["leurre", "dummy", "placebo"])
def test_list_finds_a_term_by_its_name_or_spelling_in_any_language(admin_client: Client, words: str) -> None:
    GlossaryTerm.objects.create(code="placebo", name_en="placebo", name_fr="leurre", forms_en="dummy treatment")
    GlossaryTerm.objects.create(code="myelin", name_en="myelin")

    page = admin_client.get(
        reverse(GlossaryTerm.snippet_viewset.get_url_name("list")), {"q": words}, headers={"accept-language": "de"}
    ).content.decode()

    assert re.search(r">\s*placebo\s*<", page)
    assert "myelin" not in page


def test_list_names_the_languages_that_are_missing() -> None:
    assert missing_languages(GlossaryTerm(name_en="a", name_es="a", name_fr="a")) == "German, Arabic"
    assert missing_languages(GlossaryTerm(**{f"name_{code}": "a" for code, _name in settings.LANGUAGES})) == "–"


def test_publisher_form_has_one_tab_per_language(admin_client: Client) -> None:
    site = Site.objects.get()
    page = admin_client.get(reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk])).content

    assert inputs(page, "publisher_name") == {code: (code, direction) for code, direction in DIRECTIONS.items()}
    assert inputs(page, "contact_note")["ar"] == ("ar", "rtl")


def test_publisher_must_be_named_in_the_default_language(admin_client: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", Site.objects.get().pk])

    admin_client.post(address, {"publisher_name_de": "Beispielverein"})
    assert not SiteSettings.objects.exclude(publisher_name_de=None).exists()

    admin_client.post(address, {"publisher_name_en": "Example", "publisher_name_de": "Beispielverein"})
    assert SiteSettings.objects.get().publisher_name_de == "Beispielverein"


def test_image_form_asks_for_a_description_in_each_language(admin_client: Client) -> None:
    page = admin_client.get(reverse("wagtailimages:add")).content

    assert inputs(page, "default_alt") == {code: (code, direction) for code, direction in DIRECTIONS.items()}
    assert "description" not in ResearchImage.admin_form_fields

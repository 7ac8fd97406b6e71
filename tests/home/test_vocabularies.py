"""What the plugin receives of the site's vocabularies."""

from __future__ import annotations

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from home.models import Condition, GlossaryTerm
from home.vocabularies import terms
from research import conf
from research.domain.terms import Term


@pytest.mark.django_db
@pytest.mark.parametrize("active", ["en", "fr", "de"])
def test_term_holds_every_language_and_nothing_of_the_active_one(active: str) -> None:
    Condition.objects.create(
        code="multiple_sclerosis",
        name_en="multiple sclerosis",
        name_fr="sclérose en plaques",
        definition_en="A long-term illness.",
        forms_en="MS\n\n disseminated sclerosis \n",
        identifiers="mesh: D009103\nICD-11: 8A40",
        reviewed_languages=["en"],
        retired=True,
    )

    with translation.override(active):
        found = terms("condition")

    assert found == [
        Term(
            code="multiple_sclerosis",
            labels={"en": "multiple sclerosis", "fr": "sclérose en plaques"},
            definitions={"en": "A long-term illness."},
            forms={"en": ("MS", "disseminated sclerosis")},
            identifiers={"mesh": "D009103", "icd-11": "8A40"},
            reviewed_languages=frozenset({"en"}),
            retired=True,
        )
    ]


@pytest.mark.django_db
def test_vocabulary_costs_one_query_however_many_terms(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(20):
        GlossaryTerm.objects.create(code=f"term_{number}", name_en=f"term {number}", name_de=f"Begriff {number}")

    with django_assert_num_queries(1):
        assert len(terms("glossary")) == 20


@pytest.mark.django_db
def test_plugin_reaches_the_vocabulary_by_its_setting() -> None:
    GlossaryTerm.objects.create(code="placebo", name_en="placebo")

    assert [term.code for term in conf.terms("glossary")] == ["placebo"]


def test_unknown_vocabulary_is_refused_with_the_ones_that_exist() -> None:
    with pytest.raises(ValueError, match="Use one of: topic, condition, glossary"):
        terms("colour")  # type: ignore[arg-type]

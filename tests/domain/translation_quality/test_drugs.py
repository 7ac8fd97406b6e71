"""A medicine keeps its name, in the spelling of each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.domain.problems import Severity
from research.domain.translation_quality.drug_names import in_text
from research.domain.translation_quality.drugs import Drugs
from research.domain.translation_quality.language_data import load
from research.domain.translation_quality.pair import SegmentPair


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Drugs().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en>es", "Metformin was stopped.", "Se suspendió la metformina."),
        ("en>es", "She took aspirin.", "Tomó ácido acetilsalicílico."),
        ("en>es", "Ibuprofen or acetaminophen was allowed.", "Se permitió el ibuprofeno o el paracetamol."),
        ("en>fr", "Interferon came first.", "L’interféron est venu en premier."),
        ("en>fr", "Dimethyl fumarate was given.", "Du fumarate de diméthyle a été administré."),
        ("en>fr", "They took azathioprine.", "Ils ont pris de l'azathioprine."),
        ("en>de", "Glatiramer acetate was given.", "Glatirameracetat wurde gegeben."),
        ("en>de", "Dimethyl fumarate was given.", "Dimethylfumarat wurde gegeben."),
        ("en>de", "Nobody in the ocrelizumab group fell.", "In der Ocrelizumab-Gruppe stürzte niemand."),
        ("en>de", "Caffeine kept them awake.", "Koffein hielt sie wach."),
        ("en>ar", "Teriflunomide was compared with fingolimod.", "قورن التيريفلونوميد بالفينغوليمود."),
        ("en>ar", "Hydroxychloroquine was stopped.", "أوقف الهيدروكسي كلوروكين."),
        ("en>ar", "They injected insulin and took aspirin.", "حقنوا الأنسولين وتناولوا الأسبرين."),
        ("en>ar", "Rituximab was given twice.", "أُعطي ريتوكسيماب مرتين."),
        ("es>en", "Tomaban baclofeno.", "They took baclofen."),
        ("fr>en", "Le méthotrexate a été arrêté.", "Methotrexate was stopped."),
        # No medicine at all.
        ("en>es", "They were hoping for better days.", "Esperaban días mejores."),
        ("en>de", "Recycling was compared.", "Recycling wurde verglichen."),
        # A name that stands in no list is known by its ending.
        ("en>es", "Imaginezumab was safe.", "El imaginezumab fue seguro."),
        # An Arabic verb with the consonants of a name: "they make an effort".
        ("ar>en", "يبذلون جهدًا أكبر.", "They try harder."),
        ("en>it", "Rituximab was given.", "Fu dato un altro farmaco."),
    ],
)
def test_a_medicine_in_the_spelling_of_its_language_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en>es", "Baclofen was stopped.", "Se suspendió la tizanidina."),
        ("en>fr", "Prednisone helped.", "La prednisolone a aidé."),
        ("en>de", "Citalopram was given.", "Escitalopram wurde gegeben."),
        ("en>de", "Imaginezumab was given.", "Imaginetinib wurde gegeben."),
        ("en>ar", "Simvastatin was given.", "أُعطي أتورفاستاتين."),
        ("en>ar", "Natalizumab was given.", "أُعطي الأوكريليزوماب."),
        ("es>en", "Tomaban omeprazol.", "They took pantoprazole."),
        ("fr>en", "La ciclosporine a été arrêtée.", "Tacrolimus was stopped."),
    ],
)
def test_another_medicine_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["drug-name-changed"]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en>es", "It worked better than rituximab.", "Funcionó mejor."),
        ("en>ar", "They took metformin for a year.", "تناولوا الدواء مدة عام."),
        ("fr>en", "Ils prenaient de la warfarine.", "They took a blood thinner."),
    ],
)
def test_a_medicine_that_is_no_longer_named_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["drug-name-lost"]


def test_what_is_told_names_both_medicines() -> None:
    [problem] = Drugs().check(SegmentPair((), "Warfarin helped.", "El apixabán ayudó.", "en", "es"))
    assert problem.params == {"source": ("Warfarin",), "target": ("apixabán",)}


@pytest.mark.parametrize("name", (load("drugs", "en") or {})["names"])
def test_every_name_in_the_list_is_found_as_itself(name: str) -> None:
    assert list(in_text(f"They took {name} at night.", "en")) == [name]


@pytest.mark.parametrize("language", ["es", "fr", "de", "ar"])
def test_other_spellings_belong_to_names_in_the_list(language: str) -> None:
    names = set((load("drugs", "en") or {})["names"])
    assert set((load("drugs", language) or {})["other_names"]) <= names


@given(st.lists(st.sampled_from((load("drugs", "en") or {})["names"]), max_size=5))
def test_a_text_beside_itself_is_never_told(names: list[str]) -> None:
    text = f"They took {', '.join(names)}."
    assert codes(text, text, "en>en") == []

"""A term of the glossary is said in the word that is approved for it."""

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.glossary import Glossary
from research.domain.translation_quality.pair import SegmentPair

Terms = tuple[tuple[str, str], ...]


def codes(source: str, target: str, languages: str, terms: Terms) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Glossary().check(SegmentPair(("p",), source, target, source_language, target_language, glossary=terms))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("languages", "source", "target", "terms"),
    [
        ("en>es", "Six people had a relapse.", "Seis personas tuvieron una recaída.", (("relapse", "brote"),)),
        (
            "en>es",
            "The side effects were mild.",
            "Las molestias fueron leves.",
            (("side effect", "efecto secundario"),),
        ),
        ("en>fr", "Relapses were rare.", "Les rechutes étaient rares.", (("relapse", "poussée"),)),
        ("en>de", "No relapse was seen.", "Es wurde kein Rückfall beobachtet.", (("relapse", "Schub"),)),
        (
            "en>de",
            "They had side effects.",
            "Sie hatten Beschwerden.",
            (("side effect", "Nebenwirkung"), ("side effect", "unerwünschte Wirkung")),
        ),
        ("en>ar", "They had a relapse.", "أصيبوا بنكسة.", (("relapse", "هجمة"),)),
        ("es>en", "Hubo brotes.", "There were attacks.", (("brote", "relapse"),)),
        (
            "fr>en",
            "Les effets indésirables étaient rares.",
            "Unwanted reactions were rare.",
            (("effet indésirable", "side effect"),),
        ),
        ("en>es", "It was a phase 2 trial.", "Fue un ensayo de fase 3.", (("phase 2", "fase 2"),)),
    ],
)
def test_another_word_than_the_approved_one_is_told(languages: str, source: str, target: str, terms: Terms) -> None:
    assert codes(source, target, languages, terms) == ["glossary-term-missing"]


@pytest.mark.parametrize(
    ("languages", "source", "target", "terms"),
    [
        ("en>es", "Relapses were rare.", "Los brotes fueron raros.", (("relapse", "brote"),)),
        ("en>es", "She relapsed.", "Recayó.", (("relapse", "brote"),)),
        (
            "en>es",
            "The side effects were mild.",
            "Los efectos secundarios fueron leves.",
            (("side effect", "efecto secundario"),),
        ),
        ("en>es", "New lesions were seen.", "Se vieron lesiones nuevas.", (("lesion", "lesión"),)),
        (
            "en>es",
            "The trial was randomised.",
            "Las participantes se distribuyeron de forma aleatorizada.",
            (("randomised", "aleatorizado"),),
        ),
        ("en>fr", "Relapses were rare.", "Les poussées étaient rares.", (("relapse", "poussée"),)),
        ("en>fr", "Six relapses were seen.", "On a vu six rechutes.", (("relapse", "poussée"), ("relapse", "rechute"))),
        ("en>de", "They had relapses.", "Sie hatten Schübe.", (("relapse", "Schub"),)),
        ("en>de", "The relapse rate fell.", "Die Schubrate sank.", (("relapse", "Schub"),)),
        (
            "en>de",
            "With MS attacks, relapse comes first.",
            "Ein Krankheitsschub kommt zuerst.",
            (("relapse", "Schub"),),
        ),
        ("en>de", "It was placebo-controlled.", "Sie war placebokontrolliert.", (("placebo", "Placebo"),)),
        ("en>ar", "Relapses were rare.", "كانت الهجمات نادرة.", (("relapse", "هجمة"),)),
        ("en>ar", "The side effects were mild.", "كانت الآثار الجانبية خفيفة.", (("side effect", "أثر جانبي"),)),
        ("en>de", "Stem cells help.", "Stamm-Zellen helfen.", (("stem cell", "Stammzelle"),)),
        ("en>ar", "It is called a biomarker.", "تسمى مؤشرًا حيويًا.", (("biomarker", "مؤشر حيوي"),)),
        ("en>ar", "Two relapses were seen.", "رُصدت هجمتان.", (("relapse", "هجمة"),)),
        (
            "es>en",
            "Los efectos secundarios fueron leves.",
            "Side effects were mild.",
            (("efecto secundario", "side effect"),),
        ),
        ("fr>en", "Les poussées étaient rares.", "Relapses were rare.", (("poussée", "relapse"),)),
        ("en>es", "Nobody was ill.", "Nadie enfermó.", (("relapse", "brote"),)),
        ("en>es", "Collapse was rare.", "El colapso fue raro.", (("relapse", "brote"),)),
    ],
)
def test_a_form_of_the_approved_term_raises_nothing(languages: str, source: str, target: str, terms: Terms) -> None:
    assert codes(source, target, languages, terms) == []


def test_each_missing_term_is_told_with_what_is_approved() -> None:
    terms = (("relapse", "Schub"), ("lesion", "Läsion"), ("placebo", "Placebo"))
    pair = SegmentPair((), "Relapses, lesions, placebo.", "Rückfälle, Herde, Placebo.", "en", "de", glossary=terms)
    assert [problem.params for problem in Glossary().check(pair)] == [
        {"term": "relapse", "approved": "Schub"},
        {"term": "lesion", "approved": "Läsion"},
    ]


def test_without_a_glossary_nothing_is_told() -> None:
    assert codes("Six relapses.", "Seis recaídas.", "en>es", ()) == []


def test_a_term_without_letters_is_passed_over() -> None:
    assert codes("Six relapses.", "Seis recaídas.", "en>es", (("–", "brote"), ("", "brote"), ("relapse", ""))) == []

"""What is said of “only” a few stays said of only a few."""

from __future__ import annotations

import pytest

from research.domain.translation_quality.limiting import Limiting
from research.domain.translation_quality.pair import SegmentPair


def codes(source: str, target: str, languages: tuple[str, str]) -> list[str]:
    return [problem.code for problem in Limiting().check(SegmentPair(("p",), source, target, *languages))]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("es", "This was seen only in mice.", "Esto se vio en ratones."),
        ("fr", "Only 19 people took part.", "Dix-neuf personnes ont participé."),
        ("de", "It comes from one clinic only.", "Es stammt aus einer Klinik."),
        ("ar", "Only 22 people took part.", "شارك ٢٢ شخصًا."),
        ("es", "The study was small. Only 20 people stayed.", "El estudio fue pequeño. Se quedaron 20 personas."),
    ],
)
def test_a_limit_that_is_lost_is_told(language: str, source: str, target: str) -> None:
    assert codes(source, target, ("en", language)) == ["limit-lost"]


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("es", "This was seen only in mice.", "Esto se vio solo en ratones."),
        ("es", "This was seen only in mice.", "Esto se vio únicamente en ratones."),
        ("es", "Only one centre took part.", "Participó un único centro."),
        ("fr", "Only mice were studied.", "Seules des souris ont été étudiées."),
        ("fr", "Only 12 people took part.", "L’étude n’a porté que sur 12 personnes."),
        ("de", "Only in mice.", "Ausschließlich bei Mäusen."),
        ("de", "The study is limited: only women.", "Die Studie ist auf Frauen beschränkt."),
        ("ar", "Only 22 people took part.", "لم يشارك سوى ٢٢ شخصًا."),
        ("ar", "It was seen only in mice.", "اقتصر ذلك على الفئران."),
        # Nothing is limited there.
        ("es", "It helped not only women.", "Ayudó también a los hombres."),
        ("de", "Just over 20 people took part.", "Etwas mehr als 20 Menschen nahmen teil."),
        ("it", "Only in mice.", "Nei topi."),
    ],
)
def test_a_limit_that_is_kept_in_other_words_is_right(language: str, source: str, target: str) -> None:
    assert codes(source, target, ("en", language)) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "told"),
    [
        ("es", "Participaron solo 19 personas.", "19 people took part.", True),
        ("es", "Participaron solo 19 personas.", "No more than 19 people took part.", False),
        ("es", "Participó un solo centro.", "One centre took part.", False),
        ("fr", "Seulement 19 personnes.", "19 people.", True),
        ("de", "Nur 19 Menschen.", "Just 19 people.", False),
        ("ar", "شارك ١٩ شخصًا فقط.", "19 people took part.", True),
    ],
)
def test_it_is_told_into_english_too(language: str, source: str, target: str, told: bool) -> None:
    assert codes(source, target, (language, "en")) == ["limit-lost"] * told


def test_text_that_is_not_translated_yet_loses_nothing() -> None:
    assert codes("Only in mice.", "", ("en", "es")) == []

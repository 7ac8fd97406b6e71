"""A sentence that is left out is told, and one that is joined to another is not."""

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.pair import SegmentPair
from research.domain.translation_quality.sentences_kept import SentencesKept


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = SentencesKept().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


TOLD = [
    (
        "en>es",
        "Walking improved in both groups. However, the groups were small.",
        "La marcha mejoró en los dos grupos durante todo el estudio.",
    ),
    (
        "en>es",
        "The tablets eased pain. Nobody knows how long this lasts or whether they are safe for children.",
        "Los comprimidos aliviaron el dolor.",
    ),
    (
        "en>fr",
        "Sleep got better after the course. But most people already slept well before it began.",
        "Le sommeil s’est amélioré après le cours.",
    ),
    (
        "en>fr",
        "The vaccine worked in most people. It was tested in one city. Older people were not included in the study.",
        "Le vaccin a été efficace chez la plupart des gens.",
    ),
    (
        "en>de",
        "The diet helped people lose weight. However, a third of them gave up in the first month.",
        "Die Diät half den Menschen beim Abnehmen, und zwar das ganze Jahr über sehr gut.",
    ),
    (
        "en>de",
        "The app was easy to use. The team that tested it also sells it and may not be neutral.",
        "Die App war leicht zu bedienen.",
    ),
    (
        "en>ar",
        "Memory improved after the training. However, there was no group to compare with.",
        "تحسّنت الذاكرة بعد التدريب لدى جميع المشاركين في الدراسة.",
    ),
    (
        "es>en",
        "El dolor disminuyó. Sin embargo, el estudio fue pequeño y muy corto.",
        "The pain became less in the course of the study.",
    ),
    (
        "fr>en",
        "La fatigue a diminué. Cependant, l’étude était petite et elle a duré peu de temps.",
        "Fatigue became less.",
    ),
]
SILENT = [
    (
        "en>es",
        "Walking improved in both groups. However, the groups were small.",
        "La marcha mejoró en los dos grupos, aunque eran pequeños.",
    ),
    (
        "en>es",
        "Thirty people took part. They all lived in one town. They were between 20 and 40 years old.",
        "Participaron treinta personas de entre 20 y 40 años que vivían en la misma ciudad.",
    ),
    (
        "en>fr",
        "This was a survey. It cannot show that stress makes people ill.",
        "S’agissant d’une enquête, elle ne peut pas montrer que le stress rend malade.",
    ),
    (
        "en>fr",
        "Sleep got better. But most people slept well before.",
        "Le sommeil s’est amélioré, mais la plupart des gens dormaient bien avant.",
    ),
    (
        "en>de",
        "The trial was small. Only 12 people took part, and all of them were women.",
        "Die Studie war klein: Es nahmen nur 12 Personen teil, und alle waren Frauen.",
    ),
    (
        "en>ar",
        "The trial was small. Only 12 people took part, and all were women.",
        "كانت التجربة صغيرة، فلم يشارك فيها سوى 12 شخصًا كلهم من النساء.",
    ),
    (
        "es>en",
        "Participaron 30 personas. Todas vivían en la misma ciudad y tenían asma.",
        "Thirty people with asthma, all from the same town, took part.",
    ),
    (
        "fr>en",
        "L’étude a duré un an. Cependant, peu de personnes y ont participé.",
        "The study lasted a year but few people took part.",
    ),
]


@pytest.mark.parametrize(("languages", "source", "target"), TOLD)
def test_a_sentence_that_is_left_out_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["sentence-missing"]


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_sentences_that_were_joined_raise_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


@pytest.mark.parametrize(("languages", "source", "target"), TOLD + SILENT)
def test_a_text_beside_itself_is_never_told(languages: str, source: str, target: str) -> None:
    one, other = languages.split(">")
    assert codes(source, source, f"{one}>{one}") == codes(target, target, f"{other}>{other}") == []


def test_a_language_without_data_is_not_judged() -> None:
    assert (
        codes("Walking improved in both groups. However, the groups were small.", "Qualcosa di diverso.", "en>it") == []
    )

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.negation import Negation
from research.domain.translation_quality.pair import SegmentPair


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Negation().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


KEPT = [
    ("en>ar", "There was no effect.", "كان التأثير معدوما."),
    ("en>es", "The drug did not reduce pain.", "El fármaco no redujo el dolor."),
    ("en>es", "It is unlikely to help.", "No es probable que ayude."),
    ("en>es", "Not only pain but also fatigue fell.", "No solo disminuyó el dolor, sino también el cansancio."),
    ("en>es", "Only three people took part.", "No participaron más que tres personas."),
    ("en>fr", "Only women took part.", "L’étude n’a inclus que des femmes."),
    ("en>fr", "Nobody stopped treatment.", "Personne n’a arrêté le traitement."),
    ("en>fr", "It had no effect.", "Cela n’a eu aucun effet."),
    ("en>fr", "It is not known why.", "On ignore pourquoi."),
    ("en>fr", "It seems safe.", "Cela semble sans danger."),
    ("en>de", "Neither group improved.", "Keine der Gruppen verbesserte sich."),
    ("en>de", "Bone density was unaffected.", "Die Knochendichte blieb unbeeinflusst."),
    ("en>de", "They walked without help.", "Sie gingen ohne Hilfe."),
    ("en>de", "People rarely had side effects.", "Nebenwirkungen waren nicht häufig."),
    ("en>ar", "It did not help.", "لم يساعد ذلك."),
    ("en>ar", "Only 22 people took part.", "لم يشارك سوى ٢٢ شخصًا."),
    ("en>ar", "People still felt tired.", "لا يزال المشاركون يشعرون بالتعب."),
    ("en>ar", "It is impossible to say.", "لا يمكن الجزم."),
    ("en>ar", "They climbed without stopping.", "صعدوا دون توقف."),
    ("es>en", "No hubo abandonos ni efectos graves.", "Nobody dropped out, and there were no serious effects."),
    ("fr>en", "Nous n’en sommes guère certains.", "We have little certainty about it."),
    ("fr>en", "Aucun patient n’est mort.", "No patient died."),
    ("en>es", "They were free of relapses.", "No tuvieron brotes."),
    ("en>es", "There was little or no difference.", "Apenas hubo diferencias."),
    ("en>es", "It did not matter when they ate.", "Daba igual cuándo comían."),
    ("es>en", "Hacen falta más estudios.", "More studies are needed."),
    ("en>de", "Stopping it was not harmful.", "Das Absetzen war unschädlich."),
    ("fr>en", "Il n’est pas exclu que le sel joue un rôle.", "Salt may play a role."),
    ("en>ar", "Women who were pregnant were excluded.", "استُبعدت الحوامل."),
]


@pytest.mark.parametrize(("languages", "source", "target"), KEPT)
def test_a_negation_that_is_said_another_way_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


LOST = [
    ("en>es", "There was no sign of harm.", "Hubo indicios de daño."),
    ("en>es", "It helped. It did not last.", "Ayudó. Duró."),
    ("en>fr", "Stopping was not associated with harm.", "L’arrêt était associé à des effets nocifs."),
    ("en>de", "Bone density was unaffected.", "Die Knochendichte wurde beeinflusst."),
    ("en>de", "The scans did not predict it.", "Die Aufnahmen sagten es vorher."),
    ("en>ar", "The therapy did not slow the loss.", "أبطأ العلاج الفقدان."),
    ("fr>en", "Le traitement n’a pas aidé.", "The treatment helped."),
    ("es>en", "Nunca mejoró.", "It improved."),
]


@pytest.mark.parametrize(("languages", "source", "target"), LOST)
def test_a_lost_negation_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["negation-lost"]


ADDED = [
    ("en>es", "People were satisfied.", "Las personas no estaban satisfechas."),
    ("en>fr", "It relieved pain.", "Cela n’a pas soulagé la douleur."),
    ("en>de", "It relieved pain.", "Es linderte die Schmerzen nicht."),
    ("en>ar", "The effect lasted.", "لم يستمر التأثير."),
    ("es>en", "El efecto duró.", "The effect didn’t last."),
]


@pytest.mark.parametrize(("languages", "source", "target"), ADDED)
def test_an_added_negation_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["negation-added"]


def test_a_language_without_cues_is_passed_over() -> None:
    assert codes("It did not help.", "Ilisaidia.", "en>sw") == []

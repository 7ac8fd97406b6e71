from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality import run
from research.domain.translation_quality.hedge import Hedge, certainty
from research.domain.translation_quality.pair import SegmentPair


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Hedge().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


KEPT = [
    ("en>ar", "The link is uncertain.", "العلاقة غير مؤكدة."),
    ("en>ar", "Whether it helps is not certain.", "فائدته ليست مؤكدة."),
    ("en>es", "It may help.", "Puede que ayude."),
    ("en>es", "It seems that smokers recover less well.", "Al parecer, los fumadores se recuperan peor."),
    ("en>es", "The drug could lower the risk.", "El fármaco reduciría el riesgo."),
    ("en>fr", "The treatment may reduce relapses.", "Le traitement réduirait le nombre de poussées."),
    ("en>fr", "It appears to be safe.", "Cela semble sans danger."),
    ("en>fr", "It probably helps.", "Cela aide probablement."),
    ("en>de", "It might help.", "Es könnte helfen."),
    ("en>de", "Early results suggest a benefit.", "Erste Ergebnisse deuten auf einen Nutzen hin."),
    ("en>ar", "It may help.", "قد يساعد ذلك."),
    ("en>ar", "It probably helps.", "من المرجّح أن يساعد."),
    ("en>de", "The study appeared in a journal.", "Die Studie erschien in einer Fachzeitschrift."),
    ("en>es", "Women were more likely to fall.", "Las mujeres se cayeron más."),
    ("en>de", "You can find the trial online.", "Sie finden die Studie im Internet."),
    ("fr>en", "L’exercice réduirait le risque.", "Exercise may reduce the risk."),
    ("fr>en", "Les scores montraient une baisse.", "The scores showed a fall."),
    ("es>en", "La mayoría mejoró.", "Most people improved."),
    ("en>es", "This does not prove that it helps.", "Esto no demuestra que ayude."),
    ("es>en", "Es poco probable que cause daño.", "It is unlikely to cause harm."),
    ("en>ar", "They could not walk.", "لم يكن بوسعهم المشي."),
    ("es>en", "Se parece a la EM.", "It resembles MS."),
    ("es>en", "Suelen dormir mal.", "They often sleep badly."),
    ("fr>en", "Ce signe est rare.", "This sign is rare."),
    ("en>es", "Parents should ask a doctor.", "Los padres deben consultar a un médico."),
    ("fr>en", "On ne peut pas dire que cela aide.", "This does not show that it helps."),
    ("en>es", "It cannot show that it helps.", "No puede demostrar que ayude."),
]


@pytest.mark.parametrize(("languages", "source", "target"), KEPT)
def test_a_hedge_that_is_said_another_way_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


LOST = [
    ("en>es", "A diet may help people feel less tired.", "Una dieta ayuda a las personas a sentirse mejor."),
    ("en>fr", "Stem cells might slow it down.", "Les cellules souches la ralentissent."),
    ("en>de", "It appears to be safe.", "Es ist sicher verträglich."),
    ("en>ar", "Fibre may ease symptoms.", "تخفّف الألياف الأعراض."),
    ("fr>en", "Le traitement pourrait aider.", "The treatment helps."),
    ("es>en", "Quizá ayude.", "It helps."),
    ("en>es", "It helped. It may last.", "Ayudó. Dura."),
]


@pytest.mark.parametrize(("languages", "source", "target"), LOST)
def test_a_lost_hedge_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["hedge-lost"]


RAISED = [
    ("en>ar", "It was linked to less pain.", "من المؤكد أنه يخفف الألم."),
    ("en>fr", "There is low-certainty evidence of it.", "Il y a des données d’un niveau de certitude modéré."),
    ("en>de", "The evidence is of moderate certainty.", "Die Evidenz ist von hoher Vertrauenswürdigkeit."),
    ("en>es", "The certainty of the evidence is very low.", "La certeza de la evidencia es alta."),
    ("en>ar", "Low-certainty evidence says so.", "تقول ذلك أدلة ذات يقين مرتفع."),
    ("en>es", "The drug is linked to less pain.", "Está comprobado que el fármaco alivia el dolor."),
    ("en>de", "It may help.", "Es hilft wahrscheinlich."),
    ("en>es", "We are very uncertain about it.", "Estamos muy seguros de ello."),
]


@pytest.mark.parametrize(("languages", "source", "target"), RAISED)
def test_a_raised_certainty_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["certainty-raised"]


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        ("en", "very low-certainty evidence", 0),
        ("en", "We have little confidence in it.", 1),
        ("es", "certeza moderada", 2),
        ("fr", "un niveau de certitude élevé", 3),
        ("de", "Evidenz von sehr niedriger Vertrauenswürdigkeit", 0),
        ("en", "Many people took part.", None),
    ],
)
def test_a_level_of_certainty_is_read_beside_its_noun(language: str, text: str, level: int | None) -> None:
    assert certainty(text, language) == level


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en>es", "It may not be safe.", "Es seguro."),
        ("en>fr", "It might not last.", "Cela dure."),
        ("en>de", "It probably does not help.", "Es hilft."),
        ("en>ar", "It may not help.", "يساعد ذلك."),
        ("es>en", "Puede que no ayude.", "It helps."),
    ],
)
def test_a_hedge_and_a_negation_that_are_lost_together_are_both_told(languages: str, source: str, target: str) -> None:
    pair = SegmentPair((), source, target, *languages.split(">"))
    assert {"hedge-lost", "negation-lost"} <= {problem.code for problem in run([pair])}

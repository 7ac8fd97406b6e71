"""What goes together is not said to cause each other."""

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.cause import Cause
from research.domain.translation_quality.pair import SegmentPair


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Cause().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


TOLD = [
    ("en>es", "Poor sleep was linked to more pain.", "Dormir mal causó más dolor."),
    ("en>es", "Coffee was associated with a lower risk of stroke.", "El café reduce el riesgo de ictus."),
    ("en>es", "People who exercised were less likely to fall.", "El ejercicio evitó caídas."),
    ("en>es", "Stress was correlated with relapses.", "El estrés provocó brotes."),
    ("en>fr", "Smoking was associated with faster decline.", "Le tabac a provoqué un déclin plus rapide."),
    (
        "en>fr",
        "Living near a busy road was linked to asthma.",
        "Vivre près d’une route fréquentée entraîne de l’asthme.",
    ),
    ("en>fr", "Adults who ate nuts had fewer heart attacks.", "Les noix ont empêché des infarctus."),
    ("en>fr", "Higher vitamin D was linked to less fatigue.", "La vitamine D diminue la fatigue."),
    ("en>de", "Night work was associated with depression.", "Nachtarbeit verursachte Depressionen."),
    ("en>de", "Being overweight was linked to MS.", "Übergewicht führt zu MS."),
    ("en>de", "People with pets were less likely to feel lonely.", "Haustiere verhindern Einsamkeit."),
    ("en>de", "Salt was associated with a higher risk of stroke.", "Salz erhöhte das Schlaganfallrisiko."),
    ("en>ar", "Smoking was linked to more relapses.", "سبّب التدخين مزيدًا من الهجمات."),
    ("en>ar", "Loneliness was associated with worse memory.", "أدت الوحدة إلى تدهور الذاكرة."),
    ("en>ar", "Green tea was associated with less pain.", "يخفّف الشاي الأخضر الألم."),
    ("en>ar", "Children who slept less were more likely to be overweight.", "قلة النوم تسبب زيادة الوزن لدى الأطفال."),
    ("es>en", "La contaminación se asoció con más asma.", "Pollution caused more asthma."),
    ("es>en", "El estrés se relacionó con peor sueño.", "Stress led to worse sleep."),
    ("fr>en", "Le tabagisme était associé à plus de poussées.", "Smoking causes more relapses."),
    ("fr>en", "Un lien a été observé entre le sel et la fatigue.", "Salt results in fatigue."),
]
SILENT = [
    ("en>es", "Poor sleep was linked to more pain.", "Dormir mal se relacionó con más dolor."),
    ("en>es", "It is associated with less pain.", "Se vincula a un dolor menor."),
    ("en>es", "Smokers were more likely to relapse.", "Los fumadores tenían más riesgo de sufrir un brote."),
    ("en>es", "The drug reduces pain.", "El fármaco reduce el dolor."),
    (
        "en>es",
        "Doctors carried out a study of people who were more likely to fall.",
        "Los médicos llevaron a cabo un estudio con personas con mayor riesgo de caídas.",
    ),
    (
        "en>es",
        "Falls were less common because rooms were brighter.",
        "Las caídas fueron menos frecuentes debido a que había más luz.",
    ),
    (
        "en>es",
        "Stress was linked to relapses, but we cannot say that it causes them.",
        "El estrés se asoció con los brotes, pero no podemos decir que los cause.",
    ),
    ("en>fr", "Smoking was associated with faster decline.", "Le tabagisme allait de pair avec un déclin plus rapide."),
    (
        "en>fr",
        "People who walked were less likely to be lonely.",
        "Les personnes qui marchaient étaient moins souvent seules.",
    ),
    ("en>fr", "The vaccine prevents flu.", "Le vaccin prévient la grippe."),
    (
        "en>fr",
        "Higher doses were linked to fewer relapses.",
        "Avec des doses plus élevées, on a observé moins de poussées.",
    ),
    (
        "en>fr",
        "The side effects led some people to stop.",
        "Certaines personnes ont arrêté à cause des effets secondaires.",
    ),
    ("en>de", "Night work was associated with depression.", "Nachtarbeit hing mit Depressionen zusammen."),
    ("en>de", "Overweight people were more likely to have MS.", "Übergewichtige hatten ein höheres MS-Risiko."),
    (
        "en>de",
        "People who kept a diary were more likely to finish.",
        "Wer ein Tagebuch führte, brachte die Studie häufiger zu Ende.",
    ),
    ("en>de", "Salt was linked to higher blood pressure.", "Salz stand in Zusammenhang mit höherem Blutdruck."),
    ("en>de", "The infection made people tired.", "Die Infektion verursachte Müdigkeit."),
    ("en>ar", "Smoking was linked to more relapses.", "ارتبط التدخين بزيادة الهجمات."),
    ("en>ar", "Women were more likely to be tired.", "كانت النساء أكثر عرضة للتعب."),
    ("en>ar", "The drug causes nausea.", "يسبب الدواء الغثيان."),
    (
        "en>ar",
        "Swimmers were less likely to be treated for back pain.",
        "كان السبّاحون أقل عرضة للعلاج بسبب آلام الظهر.",
    ),
    ("en>ar", "The fall was due to less light.", "يعود السبب إلى قلة الضوء."),
    ("es>en", "El estrés se asoció con peor sueño.", "Stress was associated with worse sleep."),
    ("es>en", "Dos personas lo dejaron por mareos.", "Two people stopped because of dizziness."),
    ("es>en", "Las personas que fumaban tuvieron más brotes.", "People who smoked had more relapses."),
    ("fr>en", "Le sel était lié à la fatigue.", "Salt was linked to fatigue."),
    ("fr>en", "Les effets secondaires ont conduit à l’arrêt.", "Side effects led to stopping."),
]


@pytest.mark.parametrize(("languages", "source", "target"), TOLD)
def test_a_cause_that_the_source_does_not_name_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["cause-overclaimed"]


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_a_link_in_other_words_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


@pytest.mark.parametrize(("languages", "source", "target"), TOLD + SILENT)
def test_a_text_beside_itself_is_never_told(languages: str, source: str, target: str) -> None:
    one, other = languages.split(">")
    assert codes(source, source, f"{one}>{one}") == codes(target, target, f"{other}>{other}") == []


def test_a_language_without_data_is_not_judged() -> None:
    assert codes("Poor sleep was linked to more pain.", "Qualcosa di diverso.", "en>it") == []

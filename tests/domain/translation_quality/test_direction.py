"""Fewer stays fewer, and sooner stays sooner."""

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.direction import Direction
from research.domain.translation_quality.pair import SegmentPair


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Direction().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


TOLD = [
    ("es>en", "Participaron 80 personas. El dolor disminuyó.", "Eighty people took part. Pain increased."),
    (
        "en>es",
        "Fewer people on the new drug had headaches.",
        "Más personas con el nuevo fármaco tuvieron dolor de cabeza.",
    ),
    ("en>es", "The pain increased after the exercise.", "El dolor disminuyó después del ejercicio."),
    ("en>es", "Blood sugar rose in both groups.", "La glucosa en sangre bajó en ambos grupos."),
    ("en>es", "Walking got better over the year.", "La marcha empeoró a lo largo del año."),
    ("en>es", "They lived longer.", "Vivieron menos tiempo."),
    ("en>es", "The wounds healed faster.", "Las heridas cicatrizaron más despacio."),
    ("en>es", "High cholesterol was common.", "El colesterol bajo era frecuente."),
    ("en>es", "Low sleep quality was linked to more pain.", "La baja calidad del sueño se asoció con menos dolor."),
    ("en>es", "It took at least six weeks.", "Llevó como máximo seis semanas."),
    ("en>fr", "The number of attacks fell.", "Le nombre de crises a augmenté."),
    ("en>fr", "Women were less likely to fall.", "Les femmes étaient plus susceptibles de tomber."),
    ("en>fr", "The drug slowed the loss of movement.", "Le médicament a accéléré la perte de mouvement."),
    ("en>fr", "Memory got worse.", "La mémoire s’est améliorée."),
    ("en>fr", "Doses were higher in the second year.", "Les doses étaient plus faibles la deuxième année."),
    ("en>fr", "The gap widened.", "L’écart s’est resserré."),
    ("en>fr", "Higher doses led to fewer seizures.", "Des doses plus élevées ont entraîné plus de crises."),
    ("en>de", "The risk was lower among swimmers.", "Das Risiko war bei Schwimmenden höher."),
    ("en>de", "Fewer people needed a stick.", "Mehr Menschen brauchten einen Stock."),
    ("en>de", "Their balance improved.", "Ihr Gleichgewicht verschlechterte sich."),
    ("en>de", "The number of falls decreased.", "Die Zahl der Stürze nahm im zweiten Jahr zu."),
    ("en>de", "They recovered sooner.", "Sie erholten sich später."),
    ("en>de", "Spending went up in all countries.", "Die Ausgaben gingen in allen Ländern zurück."),
    ("en>de", "It lasted up to four hours.", "Es dauerte mindestens vier Stunden."),
    ("en>ar", "The treatment lowered the risk of stroke.", "زاد العلاج خطر السكتة الدماغية."),
    ("en>ar", "Sleep improved in most people.", "ساء النوم لدى معظم الأشخاص."),
    ("en>ar", "More people in this group stopped treatment.", "أوقف عدد أقل من الأشخاص في هذه المجموعة العلاج."),
    ("en>ar", "Levels of the protein rose.", "انخفضت مستويات البروتين."),
    ("en>ar", "They walked faster.", "مشوا بشكل أبطأ."),
    ("en>ar", "The difference between them was smaller.", "كان الفرق بينهما أكبر."),
    ("es>en", "El número de brotes disminuyó.", "The number of relapses increased."),
    ("es>en", "Las mujeres tenían menos dolor.", "Women had more pain."),
    ("es>en", "La fatiga empeoró con el calor.", "Fatigue improved with heat."),
    ("fr>en", "Les crises étaient moins fréquentes.", "Seizures were more frequent."),
    ("fr>en", "La vitesse de marche a baissé.", "Walking speed increased."),
    ("fr>en", "Ils ont guéri plus vite.", "They healed more slowly."),
]
SILENT = [
    ("en>es", "Attacks were less severe.", "Las crises fueron más leves."),
    ("en>es", "The drug cut the risk more than placebo did.", "El fármaco redujo más el riesgo que el placebo."),
    ("en>es", "People no longer needed a stick.", "Las personas ya no necesitaban bastón."),
    ("en>es", "At least 30 people took part.", "Participaron al menos 30 personas."),
    (
        "en>es",
        "Fewer people on metformin fell than on placebo.",
        "Con placebo se cayeron más personas que con metformina.",
    ),
    ("en>es", "Older people had fewer colds.", "Las personas mayores tuvieron menos resfriados."),
    ("en>es", "Pain got no worse.", "El dolor no aumentó."),
    ("en>es", "More research is needed.", "Se necesita investigar más."),
    ("en>es", "Recovery was slower.", "La recuperación fue menos rápida."),
    ("en>es", "More people stayed free of attacks.", "Menos personas sufrieron crises."),
    ("en>es", "They were sent home sooner.", "Recibieron el alta antes."),
    ("en>es", "People fell more often at night.", "Las personas se caían más por la noche."),
    ("en>fr", "The pain was milder.", "La douleur était moins forte."),
    ("en>fr", "They no longer felt tired.", "Ils n’étaient plus fatigués."),
    ("en>fr", "The risk was lower.", "Le risque était plus faible."),
    ("en>fr", "It took less time to heal.", "La guérison a été plus rapide."),
    ("en>fr", "Most people slept better.", "La plupart des gens dormaient mieux."),
    ("en>fr", "Relapses became rarer.", "Les poussées sont devenues plus rares."),
    ("en>fr", "The effect grew weaker over time.", "L’effet a diminué avec le temps."),
    ("en>fr", "At least half felt better.", "Au moins la moitié se sentait mieux."),
    ("en>fr", "The older they were, the longer it took.", "Plus ils étaient âgés, plus il fallait de temps."),
    ("en>fr", "The drug did not increase the risk.", "Le médicament n’a pas augmenté le risque."),
    ("en>de", "Attacks happened less often.", "Anfälle traten seltener auf."),
    ("en>de", "They walked less quickly.", "Sie gingen langsamer."),
    ("en>de", "He no longer takes the tablets.", "Er nimmt die Tabletten nicht mehr ein."),
    ("en>de", "Six people took the tablets at home.", "Sechs Personen nahmen die Tabletten zu Hause ein."),
    ("en>de", "Pain decreased in both groups.", "Die Schmerzen nahmen in beiden Gruppen ab."),
    ("en>de", "They remembered less well.", "Sie erinnerten sich schlechter."),
    ("en>de", "The improvement was greater with music.", "Mit Musik verbesserten sie sich stärker."),
    ("en>de", "Fewer than 20 people answered.", "Weniger als 20 Menschen antworteten."),
    ("en>de", "None of them had any more attacks.", "Keiner von ihnen hatte mehr Anfälle."),
    ("en>de", "At most ten people fitted in the room.", "In den Raum passten höchstens zehn Personen."),
    ("en>ar", "The illness was milder.", "كان المرض أخف."),
    ("en>ar", "At least ten people felt better.", "شعر عشرة أشخاص على الأقل بتحسن."),
    ("en>ar", "Older people were more tired.", "كان كبار السن أكثر تعبًا."),
    ("en>ar", "People with high blood pressure had fewer headaches.", "عانى المصابون بارتفاع ضغط الدم من صداع أقل."),
    ("en>ar", "The disease progressed more slowly.", "كان تطور المرض أبطأ."),
    ("en>ar", "Falls were less common.", "انخفض عدد حالات السقوط."),
    (
        "en>ar",
        "Relapses became fewer, and the fall was greater in women.",
        "قلّت الهجمات، وكان الانخفاض أكبر لدى النساء.",
    ),
    ("es>en", "La mayor parte dormía mejor.", "Most of them slept better."),
    ("es>en", "Tardaron más en curarse.", "They healed more slowly."),
    ("es>en", "Las caídas se redujeron a la mitad.", "The number of falls halved."),
    ("fr>en", "Ils ne fument plus.", "They no longer smoke."),
    ("fr>en", "Le risque était moindre.", "The risk was lower."),
    ("fr>en", "La plupart ont guéri plus tôt.", "Most of them healed sooner."),
]


@pytest.mark.parametrize(("languages", "source", "target"), TOLD)
def test_a_finding_that_was_turned_round_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["direction-changed"]


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_the_same_direction_in_other_words_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


@pytest.mark.parametrize(("languages", "source", "target"), TOLD + SILENT)
def test_a_text_beside_itself_is_never_told(languages: str, source: str, target: str) -> None:
    one, other = languages.split(">")
    assert codes(source, source, f"{one}>{one}") == codes(target, target, f"{other}>{other}") == []


def test_a_language_without_data_is_not_judged() -> None:
    assert codes("Fewer people on the new drug had headaches.", "Qualcosa di diverso.", "en>it") == []

"""What was better than what stays said."""

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.comparator import Comparator
from research.domain.translation_quality.pair import SegmentPair


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Comparator().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


TOLD = [
    ("en>es", "Compared with usual care, the app eased pain.", "La aplicación alivió el dolor."),
    ("en>es", "Women slept better than men.", "Las mujeres dormían mejor."),
    ("en>es", "The new drug worked better versus placebo.", "El nuevo fármaco funcionó mejor."),
    ("en>es", "Relapses were less common than in the control group.", "Los brotes fueron menos frecuentes."),
    ("en>es", "Fatigue fell by 20% in comparison with swimming.", "La fatiga bajó un 20 %."),
    (
        "en>fr",
        "People on the drug had fewer falls than those on placebo.",
        "Les personnes sous traitement ont fait moins de chutes.",
    ),
    ("en>fr", "Compared to walking, cycling was easier on the knees.", "Le vélo ménageait les genoux."),
    ("en>fr", "Pain was lower relative to the start of the study.", "La douleur était plus faible."),
    ("en>fr", "The risk was higher than in people without asthma.", "Le risque était plus élevé."),
    ("en>de", "Compared with placebo, the tablet halved attacks.", "Die Tablette halbierte die Zahl der Anfälle."),
    ("en>de", "They walked further than people in the other group.", "Sie gingen weiter."),
    ("en>de", "Children recovered faster than adults.", "Kinder erholten sich schneller."),
    ("en>de", "Relative to tea, coffee raised blood pressure.", "Kaffee erhöhte den Blutdruck."),
    ("en>ar", "Compared with placebo, it eased pain.", "خفّف الألم."),
    ("en>ar", "Men had more pain than women.", "عانى الرجال من ألم أكثر."),
    ("en>ar", "Walking speed improved versus usual care.", "تحسّنت سرعة المشي."),
    ("es>en", "En comparación con el placebo, redujo el dolor.", "It reduced pain."),
    ("es>en", "Mejoraron más que quienes no hicieron ejercicio.", "They improved more."),
    ("fr>en", "Par rapport au placebo, la fatigue a diminué.", "Fatigue decreased."),
    ("fr>en", "Elles dormaient mieux que les hommes.", "They slept better."),
]
SILENT = [
    ("fr>en", "Cela ne concerne que les adultes.", "It concerns only adults."),
    ("en>es", "Compared with placebo, it eased pain.", "Alivió el dolor en comparación con el placebo."),
    ("en>es", "Women slept better than men.", "Las mujeres dormían mejor que los hombres."),
    ("en>es", "It worked better than placebo.", "Superó al placebo."),
    ("en>es", "More than half got better.", "Más de la mitad mejoró."),
    ("en>es", "Twice as many people as in the other group fell.", "Se cayó el doble de personas que en el otro grupo."),
    ("en>es", "They ate fish rather than meat.", "Comían pescado en vez de carne."),
    ("en>es", "Pain was worse than expected.", "El dolor fue peor de lo previsto."),
    ("en>es", "Fatigue fell compared with the other group.", "La fatiga bajó, a diferencia del otro grupo."),
    ("en>fr", "It lasted longer than a week.", "Cela a duré plus d’une semaine."),
    ("en>fr", "Women slept better than men.", "Les femmes dormaient mieux que les hommes."),
    ("en>fr", "Compared with walking, cycling was easier.", "Le vélo était plus facile que la marche."),
    ("en>fr", "More than 40 people took part.", "Plus de 40 personnes ont participé."),
    ("en>fr", "Pain fell versus placebo.", "La douleur a diminué par rapport au placebo."),
    ("en>fr", "Doctors compared two doses.", "Les médecins ont comparé deux doses."),
    ("en>fr", "They slept better than before.", "Ils dormaient mieux qu’avant."),
    ("en>de", "They walked further than the other group.", "Sie gingen weiter als die andere Gruppe."),
    ("en>de", "Compared with placebo, pain fell.", "Gegenüber Placebo nahmen die Schmerzen ab."),
    ("en>de", "Other than fatigue, there were no symptoms.", "Außer Müdigkeit gab es keine Beschwerden."),
    ("en>de", "Rituximab worked better than interferon.", "Rituximab übertraf Interferon."),
    ("en>de", "Girls had more pain than boys.", "Mädchen hatten stärkere Schmerzen als Jungen."),
    ("en>ar", "Men had more pain than women.", "عانى الرجال من ألم أكثر من النساء."),
    ("en>ar", "Compared with tea, coffee helped.", "بالمقارنة مع الشاي، أفادت القهوة."),
    ("en>ar", "More than 30 people took part.", "شارك أكثر من 30 شخصًا."),
    ("en>ar", "Pain fell compared with placebo.", "انخفض الألم مقابل الدواء الوهمي."),
    ("en>ar", "People on fingolimod felt better than others.", "شعر متناولو الفينغوليمود بتحسن يفوق غيرهم."),
    ("es>en", "Dormían mejor que los hombres.", "They slept better than the men."),
    ("es>en", "Más personas que tomaban el fármaco mejoraron.", "More people taking the drug improved."),
    ("fr>en", "Par rapport au début, ils marchaient mieux.", "They walked better than at the start."),
    ("fr>en", "Plus de la moitié dormait mieux.", "More than half slept better."),
]


@pytest.mark.parametrize(("languages", "source", "target"), TOLD)
def test_a_comparison_with_nothing_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["comparator-lost"]


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_a_comparison_in_other_words_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


@pytest.mark.parametrize(("languages", "source", "target"), TOLD + SILENT)
def test_a_text_beside_itself_is_never_told(languages: str, source: str, target: str) -> None:
    one, other = languages.split(">")
    assert codes(source, source, f"{one}>{one}") == codes(target, target, f"{other}>{other}") == []


def test_a_language_without_data_is_not_judged() -> None:
    assert codes("Compared with usual care, the app eased pain.", "Qualcosa di diverso.", "en>it") == []

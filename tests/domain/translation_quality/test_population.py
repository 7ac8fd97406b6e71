"""Who was studied stays who was studied."""

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.pair import SegmentPair
from research.domain.translation_quality.population import Population


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Population().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


TOLD = [
    ("en>es", "The drug shrank tumours in mice.", "El fármaco redujo los tumores en las personas."),
    ("en>es", "The children slept better.", "Los adultos durmieron mejor."),
    ("en>es", "Women had fewer attacks.", "Los hombres tuvieron menos ataques."),
    ("en>es", "Older people fell less often.", "Los jóvenes se cayeron con menos frecuencia."),
    ("en>es", "The study included adults with asthma.", "El estudio incluyó a niños con asma."),
    ("en>es", "The extract killed bacteria in a laboratory dish.", "El extracto mató las bacterias en las personas."),
    ("en>es", "The treatment was given to healthy volunteers.", "El tratamiento se administró a pacientes."),
    ("en>es", "It helped people with relapsing MS.", "Ayudó a las personas con EM progresiva."),
    ("en>fr", "Monkeys that got the vaccine stayed well.", "Les personnes vaccinées sont restées en bonne santé."),
    ("en>fr", "The mice lived for two years.", "Les rats ont vécu deux ans."),
    ("en>fr", "Men reported more pain.", "Les femmes ont signalé plus de douleurs."),
    ("en>fr", "Children with epilepsy had fewer seizures.", "Les personnes épileptiques ont eu moins de crises."),
    ("en>fr", "Young adults were more tired.", "Les personnes âgées étaient plus fatiguées."),
    ("en>fr", "In cells grown in the lab, the protein slowed down.", "Chez l’humain, la protéine a ralenti."),
    ("en>fr", "Pregnant women were not included.", "Les hommes n’ont pas été inclus."),
    ("en>de", "In mice, the gene was switched off.", "Bei Menschen wurde das Gen abgeschaltet."),
    ("en>de", "Boys were tested twice.", "Mädchen wurden zweimal getestet."),
    ("en>de", "Adults slept for seven hours.", "Kinder schliefen sieben Stunden."),
    ("en>de", "People over 60 took part.", "Mäuse nahmen teil."),
    (
        "en>de",
        "The tests used human cells in the laboratory.",
        "Die Tests wurden an Patientinnen und Patienten durchgeführt.",
    ),
    ("en>de", "Women with lupus answered the questions.", "Männer mit Lupus beantworteten die Fragen."),
    ("en>de", "Babies were weighed each week.", "Erwachsene wurden jede Woche gewogen."),
    ("en>ar", "The compound protected nerves in mice.", "حمى المركّب الأعصاب لدى البشر."),
    ("en>ar", "Children with asthma used the inhaler.", "استخدم البالغون المصابون بالربو جهاز الاستنشاق."),
    ("en>ar", "Men were tested every month.", "خضعت النساء للفحص كل شهر."),
    ("en>ar", "Rats that ran more slept better.", "الأشخاص الذين ركضوا أكثر ناموا بشكل أفضل."),
    ("en>ar", "Older people were more often admitted.", "أُدخل الشباب إلى المستشفى أكثر."),
    ("es>en", "En ratones, la molécula redujo la inflamación.", "In people, the molecule reduced inflammation."),
    ("es>en", "Las mujeres respondieron mejor.", "Men responded better."),
    ("es>en", "Los niños recibieron la mitad de la dosis.", "Adults received half the dose."),
    ("fr>en", "Les femmes enceintes ont été suivies.", "The patients were followed."),
    ("fr>en", "Les personnes âgées marchaient plus lentement.", "Younger people walked more slowly."),
]
SILENT = [
    ("fr>en", "Aucun mineur n’a participé.", "Nobody under 18 took part."),
    ("es>en", "Recibió lactancia materna.", "The baby was breastfed."),
    ("es>en", "Los voluntarios eran jóvenes.", "The volunteers were young."),
    ("en>es", "Women with MS slept less.", "Las pacientes con EM dormían menos."),
    ("en>es", "Pregnant women were not invited.", "No se invitó a embarazadas."),
    (
        "en>es",
        "In mice, the drug worked; nobody knows if it works in people.",
        "En roedores, el fármaco funcionó; se ignora si funciona en personas.",
    ),
    ("en>es", "Stem cells were given to 12 people.", "Se administraron células madre a 12 personas."),
    ("en>es", "Children and teenagers took part.", "Participaron menores de edad."),
    ("en>es", "Older adults with diabetes walked more.", "Las personas mayores con diabetes caminaban más."),
    (
        "en>es",
        "A healthy diet helped people with lupus.",
        "Una alimentación equilibrada ayudó a los pacientes con lupus.",
    ),
    ("en>es", "The babies were born early.", "Los recién nacidos fueron prematuros."),
    (
        "en>es",
        "People with relapsing MS had fewer new lesions.",
        "Las personas con EM remitente tuvieron menos lesiones nuevas.",
    ),
    ("en>fr", "People with MS walked further.", "Les personnes atteintes de SEP ont marché plus loin."),
    ("en>fr", "Mothers who smoked had smaller babies.", "Les femmes qui fumaient avaient des bébés plus petits."),
    ("en>fr", "Women over 40 were invited.", "Les participantes avaient plus de 40 ans."),
    (
        "en>fr",
        "The younger people were, the better they slept.",
        "Plus les participants étaient jeunes, mieux ils dormaient.",
    ),
    ("en>fr", "Animals were treated for a week.", "Les souris ont été traitées pendant une semaine."),
    ("en>fr", "The death rate was lower in men.", "Le taux de mortalité était plus faible chez les hommes."),
    ("en>fr", "Cancer cells grew more slowly.", "Les cellules cancéreuses se sont développées plus lentement."),
    (
        "en>de",
        "Patients and their carers were asked.",
        "Die Patientinnen und Patienten sowie ihre Angehörigen wurden befragt.",
    ),
    ("en>de", "Women with MS were asked.", "Die Teilnehmerinnen mit MS wurden befragt."),
    ("en>de", "Four rats did not recover.", "Vier Ratten erholten sich nicht."),
    ("en>de", "The problems existed for years.", "Die Probleme existieren seit Jahren."),
    ("en>de", "Adults aged 18 to 30 took part.", "Es nahmen junge Erwachsene zwischen 18 und 30 Jahren teil."),
    ("en>de", "Children were weighed.", "Die Mädchen und Jungen wurden gewogen."),
    ("en>de", "Seniors were called at home.", "Ältere Menschen wurden zu Hause angerufen."),
    ("en>de", "She and her doctor decided together.", "Die Entscheidung fiel gemeinsam mit der Ärztin."),
    ("en>ar", "Women who were pregnant were excluded.", "استُبعدت الحوامل."),
    ("en>ar", "Women with lupus were more tired.", "كانت المصابات بالذئبة أكثر تعبًا."),
    ("en>ar", "The mice were given water.", "أُعطيت الفئران الماء."),
    ("en>ar", "Children slept longer.", "نام الأطفال مدة أطول."),
    ("en>ar", "The elderly were called at home.", "جرى الاتصال بكبار السن في منازلهم."),
    ("en>ar", "Cells from five people were grown in the lab.", "زُرعت خلايا من خمسة أشخاص في المختبر."),
    ("es>en", "Las personas con EM dormían peor.", "People with MS slept worse."),
    ("es>en", "La mayor parte de los niños mejoró.", "Most of the children got better."),
    ("es>en", "Se estudió a 30 embarazadas.", "Thirty pregnant women were studied."),
    ("fr>en", "Les patientes ont bien toléré le produit.", "The women tolerated the product well."),
    ("fr>en", "Les souris ont été suivies pendant un an.", "The mice were followed for a year."),
    ("fr>en", "Le taux de réponse était faible chez les jeunes.", "The response rate was low among young people."),
]


@pytest.mark.parametrize(("languages", "source", "target"), TOLD)
def test_another_group_in_the_place_of_the_one_studied_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["population-changed"]


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_the_same_group_in_other_words_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


@pytest.mark.parametrize(("languages", "source", "target"), TOLD + SILENT)
def test_a_text_beside_itself_is_never_told(languages: str, source: str, target: str) -> None:
    one, other = languages.split(">")
    assert codes(source, source, f"{one}>{one}") == codes(target, target, f"{other}>{other}") == []


def test_a_language_without_data_is_not_judged() -> None:
    assert codes("The drug shrank tumours in mice.", "Qualcosa di diverso.", "en>it") == []


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en>es", "In rats, the diet lowered blood sugar.", "La dieta redujo la glucosa en sangre."),
        ("en>ar", "The gene was found in mice.", "عُثر على الجين."),
        ("fr>en", "Chez le rat, la molécule a protégé le cœur.", "The molecule protected the heart."),
    ],
)
def test_animals_that_are_no_longer_named_are_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["population-lost"]

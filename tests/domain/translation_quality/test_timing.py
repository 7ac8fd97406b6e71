"""When something happened stays when it happened."""

from __future__ import annotations

import pytest

from research.domain.problems import Severity
from research.domain.translation_quality.pair import SegmentPair
from research.domain.translation_quality.timing import Timing


def codes(source: str, target: str, languages: str) -> list[str]:
    source_language, target_language = languages.split(">")
    problems = Timing().check(SegmentPair(("p",), source, target, source_language, target_language))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [problem.code for problem in problems]


TOLD = [
    ("en>de", "It often begins before the age of 40.", "Es beginnt oft nach dem 40. Lebensjahr."),
    ("en>es", "The clinic opens on Mondays.", "La clínica abre los martes."),
    ("en>es", "The pill was taken in the morning.", "La pastilla se tomaba por la noche."),
    ("en>es", "The tablets were taken daily.", "Los comprimidos se tomaban una vez a la semana."),
    ("en>es", "They were tested before the operation.", "Se les hicieron pruebas después de la operación."),
    ("en>es", "The rash went away within a week.", "La erupción desapareció después de más de una semana."),
    ("en>es", "Pain was worst in winter.", "El dolor era peor en verano."),
    ("en>es", "Blood was taken after breakfast was served.", "Se extrajo sangre antes de que se sirviera el desayuno."),
    ("en>fr", "The survey was sent in spring.", "Le questionnaire a été envoyé en automne."),
    ("en>fr", "The scan was done after treatment.", "L’examen a été réalisé avant le traitement."),
    ("en>fr", "They drank coffee before the test.", "Ils ont bu du café pendant le test."),
    ("en>fr", "The dose was doubled each week.", "La dose était doublée chaque mois."),
    ("en>fr", "The pain stopped within two hours.", "La douleur a cessé plus de deux heures plus tard."),
    ("en>fr", "Side effects appeared during treatment.", "Les effets secondaires sont apparus après le traitement."),
    ("en>fr", "At the start of the study, everyone could walk.", "À la fin de l’étude, tout le monde pouvait marcher."),
    ("en>de", "The group met every Thursday.", "Die Gruppe traf sich jeden Dienstag."),
    ("en>de", "They stopped smoking before surgery.", "Sie hörten nach der Operation mit dem Rauchen auf."),
    ("en>de", "The symptoms returned after the holiday.", "Die Beschwerden kehrten vor dem Urlaub zurück."),
    ("en>de", "The medicine was inhaled monthly.", "Das Medikament wurde täglich inhaliert."),
    ("en>de", "Most improved within a month.", "Die meisten erholten sich erst nach mehr als einem Monat."),
    ("en>de", "The cream was applied at night.", "Die Creme wurde morgens aufgetragen."),
    ("en>ar", "They exercised in the morning.", "مارسوا التمارين في المساء."),
    ("en>ar", "The vaccine was given before travel.", "أُعطي اللقاح بعد السفر."),
    ("en>ar", "The test was repeated every week.", "أُعيد الفحص كل شهر."),
    ("en>ar", "They felt better within a year.", "شعروا بتحسن بعد أكثر من عام."),
    ("en>ar", "The survey was done in summer.", "أُجري الاستطلاع في الشتاء."),
    ("en>ar", "Fatigue was measured after the session.", "قيس التعب قبل الجلسة."),
    ("es>en", "Se midió la tensión antes de la comida.", "Blood pressure was measured after the meal."),
    ("es>en", "Tomaban una dosis al día.", "They took one dose a month."),
    ("fr>en", "Les séances avaient lieu le mercredi.", "Sessions took place on Fridays."),
    ("fr>en", "La fièvre est apparue après la vaccination.", "The fever appeared before vaccination."),
    ("fr>en", "Les rendez-vous étaient mensuels.", "Appointments were weekly."),
]
SILENT = [
    ("en>fr", "They walked further after surgery.", "Ils marchaient plus loin à la sortie du bloc."),
    (
        "en>es",
        "They were followed for two years after the operation.",
        "Se les siguió durante dos años tras la operación.",
    ),
    ("en>es", "After finishing treatment, she felt well.", "Al terminar el tratamiento, se sentía bien."),
    ("en>es", "The rash went away within a week.", "La erupción desapareció en una semana."),
    ("en>es", "They took two tablets a day.", "Tomaban dos comprimidos diarios."),
    ("en>es", "It was measured once in the evening.", "Se midió una vez por la noche."),
    ("en>es", "Before the trial, they had never exercised.", "Nunca habían hecho ejercicio hasta el ensayo."),
    (
        "en>es",
        "In the year after birth, mothers slept badly.",
        "Durante el año siguiente al parto, las madres durmieron mal.",
    ),
    ("en>es", "During the study, two people moved away.", "En el transcurso del estudio, dos personas se mudaron."),
    ("en>es", "Soon after the injection, the pain stopped.", "Poco después de la inyección, el dolor cesó."),
    ("en>fr", "Once the course had ended, walking improved.", "Après la fin du cours, la marche s’est améliorée."),
    ("en>fr", "They were seen again a year later.", "Ils ont été revus un an après."),
    ("en>fr", "The pain stopped within two hours.", "La douleur a cessé en moins de deux heures."),
    (
        "en>fr",
        "The pain went within a day of the injection.",
        "La douleur a disparu dans la journée suivant l’injection.",
    ),
    (
        "en>fr",
        "According to the team, nothing changed after a year.",
        "D’après l’équipe, rien n’avait changé au bout d’un an.",
    ),
    ("en>fr", "It was taken every evening.", "Il était pris chaque soir."),
    ("en>fr", "Before starting, everyone had a scan.", "Tout le monde a passé un examen au préalable."),
    ("en>fr", "They were weighed while pregnant.", "Elles ont été pesées pendant la grossesse."),
    ("en>de", "They had scans before and after treatment.", "Sie wurden vor und nach der Behandlung untersucht."),
    ("en>de", "It protects against infection after surgery.", "Es schützt nach der Operation vor Infektionen."),
    ("en>de", "The pain eased during the night.", "Der Schmerz ließ in der Nacht nach."),
    ("en>de", "Above all, older people fell after meals.", "Vor allem ältere Menschen stürzten nach dem Essen."),
    ("en>de", "When the study had ended, they were called.", "Nach dem Ende der Studie wurden sie angerufen."),
    ("en>de", "They were tested two years ago.", "Sie wurden vor zwei Jahren getestet."),
    ("en>de", "She takes it three times a day.", "Sie nimmt es dreimal täglich."),
    ("en>de", "Most improved within a month.", "Die meisten erholten sich innerhalb eines Monats."),
    ("en>de", "They filled it in during their visit.", "Sie füllten ihn beim Besuch aus."),
    (
        "en>ar",
        "The treatment was tested by doctors after the trial.",
        "خضع العلاج للاختبار من قبل الأطباء بعد التجربة.",
    ),
    ("en>ar", "It has not been tested yet.", "لم يُختبر بعد."),
    ("en>ar", "They felt better within a year.", "شعروا بتحسن في غضون عام."),
    ("en>ar", "They took it twice daily.", "تناولوه مرتين في اليوم."),
    ("en>ar", "After the session, they rested.", "استراحوا عقب الجلسة."),
    ("en>ar", "Before treatment, they could not walk.", "لم يكن بوسعهم المشي قبل العلاج."),
    ("es>en", "Al acabar el curso, dormían mejor.", "After the course, they slept better."),
    ("es>en", "Lo tomaban por la mañana.", "They took it in the morning."),
    ("es>en", "Se les siguió durante tres meses tras el alta.", "They were followed for three months after discharge."),
    ("fr>en", "Lors de la visite, ils ont été pesés.", "They were weighed during the visit."),
    ("fr>en", "Au bout de deux ans, rien n’avait changé.", "After two years, nothing had changed."),
    (
        "fr>en",
        "Ils ont été suivis pendant un an après l’opération.",
        "They were followed for a year after the operation.",
    ),
]


@pytest.mark.parametrize(("languages", "source", "target"), TOLD)
def test_another_word_of_time_is_told(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == ["time-changed"]


@pytest.mark.parametrize(("languages", "source", "target"), SILENT)
def test_the_same_time_in_other_words_raises_nothing(languages: str, source: str, target: str) -> None:
    assert codes(source, target, languages) == []


@pytest.mark.parametrize(("languages", "source", "target"), TOLD + SILENT)
def test_a_text_beside_itself_is_never_told(languages: str, source: str, target: str) -> None:
    one, other = languages.split(">")
    assert codes(source, source, f"{one}>{one}") == codes(target, target, f"{other}>{other}") == []


def test_a_language_without_data_is_not_judged() -> None:
    assert codes("The clinic opens on Mondays.", "Qualcosa di diverso.", "en>it") == []

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from research.domain.problems import Severity
from research.domain.translation_quality import quantities
from research.domain.translation_quality.numbers import Numbers
from research.domain.translation_quality.pair import SegmentPair


def found(source: str, target: str, languages: str) -> tuple[str, Severity] | None:
    source_language, target_language = languages.split(">")
    problems = Numbers().check(SegmentPair(("body",), source, target, source_language, target_language))
    return (problems[0].code, problems[0].severity) if problems else None


GOOD = [
    ("en>de", "In 3.5% of 1,234 people it fell by 0.5 points.", "Bei 3,5 % von 1.234 Menschen sank es um 0,5 Punkte."),
    ("en>fr", "In 3.5% of 1,234 people.", "Chez 3,5\u202f% de 1\u202f234 personnes."),
    ("en>fr", "In 3.5% of 1,234 people.", "Chez 3,5 % de 1 234 personnes."),
    ("en>ar", "7 of 20 people improved.", "تحسن ٧ من ٢٠ شخصا."),
    ("en>ar-EG", "3.5% of 1,234", "٣٫٥٪ من ١٬٢٣٤"),
    ("en>ar", "It fell by 1.8 (95% CI 1.2 to 2.7).", "انخفض بمقدار 1,8 (فاصل الثقة 95%: 1,2 إلى 2,7)."),
    ("en>de", "0.007 of the dose", "0,007 der Dosis"),
    ("en>de", "After 3 months, 5 of 11 people saw.", "5 der 11 Personen sahen nach 3 Monaten."),
    ("en>de", "10 minutes instead of 30, 5 times", "10 statt 30 Minuten, 5-mal"),
    ("en>de", "It fell by ½.", "Es sank um die Hälfte."),
    ("en>de", "1½ points in 2 ½ years", "1,5 Punkte in 2½ Jahren"),
    ("en>de", "⅔ of the people moved.", "Zwei Drittel der Menschen bewegten sich."),
    ("en>de", "½ point, ¼ of them", "0,5 Punkte, 25 % von ihnen"),
    ("en>es", "¾ of an hour, then 1½ hours", "tres cuartos de hora, después una hora y media"),
    ("en>ar", "½ of the people", "نصف الأشخاص"),
    ("en>hi", "1,000,000 people", "10,00,000 लोग"),
    ("en>fa", "7 of 20", "۷ نفر از ۲۰"),
    ("en>de-CH", "1,234.5 mg", "1’234.5 mg"),
    ("en>es", "12,345 people", "12\u00a0345 personas"),
    ("en>es", "a score of 6.5", "una puntuación de 6.5"),
    ("en>ja", "7 of 20 people", "20人中7人"),
    ("en>zh", "2 years, 18 of 20.", "2年,20人中18人。"),
    ("en>sv", "EDSS 6.0-6.5", "EDSS 6,0–6,5"),
    ("en>pl", "p = 0.030", "p = 0,030"),
    ("en>de", "They took 3mg twice a day.", "Sie nahmen zweimal am Tag 3 mg."),
    ("en>de", "a three-week course in phase 2", "ein dreiwöchiger Kurs in Phase II"),
    ("en>de", "Ninety-two people and 250 others", "Zweiundneunzig Personen und zweihundertfünfzig andere"),
    ("en>fr", "Ninety-two people, 3 times", "Quatre-vingt-douze personnes, à trois reprises"),
    ("en>fr", "Seventy-one people took part.", "Soixante et onze personnes ont participé."),
    ("en>es", "Thirty-four people and 16 children", "Treinta y cuatro personas y dieciséis niños"),
    ("en>ar", "Twenty-three people took part.", "شارك ثلاثة وعشرون شخصًا."),
    ("en>ar", "The women were over 70.", "كانت النساء فوق سن السبعين."),
    ("en>ar", "It lasted 2 years and 3 months.", "استمر عامين وثلاثة أشهر."),
    ("en>ar", "Two treatments were compared.", "جرت مقارنة علاجين."),
    ("en>es", "2.5 million people", "2,5 millones de personas"),
    ("en>de", "2.5 million people", "2,5 Mio. Menschen"),
    ("en>es", "12,000 people", "12 mil personas"),
    ("en>fr", "1,500 people", "mille cinq cents personnes"),
    ("en>es", "Each drank it 30 min before exercise.", "Cada persona la bebió media hora antes del ejercicio."),
    ("en>fr", "They came back after two weeks.", "Ils sont revenus au bout de quinze jours."),
    ("en>de", "for 12 months", "ein Jahr lang"),
    ("en>de", "after 18 months", "nach anderthalb Jahren"),
    ("en>fr", "A quarter of the carers", "Parmi les aidants, 25 %"),
    ("en>ar", "Half of the people", "50% من الأشخاص"),
    ("en>de", "Dizziness affected 1 in 8 people.", "Jede achte Person war betroffen."),
    ("en>es", "One in four people", "El 25 % de las personas"),
    ("en>es", "two thirds of them", "el 67 % de ellas"),
    ("en>fr", "on 5 November 2023", "le 05/11/2023"),
    ("en>de", "on 5 November 2023", "am 5. November 2023"),
    ("en>ar", "on 12 March 2024", "في ١٢ آذار/مارس ٢٠٢٤"),
    ("en>es", "It rose by 6 percentage points.", "Aumentó 6 puntos porcentuales."),
    ("en>de", "between 6 and 22%", "zwischen 6 % und 22 %"),
    ("en>es", "30 percent of them", "un 30 % de ellas"),
    ("en>de", "a change of -0.5 (95% CI -0.9 to -0.1)", "eine Änderung um −0,5 (95-%-KI: −0,9 bis −0,1)"),
    ("en>fr", "12% to 41%", "de 12 à 41 %"),
    ("en>de", "See NCT01933802 and doi 10.1212/NXI.0000000000000928.", "Siehe die Anmeldung und den Artikel."),
    ("en>es", 'See <a href="https://example.org/2471">here</a>.', "Vea <a>aquí</a>."),
    ("en>es", "Both groups had COVID-19 before.", "Los dos grupos habían tenido covid antes."),
    ("en>de", "CD20 and IL-6 fell.", "Die Werte fielen."),
    ("en>fr", "once a week for 1 year", "une fois par semaine pendant un an"),
    ("en>pt", "There were 12 people.", "Havia 12 pessoas."),
    ("en>de", "p < .05", "p < 0,05"),
    ("en>fr", "the 1st and 2nd visits", "la 1re et la 2e visite"),
    ("en>es", "twice as many", "el doble"),
    ("en>de", "half an hour", "30 Minuten"),
    ("en>es", "for up to 18 months", "durante un máximo de un año y medio"),
    ("en>fr", "at 8 am and 8 pm", "à 8 h et à 20 h"),
    ("en>de", "at 8:00 pm", "um 20 Uhr"),
    ("en>ar", "Half of them slept.", "نام نصفهم."),
    ("fr>en", "Une trentaine de personnes", "About 30 people"),
    ("en>ar", "two and a half years", "سنتين ونصف السنة"),
]


@pytest.mark.parametrize(("languages", "source", "target"), GOOD)
def test_the_same_figures_written_the_other_way_raise_nothing(languages: str, source: str, target: str) -> None:
    assert found(source, target, languages) is None


CHANGED = [
    ("en>de", "In 3.5% of people", "Bei 35 % der Menschen"),
    ("en>ar", "7 of 20 people improved.", "تحسن ٩ من ٢٠ شخصا."),
    ("en>es", "by 14% (95% CI 6% to 22%)", "un 14 % (IC del 95 %: del 6 % al 27 %)"),
    ("en>es", "had 40% fewer falls", "sufrieron menos caídas"),
    ("en>es", "in groups of 8 for 10 weeks", "en grupos durante 10 semanas"),
    ("en>fr", "15% lower", "inférieurs de 15 points de pourcentage"),
    ("en>es", "40% of them improved", "40 de ellas mejoraron"),
    ("en>en", "a change of -0.5", "a change of 0.5"),
    ("en>de", "1,234 people", "1,234 Menschen"),
    ("en>es", "7 of 20 people", "7 personas"),
    ("en>de", "3mg", "30mg"),
    ("en>fr", "four people", "5 personnes"),
    ("en>de", "2 million people", "2 Milliarden Menschen"),
    ("en>pt", "there were 12 of 30", "havia 13 de 30"),
    ("en>ar", "386 people", "٣٦٨ شخصًا"),
    ("en>es", "in 2021", "en 2012"),
    ("en>de", "18 of 20 people", "von 20 Personen einige"),
    ("en>de", "5% of the people", "0.005 % der Menschen"),
    ("en>ar", "It was 5%.", "كانت 0,005%."),
    ("de>en", "5 %", "0,005 %"),
    ("en>es", "7 of 20 people", "0.007 de 20 personas"),
    ("en>de", "It fell by ½.", "Es sank um ¼."),
    ("en>de", "It took ½ hour.", "Es dauerte ¾ Stunden."),
    ("en>fr", "1½ points", "1¼ points"),
    ("en>es", "⅔ of the people moved.", "⅓ de las personas se movieron."),
    ("en>ar", "½ of the people", "¾ الأشخاص"),
]


@pytest.mark.parametrize(("languages", "source", "target"), CHANGED)
def test_a_figure_that_changed_stops_the_translation(languages: str, source: str, target: str) -> None:
    assert found(source, target, languages) == ("number-changed", Severity.ERROR)


WORDS_CHANGED = [
    ("en>es", "once every four weeks", "una vez cada cinco semanas"),
    ("en>fr", "Six in ten people", "Sept personnes sur dix"),
    ("en>fr", "Twice as many people", "Trois fois plus de personnes"),
    ("en>de", "seven short tests", "sechs kurze Tests"),
    ("en>ar", "Two patients stayed.", "بقي ثلاثة مرضى."),
    ("fr>en", "Neuf des douze enfants", "Eight of the twelve children"),
    ("en>es", "a third of them", "la mitad de ellas"),
    ("en>fr", "in January 2021", "en juin 2021"),
    ("en>de", "in the second year", "im dritten Jahr"),
    ("en>de", "over three weeks", "über Wochen"),
    ("en>de", "They took it daily.", "Sie nahmen es wöchentlich."),
    ("en>es", "within a year", "en una semana"),
]


@pytest.mark.parametrize(("languages", "source", "target"), WORDS_CHANGED)
def test_a_number_word_that_changed_is_told(languages: str, source: str, target: str) -> None:
    assert found(source, target, languages) == ("number-word-changed", Severity.WARNING)


def test_a_problem_names_the_figures_as_the_reader_writes_them() -> None:
    (problem,) = Numbers().check(SegmentPair(("a",), "3.5% of 1,234 people", "35 % von 1.234 Menschen", "en", "de"))
    assert problem.params == {"missing": ("3,5\u00a0%",), "extra": ("35 %",)}
    assert problem.path == ("a",)


def test_a_language_neutral_value_is_read_in_the_language_of_its_source() -> None:
    assert Numbers().check(SegmentPair((), "3.5 mg", "3.5 mg", "en", "de", neutral=True)) == []


LOCALES = ["en", "es", "fr", "de", "de-CH", "ar-EG", "hi", "fa", "pl", "ja", "sv", "pt-PT"]
decimals = st.decimals(min_value=0, max_value=10_000_000, places=2, allow_nan=False, allow_infinity=False)


def _written(value: Decimal, language: str) -> str:
    return format_decimal(
        value, locale=language.replace("-", "_"), decimal_quantization=False, numbering_system="default"
    )


@given(decimals, st.sampled_from(LOCALES), st.sampled_from(LOCALES))
def test_a_number_formatted_for_two_languages_is_read_as_equal(value: Decimal, one: str, other: str) -> None:
    source, target = f"A {_written(value, one)} B", f"A {_written(value, other)} B"
    assert [q.value for q in quantities.read(source, one)] == [q.value for q in quantities.read(target, other)]
    assert found(source, target, f"{one}>{other}") is None


@given(st.decimals(min_value=-9999, max_value=-1, places=1), st.sampled_from(LOCALES))
def test_a_negative_number_keeps_its_sign_in_every_language(value: Decimal, language: str) -> None:
    assert [q.value for q in quantities.read(f"A {_written(value, language)} B", language)] == [value]


@given(decimals, st.sampled_from(LOCALES), st.data())
def test_changing_one_digit_always_stops_the_translation(value: Decimal, language: str, data: st.DataObject) -> None:
    digits = [at for at, character in enumerate(str(value)) if character.isdigit()]
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != str(value)[at]]))
    changed = Decimal(str(value)[:at] + other + str(value)[at + 1 :])
    assert found(f"A {_written(value, 'en')} B", f"A {_written(changed, language)} B", f"en>{language}") == (
        "number-changed",
        Severity.ERROR,
    )


@given(st.text(), st.text(), st.sampled_from(["en", "es", "fr", "de", "ar", "xx"]))
def test_any_text_is_compared_without_raising(source: str, target: str, language: str) -> None:
    found(source, target, f"en>{language}")


CHANGED = [
    ("en>fr", "The risk was 0.5 % here.", "Le risque était de 1 % ici.", "number-changed", Severity.ERROR),
    ("en>es", "0.1 % of them", "el 0,6 % de ellas", "number-changed", Severity.ERROR),
    ("en>es", "20 % got better.", "12 de 60 mejoraron.", "number-changed", Severity.ERROR),
    ("en>es", "2×10⁶ cells", "2×10⁵ células", "number-changed", Severity.ERROR),
    ("en>es", "7 got better, but 5 did not.", "5 mejoraron, pero 7 no.", "number-order-changed", Severity.WARNING),
    ("en>es", "It fell from 8 to 3.", "Bajó de 3 a 8.", "number-order-changed", Severity.WARNING),
    ("en>es", "3 months: 5 of 11 saw.", "5 meses: 3 de 11 vieron.", "number-order-changed", Severity.WARNING),
    ("en>de", "20 people took 5 mg.", "5 Personen nahmen 20 mg.", "number-order-changed", Severity.WARNING),
    ("en>de", "2 years, 18 of 20", "18 Jahre, 2 von 20", "number-order-changed", Severity.WARNING),
    ("en>de", "5 of 11 people", "11 von 5 Personen", "number-order-changed", Severity.WARNING),
    ("en>fr", "5 of 11 people", "11 sur 5 personnes", "number-order-changed", Severity.WARNING),
    ("en>ar", "5 of 11 people", "11 من 5 أشخاص", "number-order-changed", Severity.WARNING),
]


@pytest.mark.parametrize(("languages", "source", "target", "code", "severity"), CHANGED)
def test_small_shares_powers_and_places_are_told(
    languages: str, source: str, target: str, code: str, severity: Severity
) -> None:
    assert found(source, target, languages) == (code, severity)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("10 % der Menschen unter Warfarin und 4 % unter Apixaban.", False),
        ("4 % der Menschen unter Apixaban und 10 % unter Warfarin.", False),
        ("10 % der Menschen unter Apixaban und 4 % unter Warfarin.", True),
        ("4 % der Menschen unter Warfarin und 10 % unter Apixaban.", True),
    ],
)
def test_figures_may_change_places_together_with_the_arms_they_belong_to(target: str, told: bool) -> None:
    pair = SegmentPair((), "4% of people on apixaban and 10% on warfarin.", target, "en", "de")
    assert [problem.code for problem in Numbers().check(pair)] == ["number-order-changed"] * told


@pytest.mark.parametrize(
    ("figures", "told"), [("2" * 30, "10^29"), ("2" * 40, "10^39"), ("1" + "0" * 17, "100.000.000.000.000.000")]
)
def test_a_figure_that_is_longer_than_anybody_reads_is_told_all_the_same(figures: str, told: str) -> None:
    [problem] = Numbers().check(SegmentPair((), f"It has {figures} parts.", "Tiene partes.", "en", "es"))
    assert problem.code == "number-changed"
    assert problem.params["missing"] == (told,)

"""The default texts of ``tests.stream_data`` in the other languages of the site.

Written for these tests, not for readers. ``None`` for a text is a text that nobody has translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

ES: Mapping[str, str] = {
    "Cells by injection, two years later": "Células por inyección, dos años después",
    "In a small study, some people moved better.": "En un estudio pequeño, algunas personas se movieron mejor.",
    "Injections of cells in people with progressive MS": "Inyecciones de células en personas con EM progresiva",
    "Adults with progressive MS.": "Personas adultas con EM progresiva.",
    "Disability was less in 7 of 20 people. It did not last in 5 of them.": (
        "La discapacidad fue menor en 7 de 20 personas. No duró en 5 de ellas."
    ),
    "Disability after two years": "Discapacidad tras dos años",
    "All 20 people came from one clinic.": "Las 20 personas venían de una sola clínica.",
    "This does not mean that the cells stop MS.": "Esto no significa que las células frenen la EM.",
    "Cells by injection": "Células por inyección",
    "Some people got cells.": "Algunas personas recibieron células.",
    "20 people took part.": "Participaron 20 personas.",
    "7 of 20 people could move better.\nFor 5 of them it did not last.": (
        "7 de 20 personas se movían mejor.\nEn 5 de ellas no duró."
    ),
    "The cells do not stop MS.": "Las células no frenan la EM.",
    "Given cells": "Recibieron células",
    "Research": "Investigación",
    "Research updates": "Novedades de la investigación",
}
DE: Mapping[str, str] = {
    "Cells by injection, two years later": "Zellen als Spritze, zwei Jahre danach",
    "In a small study, some people moved better.": "In einer kleinen Studie bewegten sich einige Menschen besser.",
    "Injections of cells in people with progressive MS": "Spritzen mit Zellen bei Menschen mit fortschreitender MS",
    "Adults with progressive MS.": "Erwachsene mit fortschreitender MS.",
    "Disability was less in 7 of 20 people. It did not last in 5 of them.": (
        "Die Behinderung war bei 7 von 20 Menschen geringer. Bei 5 von ihnen hielt das nicht an."
    ),
    "Disability after two years": "Behinderung nach zwei Jahren",
    "All 20 people came from one clinic.": "Alle 20 Menschen kamen aus einer einzigen Klinik.",
    "This does not mean that the cells stop MS.": "Das bedeutet nicht, dass die Zellen MS aufhalten.",
    "Cells by injection": "Zellen als Spritze",
    "Some people got cells.": "Einige Menschen bekamen Zellen.",
    "20 people took part.": "20 Menschen haben mitgemacht.",
    "7 of 20 people could move better.\nFor 5 of them it did not last.": (
        "7 von 20 Menschen konnten sich besser bewegen.\nBei 5 von ihnen hielt es nicht an."
    ),
    "The cells do not stop MS.": "Die Zellen halten MS nicht auf.",
    "Given cells": "Bekamen Zellen",
    "Research": "Forschung",
    "Research updates": "Neues aus der Forschung",
}
AR: Mapping[str, str] = {
    "Cells by injection, two years later": "خلايا بالحقن، بعد عامين",
    "In a small study, some people moved better.": "في دراسة صغيرة، تحرك بعض الأشخاص بشكل أفضل.",
    "Injections of cells in people with progressive MS": "حقن الخلايا لدى المصابين بالتصلب المتعدد المترقي",
    "Adults with progressive MS.": "بالغون مصابون بالتصلب المتعدد المترقي.",
    "Disability was less in 7 of 20 people. It did not last in 5 of them.": (
        "كانت الإعاقة أقل لدى 7 من 20 شخصا. لم يدم ذلك لدى 5 منهم."
    ),
    "Disability after two years": "الإعاقة بعد عامين",
    "All 20 people came from one clinic.": "جاء جميع الأشخاص الـ 20 من عيادة واحدة.",
    "This does not mean that the cells stop MS.": "هذا لا يعني أن الخلايا توقف التصلب المتعدد.",
    "Cells by injection": "خلايا بالحقن",
    "Some people got cells.": "تلقى بعض الأشخاص خلايا.",
    "20 people took part.": "شارك 20 شخصا.",
    "7 of 20 people could move better.\nFor 5 of them it did not last.": (
        "تحرك 7 من 20 شخصا بشكل أفضل.\nلم يدم ذلك لدى 5 منهم."
    ),
    "The cells do not stop MS.": "الخلايا لا توقف التصلب المتعدد.",
    "Given cells": "تلقوا الخلايا",
    "Research": "أبحاث",
    "Research updates": "تحديثات الأبحاث",
}
FR: Mapping[str, str] = {
    "Cells by injection, two years later": "Des cellules par injection, deux ans après",
    "In a small study, some people moved better.": "Dans une petite étude, certaines personnes bougeaient mieux.",
    "Injections of cells in people with progressive MS": "Injections de cellules chez des personnes avec une SEP",
    "Adults with progressive MS.": "Adultes avec une SEP progressive.",
    "Disability was less in 7 of 20 people. It did not last in 5 of them.": (
        "Le handicap était moindre chez 7 personnes sur 20. Chez 5 d’entre elles, cela n’a pas duré."
    ),
    "Disability after two years": "Handicap après deux ans",
    "All 20 people came from one clinic.": "Les 20 personnes venaient d’une seule clinique.",
    "This does not mean that the cells stop MS.": "Cela ne signifie pas que les cellules arrêtent la SEP.",
    "Cells by injection": "Des cellules par injection",
    "Some people got cells.": "Certaines personnes ont reçu des cellules.",
    "20 people took part.": "20 personnes ont participé.",
    "7 of 20 people could move better.\nFor 5 of them it did not last.": (
        "7 personnes sur 20 bougeaient mieux.\nChez 5 d’entre elles, cela n’a pas duré."
    ),
    "The cells do not stop MS.": "Les cellules n’arrêtent pas la SEP.",
    "Given cells": "Ont reçu des cellules",
    "Research": "Recherche",
    "Research updates": "Nouvelles de la recherche",
}
BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {"es": ES, "de": DE, "ar": AR, "fr": FR}

#: Gives the translation of a text, or ``None`` to leave it untranslated.
Translator = Callable[[str], str | None]


def translator(language: str, **changed: str | None) -> Translator:
    """Return a translator into ``language``. Raises ``KeyError`` for a text that it does not know."""
    texts = BY_LANGUAGE[language]
    # wagtail-localize writes the end of a line as an element.
    return lambda text: texts[text.replace("<br/>", "\n")].replace("\n", "<br/>" if "<br/>" in text else "\n")


def translated_data(data: Any, translate: Translator) -> Any:
    """Return stored data with each text that ``translate`` knows in the other language; ids stay as they are."""
    if isinstance(data, dict):
        return {key: translated_data(value, translate) for key, value in data.items()}
    if isinstance(data, list):
        return [translated_data(item, translate) for item in data]
    if isinstance(data, str):
        try:
            return translate(data) or data
        except KeyError:
            return data
    return data

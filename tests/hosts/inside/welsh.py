"""The texts of ``stream_data`` in Portuguese, and from there in Welsh. Written for these tests, not for readers."""

from __future__ import annotations

PORTUGUESE = {
    "Cells by injection, two years later": "Células por injeção, dois anos depois",
    "In a small study, some people moved better.": "Em um estudo pequeno, algumas pessoas se moveram melhor.",
    "Injections of cells in people with progressive MS": "Injeções de células em pessoas com EM progressiva",
    "Adults with progressive MS.": "Pessoas adultas com EM progressiva.",
    "Disability was less in 7 of 20 people. It did not last in 5 of them.": (
        "A incapacidade foi menor em 7 de 20 pessoas. Não durou em 5 delas."
    ),
    "Disability after two years": "Incapacidade após dois anos",
    "All 20 people came from one clinic.": "Todas as 20 pessoas vinham de uma única clínica.",
    "This does not mean that the cells stop MS.": "Isso não significa que as células parem a EM.",
    "Given cells": "Receberam células",
    "Research": "Pesquisa",
}
WELSH = {
    "Células por injeção, dois anos depois": "Celloedd drwy bigiad, ddwy flynedd wedyn",
    "Em um estudo pequeno, algumas pessoas se moveram melhor.": (
        "Mewn astudiaeth fach, roedd rhai pobl yn symud yn well."
    ),
    "Injeções de células em pessoas com EM progressiva": "Pigiadau o gelloedd mewn pobl ag MS cynyddol",
    "Pessoas adultas com EM progressiva.": "Oedolion ag MS cynyddol.",
    "A incapacidade foi menor em 7 de 20 pessoas. Não durou em 5 delas.": (
        "Roedd anabledd yn llai mewn 7 o 20 o bobl. Ni pharodd hynny mewn 5 ohonynt."
    ),
    "Incapacidade após dois anos": "Anabledd ar ôl dwy flynedd",
    "Todas as 20 pessoas vinham de uma única clínica.": "Daeth pob un o’r 20 o bobl o un clinig.",
    "Isso não significa que as células parem a EM.": "Nid yw hyn yn golygu bod y celloedd yn atal MS.",
    "Receberam células": "Cafodd gelloedd",
    "Pesquisa": "Ymchwil",
}
#: A translation of the finding that says another number.
WRONG = "Roedd anabledd yn llai mewn 8 o 20 o bobl. Ni pharodd hynny mewn 5 ohonynt."

"""Vocabularies and the glossary, with labels in every locale of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel
from wagtail.models import Locale, Site

from research.api import answers, params
from research.api.around import base
from research.api.problems import ApiProblem
from research.domain.negotiation import exactly
from research.models import Facet, Representation
from research.representations import schema_v1 as v1
from research.representations.vocabulary import closed_codes, glossary_entries, open_codes
from research.vocabularies import CLOSED_VOCABULARIES, terms

#: The open vocabularies whose codes lists are filtered by. The glossary has an address of its own.
OPEN = ("topic", "condition")


def vocabularies(request: HttpRequest) -> HttpResponse:
    """Answer with the names of the vocabularies. One query for each open one."""
    params.refuse_unknown(request, set())
    base_url = base(request)
    sizes = {name: len(terms(name)) for name in OPEN}
    sizes |= {name: sum(bool(member.value) for member in enum) for name, enum in CLOSED_VOCABULARIES.items()}
    items = [
        v1.VocabularySummary(
            name=name, open=name in OPEN, filter=name in params.FACETS, codes=size, url=address(base_url, name)
        )
        for name, size in sizes.items()
    ]
    return answer(request, v1.VocabularyList(items=items), [])


def address(base_url: str, name: str) -> str:
    return f"{base_url}vocabularies/{name}/"


def vocabulary(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with the codes of one vocabulary. Four queries at most, however many codes there are."""
    if name not in (*OPEN, *CLOSED_VOCABULARIES):
        known = ", ".join((*OPEN, *CLOSED_VOCABULARIES))
        raise ApiProblem("address-not-found", f"There is no vocabulary of this name. There are: {known}.")
    locales = _locales(request)
    uses = _uses(request, name, locales) if name in params.FACETS else None
    codes = open_codes(terms(name), locales, uses or {}) if name in OPEN else closed_codes(name, locales, uses)
    body = v1.Vocabulary(name=name, open=name in OPEN, filter=name in params.FACETS, items=codes)
    return answer(request, body, _texts(codes))


def _texts(codes: Iterable[v1.Code]) -> Iterator[v1.Text]:
    for code in codes:
        yield from (item.text for item in (*code.labels, *code.definitions))


def glossary(request: HttpRequest) -> HttpResponse:
    """Answer with the words that the site explains. Two queries."""
    entries = glossary_entries(terms("glossary"), _locales(request))
    found = [text for entry in entries for text in entry.texts]
    texts = [text for item in found for text in (item.term, item.definition) if text is not None]
    return answer(request, v1.Glossary(items=entries), texts)


def site_locales() -> list[str]:
    """Return the codes of the site's locales, in order. One query."""
    return list(Locale.objects.order_by("language_code").values_list("language_code", flat=True))


def _locales(request: HttpRequest) -> Sequence[str]:
    """Return the locale that was asked for, or all."""
    params.refuse_unknown(request, {"locale"})
    asked, known = params.locale(request), site_locales()
    if asked is None:
        return known
    if (found := exactly(asked, known)) is None:
        raise params.refused("locale", f"This site has no locale “{asked}”. It has: {', '.join(known)}.")
    return [found]


def _uses(request: HttpRequest, name: str, locales: Collection[str]) -> dict[str, list[v1.UpdatesInLocale]]:
    """Return, by code, how many updates have it that anybody may read on the asked site."""
    visible = Representation.objects.servable(Site.find_for_request(request))
    rows = Facet.objects.filter(name=name, representation__in=visible.values("pk"))
    counted = rows.values_list("value", "representation__locale__language_code").annotate(number=Count("pk"))
    found: dict[str, list[v1.UpdatesInLocale]] = {}
    for value, locale, number in counted.order_by("value", "representation__locale__language_code"):
        if locale in locales:
            found.setdefault(value, []).append(v1.UpdatesInLocale(locale=locale, updates=number))
    return found


def answer(request: HttpRequest, body: BaseModel, texts: Iterable[v1.Text]) -> HttpResponse:
    """Answer with ``body``, which is in the languages of ``texts``."""
    data = body.model_dump_json(by_alias=True).encode()
    made = answers.list_answer(data, sorted({text.language for text in texts}), [])
    made["Surrogate-Key"] = f"{made['Surrogate-Key']} {answers.VOCABULARIES_TAG}"
    return answers.conditional(request, made)

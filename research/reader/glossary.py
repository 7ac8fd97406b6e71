"""The words that the site explains, as one page for each locale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.db.models import Count
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.models import Page, Site

from research.domain.codes import Origin
from research.domain.locales import direction, own_name
from research.domain.terms import Term
from research.models import Facet, Representation, ResearchIndexPage
from research.reader.addresses import LanguageLink
from research.representations import schema_v1 as v1
from research.representations.words import text_of
from research.search.words import folded
from research.vocabularies import said, terms

#: The name of the address of the glossary (``research.page_urls``).
ADDRESS = "research_glossary"
#: From how many words on there are links to their first letters.
LONG = 20


@dataclass(frozen=True, slots=True)
class Explained:
    """A word with its meaning. ``updates`` is how many updates of the list at ``updates_url`` use it."""

    code: str
    term: v1.Text
    definition: v1.Text
    other_forms: tuple[v1.Text, ...]
    updates: int
    updates_url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Words that begin alike. ``id`` is where the page has them."""

    id: str
    letter: v1.Text
    words: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    letters: tuple[Letter, ...]
    #: Whether there are links to the letters.
    is_long: bool
    #: Whether some of it was checked by nobody.
    is_unreviewed: bool


def glossary_address(locale: str) -> str:
    """Return the path of the glossary in ``locale``, or "" where the site has not mounted it."""
    with translation.override(locale):
        try:
            return reverse(ADDRESS)
        except NoReverseMatch:
            return ""


def first_pages(request: HttpRequest) -> list[Page]:
    """Return the public first pages of the site, one for each locale in which the glossary has an address of its own.

    Where no address says a language, that is the locale of the site alone. Two queries.
    """
    site = Site.find_for_request(request)
    if site is None:
        return []
    roots = site.root_page.get_translations(inclusive=True).live().public()
    found = list(roots.select_related("locale", "alias_of__locale").order_by("locale__language_code"))
    if is_language_prefix_patterns_used(settings.ROOT_URLCONF)[0]:
        paths = [glossary_address(str(root.locale.language_code)) for root in found]
        if len(set(paths)) == len(paths):
            return found
    return [root for root in found if root.pk == site.root_page_id]


def language_links(request: HttpRequest, roots: list[Page], locale: str) -> tuple[LanguageLink, ...]:
    """Return the glossary in the locale of each of ``roots``. A word without a translation says so itself."""
    codes = [str(root.locale.language_code) for root in roots]
    return tuple(
        LanguageLink(
            locale=code,
            name=own_name(code),
            direction=direction(code),
            url=request.build_absolute_uri(glossary_address(code)),
            current=code == locale,
            translated=True,
        )
        for code in codes
    )


def glossary(request: HttpRequest, root: Page) -> Glossary:
    """Return the words of the site for readers of the locale of ``root``. Four queries, however many there are."""
    locale = str(root.locale.language_code)
    listed_at = _list_below(root)
    uses = _uses(request, listed_at) if listed_at else {}
    url = (listed_at.get_url(request) or "/") if listed_at else ""
    words = sorted(
        (
            word
            for code, term in terms("glossary", retired=False).items()
            if (word := _explained(code, term, locale, uses.get(code, 0), url))
        ),
        key=lambda word: (folded(word.term.text), word.code),
    )
    return Glossary(
        letters=tuple(_letters(words)),
        is_long=len(words) > LONG,
        is_unreviewed=any(
            text.origin is Origin.MACHINE_UNREVIEWED for word in words for text in (word.term, word.definition)
        ),
    )


def _explained(code: str, term: Term, locale: str, updates: int, url: str) -> Explained | None:
    """Return the word; ``None`` for one without a meaning in any language."""
    name = said(term.labels, locale, term.reviewed_languages)
    definition = said(term.definitions, locale, term.reviewed_languages)
    if name is None or definition is None:
        return None
    shown = text_of(name)
    return Explained(
        code=code,
        term=shown,
        definition=text_of(definition),
        other_forms=tuple(shown.model_copy(update={"text": form}) for form in term.forms.get(name.language, ())),
        updates=updates,
        updates_url=f"{url}?glossary={code}" if updates else "",
    )


def _letters(words: list[Explained]) -> Iterator[Letter]:
    def beginning(word: Explained) -> tuple[str, str]:
        return folded(word.term.text)[:1].upper(), word.term.language

    for number, ((letter, language), group) in enumerate(groupby(words, key=beginning), start=1):
        text = v1.Text(text=letter, language=language, direction=direction(language), origin=Origin.HUMAN)
        yield Letter(id=f"letter-{number}", letter=text, words=tuple(group))


def _list_below(root: Page) -> ResearchIndexPage | None:
    """Return the list of updates that is nearest to the first page, if anybody may read one."""
    lists = ResearchIndexPage.objects.descendant_of(root).live().public()
    return lists.select_related("locale").order_by("depth", "path").first()


def _uses(request: HttpRequest, page: ResearchIndexPage) -> dict[str, int]:
    """Return how many updates of the list use each word, by code."""
    listed = Representation.objects.servable(Site.find_for_request(request)).filter(
        locale=page.locale_id, page__path__startswith=page.path
    )
    found = Facet.objects.filter(name="glossary", representation__in=listed.order_by().values("pk"))
    return dict(found.order_by().values_list("value").annotate(number=Count("pk")))

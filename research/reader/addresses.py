"""Where a reader can go from a page: its other languages, the pages above it, the updates that it names."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.db.models import F
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, Site

from research import conf
from research.domain.locales import Direction, direction, own_name
from research.models import Rendering, Representation
from research.renderings.checks import checks
from research.renderings.forms import FORMS
from research.renderings.outline.words import reading_language
from research.representations import schema_v1 as v1
from research.representations.words import text_of
from research.wording import catalogue


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page that anybody may open. ``language`` is what its title is really written in."""

    title: str
    url: str
    locale: str
    language: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page under another locale.

    ``name`` is the language's own name for itself. ``url`` is absolute. ``translated`` is false where the
    page only repeats the text of another language.
    """

    locale: str
    name: str
    direction: Direction
    url: str
    current: bool
    translated: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A page of the plugin that is not in the tree of pages, such as the glossary. Templates have it as ``page``.

    ``url`` is absolute. ``languages`` are all in which there is this page, its own included, and ``trail`` the pages
    that it is shown below.
    """

    title: str
    locale: str
    url: str
    languages: tuple[LanguageLink, ...]
    trail: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed of a locale, to subscribe to. ``url`` is absolute."""

    media_type: str
    locale: str
    url: str


#: Media type of each feed -> the name of its address in ``research.api.urls``.
FEEDS = {"application/atom+xml": "research_v1:atom-feed", "application/feed+json": "research_v1:json-feed"}


def feed_links(request: HttpRequest, locale: str) -> tuple[FeedLink, ...]:
    """Return the feeds of ``locale``; none where the site has not mounted the API."""
    try:
        found = [(media_type, reverse(name, kwargs={"locale": locale})) for media_type, name in FEEDS.items()]
    except NoReverseMatch:
        return ()
    return tuple(FeedLink(media_type, locale, request.build_absolute_uri(url)) for media_type, url in found)


@dataclass(frozen=True, slots=True)
class FormLink:
    """An update in another form, to open or to save. ``url`` is absolute."""

    label: v1.Text
    media_type: str
    language: str
    url: str
    #: Bytes, where the form was made already.
    size: int | None
    #: What the form was checked with, a sentence each.
    checks: tuple[v1.Text, ...]


def form_links(request: HttpRequest, update: v1.ResearchUpdateV1) -> tuple[FormLink, ...]:
    """Return the forms that a reader may want; none where the site has not mounted the API.

    One query where forms are kept.
    """
    words = catalogue(update.locale)
    sizes = _sizes(update)
    found = []
    for form in FORMS.values():
        languages = (reading_language(update.locale), update.language)
        if not form.for_people or form.missing_for(update, languages) is not None:
            continue
        names = {"translation_key": update.translation_key, "form": form.name}
        try:
            path = reverse("research_v1:rendering", kwargs=names)
        except NoReverseMatch:
            return ()
        url = request.build_absolute_uri(f"{path}?locale={update.locale}")
        said = tuple(text_of(checks().said(check, update.locale)) for check in checks().of(form.name))
        label = text_of(words.gettext(form.label))
        found.append(FormLink(label, form.media_type, update.language, url, sizes.get(form.name), said))
    return tuple(found)


def _sizes(update: v1.ResearchUpdateV1) -> dict[str, int]:
    """Return how large the forms are that are kept and were made of what is served now."""
    if not conf.setting("KEEP_RENDERINGS"):
        return {}
    kept = Rendering.objects.filter(
        representation__translation_key=update.translation_key,
        representation__locale__language_code=update.locale,
        representation__etag=F("etag"),
    )
    return {form: size for form, size in kept.values_list("form", "size") if size is not None}


def text_language(page: Page) -> str:
    """Return the language that the page's own text is in: for an alias, its original's."""
    while page.alias_of_id is not None:
        page = page.alias_of
    return str(page.locale.language_code)


def has_own_address(request: HttpRequest, page: Page) -> bool:
    """Tell whether a reader who opens the address of ``page`` gets this page.

    Without ``i18n_patterns`` all locales share the addresses of a site, and what is served there is in the locale
    of its first page.
    """
    site = Site.find_for_request(request)
    if site is None or page.locale_id == site.root_page.locale_id:
        return True
    return is_language_prefix_patterns_used(settings.ROOT_URLCONF)[0]


def absolute(request: HttpRequest, page: Page) -> str:
    return request.build_absolute_uri(page.get_url(request) or "/")


def language_links(request: HttpRequest, pages: Iterable[Page], locale: str) -> tuple[LanguageLink, ...]:
    """Return one link for each of ``pages``, which are the same page in several locales, by own name.

    A page that cannot be opened is left out, unless it is the one in ``locale``, which the reader has before them.
    """
    links = [
        LanguageLink(
            locale=(code := str(page.locale.language_code)),
            name=own_name(code),
            direction=direction(code),
            url=absolute(request, page),
            current=code == locale,
            translated=text_language(page) == code,
        )
        for page in pages
        if page.locale.language_code == locale or has_own_address(request, page)
    ]
    return tuple(sorted(links, key=lambda link: link.locale))


def languages_of_page(request: HttpRequest, page: Page) -> tuple[LanguageLink, ...]:
    """Return the locales in which ``page``, which is not an update, is public, its own included."""
    others = page.get_translations().live().public().select_related("locale", "alias_of__locale")
    return language_links(request, [page, *others], str(page.locale.language_code))


def languages_of_site(request: HttpRequest, locale: str) -> tuple[LanguageLink, ...]:
    """Return the first page of each locale, for a page that does not exist."""
    site = Site.find_for_request(request)
    if site is None:
        return ()
    roots = site.root_page.get_translations(inclusive=True).live().public()
    return language_links(request, roots.select_related("locale", "alias_of__locale"), locale)


def rows(request: HttpRequest, keys: Iterable[str | uuid.UUID]) -> list[Representation]:
    """Return what anybody may read of the updates with these translation keys, in all locales. One query."""
    servable = Representation.objects.servable(Site.find_for_request(request)).filter(translation_key__in=set(keys))
    found = servable.select_related("locale", "page__locale", "page__alias_of__locale").defer("body")
    return list(found.order_by("pk"))


def link(request: HttpRequest, row: Representation) -> PageLink:
    return PageLink(
        title=row.title,
        url=row.page.get_url(request) or "/",
        locale=row.locale.language_code,
        language=text_language(row.page),
    )


def reachable(request: HttpRequest, keys: Iterable[str], locale: str) -> Mapping[str, PageLink]:
    """Return, by translation key, where a reader of ``locale`` can read each update.

    That is the update in this locale where it is public, else in the locale that it was made in first.
    An update that is public nowhere is absent. One query, none without keys.
    """
    asked = set(keys)
    chosen: dict[str, Representation] = {}
    for row in rows(request, asked) if asked else ():
        key = str(row.translation_key)
        if not has_own_address(request, row.page):
            continue
        if key not in chosen or row.locale.language_code == locale:
            chosen[key] = row
    return {key: link(request, row) for key, row in chosen.items()}


def trail(request: HttpRequest, page: Page) -> list[PageLink]:
    """Return the pages above ``page``, the first page of the site first.

    Whoever may read ``page`` may read them: a restriction on one of them would hold for ``page`` as well.
    """
    site = Site.find_for_request(request)
    if site is None:
        return []
    above = page.get_ancestors().live().filter(depth__gte=site.root_page.depth)
    return [page_link(request, ancestor) for ancestor in above.select_related("locale", "alias_of__locale")]


def page_link(request: HttpRequest, page: Page) -> PageLink:
    return PageLink(
        title=page.title,
        url=page.get_url(request) or "/",
        locale=str(page.locale.language_code),
        language=text_language(page),
    )

"""Makes valid, publishable pages by default; a test spoils one thing by naming it.

    tree = site_tree()
    page = ResearchUpdateFactory.create(live=True)                       # published as an editor would
    bad = ResearchUpdateFactory.create(without="caveat")                 # a draft that cannot be published
    spanish = translated(page, "es", live=True)                          # a person's translation

Publication runs what waits for the commit at once, also inside a test's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import TestCase
from wagtail.models import APIToken, Locale, Page, Site
from wagtail_factories import PageFactory

from home.models import HomePage
from research.models import AbstractResearchUpdate, ResearchIndexPage, ResearchUpdatePage
from tests import stream_data
from tests.stream_data import RawBlock
from tests.translations import Translator, translated_data, translator

LANGUAGES = ("en", "es", "fr", "de", "ar")
STREAMS = ("summary", "body", "source_document", "disclosures", "reviewed_by", "correction_log")


@contextmanager
def committed() -> Iterator[None]:
    """Run what waits for the end of the transaction, as the end of a request does outside of tests."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


@dataclass(frozen=True)
class Tree:
    site: Site
    root: HomePage
    index: ResearchIndexPage
    locales: dict[str, Locale]


def site_tree() -> Tree:
    """Return the site with all its locales and the English list of updates; making it twice gives the same."""
    site = Site.objects.get(is_default_site=True)
    root = HomePage.objects.get(pk=site.root_page_id)
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    index = ResearchIndexPage.objects.child_of(root).first() or ResearchIndexFactory.create(parent=root)
    return Tree(site=site, root=root, index=index, locales=locales)


class ResearchIndexFactory(PageFactory):
    title = "Research"
    slug = "research"

    class Meta:
        model = ResearchIndexPage


def spoil_body(body: list[RawBlock], without: str) -> list[RawBlock]:
    """Take one thing out of the first finding or study that has it."""
    first = {kind: next((b["value"] for b in body if b["type"] == kind), {}) for kind in ("study", "finding")}
    match without:
        case "caveat" | "caveats":
            first["finding"]["caveats"] = []
        case "study":
            return [block for block in body if block["type"] != "study"]
        case "finding":
            return [block for block in body if block["type"] != "finding"]
        case "statement" | "numbers" | "study_refs":
            first["finding"][without] = "" if without == "statement" else []
        case "population":
            first["finding"]["population_kind"] = ""
        case "harms":
            first["study"]["harms_reporting"] = ""
        case "design" | "title_plain":
            first["study"][without] = ""
    return body


class ResearchUpdateFactory(PageFactory):
    """A publishable update under the English list of updates; a draft unless ``live=True``.

    ``without`` names what is missing: caveat, study, finding, statement, population, harms, design,
    title_plain, summary or disclosures. ``population`` is where the finding was made; anything but
    ``people`` makes the page unpublishable, because its caveats do not say so.
    """

    title = "Cells by injection, two years later"
    slug = factory.Sequence(lambda n: f"cells-{n}")
    summary = factory.LazyAttribute(lambda o: [] if o.without == "summary" else stream_data.summary())
    body = factory.LazyAttribute(lambda o: default_body(o.without, o.population))
    disclosures = factory.LazyAttribute(lambda o: [] if o.without == "disclosures" else stream_data.disclosures())
    evidence_current_to = "2026-01-10"
    last_reviewed = "2026-01-15"
    next_review_due = "2999-01-15"

    class Meta:
        model = ResearchUpdatePage

    class Params:
        without = ""
        population = "people"

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, live: bool = False, **kwargs: Any) -> Any:
        parent = kwargs.pop("parent", None) or site_tree().index
        page = new_page(model_class, **kwargs)
        page.live = False
        with committed():
            parent.add_child(instance=page)
            revision = page.save_revision()
            if live:
                revision.publish()
        return model_class.objects.get(pk=page.pk)


def default_body(without: str = "", population: str = "people") -> list[RawBlock]:
    body = stream_data.body()
    if population != "people":
        body[1]["value"]["population_kind"] = population
    return spoil_body(body, without)


def new_page(model: type[Any] = ResearchUpdatePage, **fields: Any) -> Any:
    """Return an unsaved page; the values of StreamFields are lists of raw blocks."""
    return model(
        **{name: json.dumps(v) if name in STREAMS and isinstance(v, list) else v for name, v in fields.items()}
    )


def publish(page: Any) -> Any:
    """Publish what ``page`` holds in memory and return it as it is in the database then."""
    with committed():
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def set_stream(page: AbstractResearchUpdate, name: str, data: list[RawBlock]) -> None:
    setattr(page, name, json.dumps(data))


def stream(page: AbstractResearchUpdate, name: str = "body") -> list[RawBlock]:
    """Return the stored data of a StreamField, a copy that a test can change."""
    data: list[RawBlock] = json.loads(json.dumps(list(getattr(page, name).raw_data)))
    return data


def parents_in(language: str) -> Page:
    """Return the list of updates in ``language``, translated and live; made where it is missing."""
    tree = site_tree()
    locale = tree.locales[language]
    for original in (tree.root, tree.index):
        if not original.has_translation(locale):
            copy = original.copy_for_translation(locale)
            copy.title = translator(language)(original.title)
            publish(copy)
    return tree.index.get_translation(locale)


def translated(
    page: AbstractResearchUpdate,
    language: str,
    *,
    live: bool = False,
    translate: Translator | None = None,
    change: Callable[[list[RawBlock]], list[RawBlock]] | None = None,
) -> Any:
    """Return the translation of ``page`` that a person wrote, without wagtail-localize.

    ``change`` spoils the body after it was translated.
    """
    parents_in(language)
    say = translate or translator(language)
    with committed():
        copy = page.copy_for_translation(site_tree().locales[language])
    for name in ("title", "easy_title", "easy_summary"):
        if words := getattr(page, name):
            setattr(copy, name, say(words) or words)
    for name in STREAMS:
        data = translated_data(stream(page, name), say)
        set_stream(copy, name, change(data) if change and name == "body" else data)
    if live:
        return publish(copy)
    copy.save_revision()
    return copy


def user(name: str = "", *groups: str, superuser: bool = False) -> Any:
    """Return a person in the named groups of Wagtail (``Editors``, ``Moderators``), or one who may do everything."""
    model = get_user_model()
    if superuser:
        return model.objects.create_superuser(username=name or "root", email="root@example.org", password="pw")
    person = model.objects.create_user(username=name or "-".join(groups).lower() or "nobody", password="pw")
    person.groups.set(Group.objects.filter(name__in=groups))
    return person


def bearer(person: Any) -> dict[str, str]:
    """Return the header with which a client of API v3 speaks for ``person``."""
    _token, text = APIToken.create_token(user=person, name=f"tests of {person.username}")
    return {"authorization": f"Bearer {text}"}
